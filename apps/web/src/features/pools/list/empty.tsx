import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useConnection, useReadOnlyReason } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { useFollow } from '#ui/app-link.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { useNotify } from '#ui/notifications.tsx';
import { poolMutations } from '#pool/queries.ts';

/** The connection has no pool at all: what one is for, and how to get the first. */
export function NoPools() {
  const connection = useConnection();
  const readOnlyReason = useReadOnlyReason();
  const follow = useFollow();
  return (
    <Box textAlign="center" margin={{ vertical: 'm' }} color="inherit">
      <SpaceBetween size="m">
        <div>
          <Box variant="strong">No identity pools</Box>
          <Box variant="p" color="text-body-secondary">
            {connection.label} has no identity pool in {connection.region}.
          </Box>
        </div>
        <Box display="inline-block">
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              href={paths.poolCreate(connection.id)}
              onFollow={follow}
              disabled={readOnlyReason !== undefined}
              disabledReason={readOnlyReason ?? ''}
            >
              Create an identity pool
            </Button>
            {connection.kind === 'embedded' && <LoadSampleData />}
          </SpaceBetween>
        </Box>
      </SpaceBetween>
    </Box>
  );
}

export function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <Box textAlign="center" margin={{ vertical: 'm' }} color="inherit">
      <SpaceBetween size="m">
        <div>
          <Box variant="strong">No match</Box>
          <Box variant="p" color="text-body-secondary">
            No identity pool matches the filter.
          </Box>
        </div>
        <Button onClick={onClear}>Clear the filter</Button>
      </SpaceBetween>
    </Box>
  );
}

function LoadSampleData() {
  const connection = useConnection();
  const readOnlyReason = useReadOnlyReason();
  const queryClient = useQueryClient();
  const notify = useNotify();
  const load = useMutation({
    mutationFn: () => poolMutations.loadSampleData(connection.id),
    onSuccess: async ({ pools, roles, identities }) => {
      await queryClient.invalidateQueries();
      notify({
        id: 'sample-data',
        type: 'success',
        content: `Made ${pools} identity pools, ${roles} roles and ${identities.toLocaleString('en')} identities.`,
      });
    },
  });
  return (
    <>
      <Button
        loading={load.isPending}
        loadingText="Loading sample data"
        onClick={() => load.mutate()}
        disabled={readOnlyReason !== undefined}
        disabledReason={readOnlyReason ?? ''}
      >
        Load sample data
      </Button>
      {load.error && <ErrorAlert error={load.error} header="The sample data could not be loaded" />}
    </>
  );
}
