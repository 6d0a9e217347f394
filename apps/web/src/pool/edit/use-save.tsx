import type { Pool, SavedPool } from '@lifeguard/shared/api/pools';
import type { PoolChanges } from '@lifeguard/shared/pool/changes';
import type { StaleVersion } from '@lifeguard/shared/api/problem';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { hasCode } from '#api/api-error.ts';
import { useConnection } from '#api/connection.tsx';
import { type Notice, useNotify } from '#ui/notifications.tsx';
import { cacheSavedPool, poolMutations, poolQueries } from '../queries.ts';

/** An edit: the version that the person saw, and what they want to be different. */
export interface PoolEdit {
  base: Pool;
  changes: PoolChanges;
}

interface Outcomes {
  onSaved: () => void;
  /** Somebody saved in between, or right after. */
  onStale: (stale: StaleVersion) => void;
}

/** Saves an edit and says exactly what became of it. */
export function useSavePool({ base, changes }: PoolEdit, { onSaved, onStale }: Outcomes) {
  const { id } = useConnection();
  const queryClient = useQueryClient();
  const notify = useNotify();
  const poolId = base.document.IdentityPoolId;
  return useMutation({
    mutationFn: (mergeDisjoint: boolean) => poolMutations.update(id, base, changes, mergeDisjoint),
    onSuccess: (saved) => {
      cacheSavedPool(queryClient, id, saved);
      if (saved.stale !== undefined) {
        onStale(saved.stale);
        return;
      }
      notify({ id: `pool-${poolId}`, ...noticeOf(saved) });
      onSaved();
    },
    onError: (error) => {
      if (hasCode(error, 'stale_version') && error.problem.stale !== undefined) {
        const { stale } = error.problem;
        const current = { ...base, document: stale.current, etag: stale.currentETag };
        queryClient.setQueryData(poolQueries.detail(id, poolId).queryKey, current);
        onStale(stale);
        return;
      }
      // Something may have been written, so the page reads the pool again.
      void queryClient.invalidateQueries({ queryKey: poolQueries.detail(id, poolId).queryKey });
    },
  });
}

function noticeOf({ outcome, merged, document }: SavedPool): Omit<Notice, 'id'> {
  const name = document.IdentityPoolName;
  switch (outcome) {
    case 'unchanged':
      return { type: 'info', content: `Nothing was sent: ${name} has these settings already.` };
    case 'applied_then_changed':
      return {
        type: 'warning',
        header: `${name} was saved, and changed by somebody else right after`,
        content: 'Your change is still in it. The page shows both.',
      };
    case 'applied_not_shown':
      return {
        type: 'warning',
        header: `${name} was saved, but AWS does not show it yet`,
        content:
          'AWS has confirmed the change and still answers the earlier settings, which you see here. Reload in a few seconds: if they are still the earlier ones then, somebody has put them back.',
      };
    case 'applied':
      return merged
        ? { type: 'success', content: `Saved ${name}. The other change, made meanwhile, was kept beside yours.` }
        : { type: 'success', content: `Saved ${name}.` };
  }
}
