import type { StaleVersion } from '@lifeguard/shared/api/problem';
import type { PoolChanges } from '@lifeguard/shared/pool/changes';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useConnection } from '#api/connection.tsx';
import { poolQueries } from '../queries.ts';
import { currentEdit } from './current-edit.ts';
import { ReviewModal } from './review-modal.tsx';
import { StaleView } from './stale-view.tsx';
import type { PoolEdit } from './use-save.tsx';

interface ReviewedEditProps {
  edit: PoolEdit;
  /** In place of "Review changes", where the dialog is all there is of an edit. */
  header?: string;
  /** Choices that belong to the edit; they change `edit` while the dialog is open. */
  choices?: ReactNode;
  /** Shown in the review above the calls: what the change means beyond the usual warnings. */
  consequences?: ((changes: PoolChanges) => ReactNode) | undefined;
  onSaved?: () => void;
  /** The person lets the own edit go: the form shows what AWS has. */
  onUseTheirs?: () => void;
  onClose: () => void;
}

/** The way of an edit from the review to AWS: reviewed against the pool as it is now, and beside the other version where somebody else was faster. */
export function ReviewedEdit({
  edit,
  choices,
  onClose,
  onSaved = onClose,
  onUseTheirs = onClose,
  ...shown
}: ReviewedEditProps) {
  /** What a save was refused for: somebody saved after the review had read the pool. */
  const [refused, setRefused] = useState<Overtaken>();
  /** The edit of the version that AWS has now, once the person has chosen between both. */
  const [again, setAgain] = useState<PoolEdit>();
  const [round, setRound] = useState(0);

  function review(next: PoolEdit) {
    setRefused(undefined);
    setAgain(next);
    // A new look at the pool.
    setRound(round + 1);
  }

  const stale = (overtaken: Overtaken) => (
    <StaleView
      {...overtaken}
      onSaved={onSaved}
      onStale={(next) => setRefused({ ...overtaken, stale: next })}
      onReview={review}
      onUseTheirs={onUseTheirs}
      onClose={onClose}
    />
  );
  if (refused !== undefined) return stale(refused);
  return (
    <FreshReview
      key={round}
      edit={again ?? edit}
      choices={again === undefined && choices}
      onSaved={onSaved}
      onRefused={setRefused}
      onClose={onClose}
      whenOvertaken={stale}
      {...shown}
    />
  );
}

interface Overtaken {
  readonly edit: PoolEdit;
  readonly stale: StaleVersion;
}

interface FreshReviewProps extends Pick<ReviewedEditProps, 'edit' | 'header' | 'choices' | 'consequences' | 'onClose'> {
  onSaved: () => void;
  onRefused: (overtaken: Overtaken) => void;
  whenOvertaken: (overtaken: Overtaken) => ReactNode;
}

/** Reads the pool again first, so that "Now" and the commands are true. */
function FreshReview({ edit, whenOvertaken, onRefused, ...shown }: FreshReviewProps) {
  const { id } = useConnection();
  const detail = poolQueries.detail(id, edit.base.document.IdentityPoolId);
  const { data, error, isFetchedAfterMount, isFetching, refetch } = useQuery({
    ...detail,
    staleTime: 0,
    refetchOnMount: 'always',
  });
  const current = data !== undefined && isFetchedAfterMount ? currentEdit(edit, data) : undefined;
  if (current?.kind === 'overtaken') return whenOvertaken({ edit, stale: current.stale });
  return (
    <ReviewModal
      edit={edit}
      current={current}
      isReading={isFetching}
      readError={error}
      onReadAgain={() => void refetch()}
      onStale={(stale, sent) => onRefused({ edit: sent, stale })}
      {...shown}
    />
  );
}
