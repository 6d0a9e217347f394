import Alert from '@cloudscape-design/components/alert';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { DeleteResult } from '@lifeguard/shared/identities/identity';
import { identitiesText } from '#job-state/words.ts';
import { FormDialog } from '#ui/dialog/form-dialog.tsx';

const reasons = {
  AccessDenied: 'AWS did not let these credentials delete it',
  InternalServerError: 'AWS failed; trying again often helps',
} satisfies Record<NonNullable<DeleteResult['ErrorCode']>, string>;

const columns: TableProps.ColumnDefinition<DeleteResult>[] = [
  { id: 'id', header: 'Identity ID', isRowHeader: true, cell: ({ IdentityId }) => IdentityId },
  { id: 'result', header: 'Result', cell: (result) => <Result result={result} /> },
];

interface DeleteResultsProps {
  results: readonly DeleteResult[];
  /** Why a retry as a whole failed. */
  error: Error | null;
  isRetrying: boolean;
  onRetry: (identityIds: string[]) => void;
  onClose: () => void;
}

/** What became of each identity; AWS may delete some and not others. */
export function DeleteResults({ results, error, isRetrying, onRetry, onClose }: DeleteResultsProps) {
  const failed = results.filter(({ outcome }) => outcome === 'failed');
  const deleted = results.length - failed.length;
  return (
    <FormDialog
      title="Result of the deletion"
      size="large"
      error={error}
      what="the remaining identities were deleted"
      isPending={isRetrying}
      submitText={failed.length > 0 ? 'Retry failed' : undefined}
      onSubmit={() => onRetry(failed.map(({ IdentityId }) => IdentityId))}
      dismissText="Close"
      onDismiss={onClose}
    >
      {failed.length === 0 ? (
        <Alert type="success">Deleted {identitiesText(deleted)}.</Alert>
      ) : (
        <Alert type="error" header={`${failed.length} could not be deleted`}>
          {deleted === 0 ? 'Nothing was deleted.' : `${deleted} deleted; those that failed are as they were.`} You can
          try again.
        </Alert>
      )}
      <Table
        variant="borderless"
        contentDensity="compact"
        items={[...failed, ...results.filter(({ outcome }) => outcome === 'deleted')]}
        columnDefinitions={columns}
        trackBy="IdentityId"
        wrapLines
        ariaLabels={{ tableLabel: 'Results' }}
      />
    </FormDialog>
  );
}

function Result({ result: { outcome, ErrorCode } }: { result: DeleteResult }) {
  if (outcome === 'deleted') return <StatusIndicator type="success">Deleted</StatusIndicator>;
  return (
    <StatusIndicator type="error">
      {ErrorCode === undefined ? 'Not deleted' : `Not deleted: ${reasons[ErrorCode]} (${ErrorCode})`}
    </StatusIndicator>
  );
}
