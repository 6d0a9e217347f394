import type { StaleVersion } from '@lifeguard/shared/api/problem';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useConnection } from '#api/connection.tsx';
import { poolQueries } from '../queries.ts';
import { ReviewModal } from './review-modal.tsx';
import { StaleView } from './stale-view.tsx';
import type { PoolEdit } from './use-save.tsx';

interface ReviewedEditProps {
  edit: PoolEdit;
  header: string;
  /** Choices that belong to the edit; they change `edit` while the dialog is open. */
  choices?: ReactNode;
  onClose: () => void;
}

/** An edit without a form, for example a removal from a list: reviewed and saved in one dialog, both versions where somebody else was faster. */
export function ReviewedEdit({ edit, header, choices, onClose }: ReviewedEditProps) {
  const { id } = useConnection();
  const queryClient = useQueryClient();
  const [stale, setStale] = useState<StaleVersion>();
  /** The edit of the version that AWS has now, once the person has chosen between both. */
  const [again, setAgain] = useState<PoolEdit>();
  const current = again ?? edit;

  if (stale === undefined) {
    return (
      <ReviewModal
        edit={current}
        header={header}
        consequences={again === undefined && choices}
        onSaved={onClose}
        onStale={setStale}
        onClose={onClose}
      />
    );
  }
  return (
    <StaleView
      edit={current}
      stale={stale}
      onSaved={onClose}
      onStale={setStale}
      onReview={(next) => {
        setStale(undefined);
        setAgain(next);
      }}
      onUseTheirs={() => {
        const theirs = { ...edit.base, document: stale.current, etag: stale.currentETag };
        queryClient.setQueryData(poolQueries.detail(id, theirs.document.IdentityPoolId).queryKey, theirs);
        onClose();
      }}
      onClose={onClose}
    />
  );
}
