import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { DeleteResult } from '@lifeguard/shared/identities/identity';
import { DialogFooter } from '#ui/dialog/dialog-footer.tsx';
import { DialogError } from '#ui/error-alert.tsx';

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
    <Modal
      visible
      size="large"
      header="Result of the deletion"
      onDismiss={onClose}
      footer={
        <DialogFooter>
          {failed.length > 0 && (
            <Button loading={isRetrying} onClick={() => onRetry(failed.map(({ IdentityId }) => IdentityId))}>
              Retry failed
            </Button>
          )}
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        </DialogFooter>
      }
    >
      <SpaceBetween size="m">
        {failed.length === 0 ? (
          <Alert type="success">Deleted {deleted === 1 ? '1 identity' : `${deleted} identities`}.</Alert>
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
        {error && <DialogError error={error} header="The retry failed" />}
      </SpaceBetween>
    </Modal>
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
