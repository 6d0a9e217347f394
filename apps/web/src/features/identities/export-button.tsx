import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import type { IdentityFilter } from '@lifeguard/shared/identities/filter';
import { type ExportFormat, exportFormat } from '@lifeguard/shared/api/identity-index';
import { useConnection } from '#api/connection.tsx';
import { useStartJob } from '#job-state/use-start.ts';
import { useNotify } from '#ui/notifications.tsx';
import { problemNotice } from '#ui/problem-notice.tsx';
import { indexMutations } from './index-queries.ts';

interface ExportButtonProps {
  poolId: string;
  filter: IdentityFilter;
  count: number;
  children: string;
}

/** Makes a file of what the filter finds. The shell downloads it when it is written. */
export function ExportButton({ poolId, filter, count, children }: ExportButtonProps) {
  const { id: connectionId } = useConnection();
  const notify = useNotify();
  const start = useStartJob((format: ExportFormat) => indexMutations.export({ connectionId, poolId }, filter, format));
  const reason = count === 0 ? 'The filter finds no identity.' : undefined;

  function handleClick(id: string) {
    start.mutate(exportFormat.parse(id), {
      onError: (error) => notify(problemNotice(`export-${poolId}`, 'The export was not started', error)),
    });
  }

  return (
    <ButtonDropdown
      loading={start.isPending}
      disabled={reason !== undefined}
      disabledReason={reason ?? ''}
      items={[
        { id: 'csv', text: 'CSV', secondaryText: 'For spreadsheets; nothing in it runs as a formula' },
        { id: 'jsonl', text: 'JSON Lines', secondaryText: 'For programs: one identity on each line' },
      ]}
      onItemClick={({ detail }) => handleClick(detail.id)}
    >
      {children}
    </ButtonDropdown>
  );
}
