import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { maxPrincipalTagBytes } from '@lifeguard/shared/roles/tag-resolution';
import type { SimulatedUser } from '@lifeguard/shared/roles/simulation';

interface SimulatorTagsProps {
  user: SimulatedUser;
  tags: Readonly<Record<string, string>>;
  bytes: number;
}

/** The principal tags that the session would carry, made by the saved attributes of the pool. */
export function SimulatorTags({ user, tags, bytes }: SimulatorTagsProps) {
  const entries = Object.entries(tags);
  return (
    <div>
      <Box variant="h3">Principal tags of the session</Box>
      {entries.length === 0 ? (
        <Box color="text-body-secondary">{emptyText(user)}</Box>
      ) : (
        <>
          <KeyValuePairs
            columns={2}
            items={entries.map(([label, value]) => ({ label, value: value === '' ? '(empty)' : value }))}
          />
          <StatusIndicator type={bytes > maxPrincipalTagBytes ? 'error' : 'info'}>
            {bytes} of {maxPrincipalTagBytes} bytes
          </StatusIndicator>
        </>
      )}
    </div>
  );
}

function emptyText({ kind }: SimulatedUser): string {
  switch (kind) {
    case 'guest':
      return 'None: guests have none.';
    case 'developer':
      return 'Those that your backend names when it asks for the token.';
    case 'federated':
      return 'None: no attribute of the pool makes a tag of these claims.';
  }
}
