import Box from '@cloudscape-design/components/box';
import { awsCliCommand } from '@lifeguard/shared/aws/cli';
import { callWithoutSecrets, hasSecret } from '@lifeguard/shared/aws/login-secrets';
import type { ShownCall } from '@lifeguard/shared/aws/planned-call';
import { useCliTarget, useConnection } from '#api/connection.tsx';
import { CliCommand } from '#ui/cli-command.tsx';

/** The AWS calls of an action in their order, each as the command that makes the same call. */
export function PlannedCalls({ calls }: { calls: readonly ShownCall[] }) {
  const target = useCliTarget();
  const { kind, label } = useConnection();
  return (
    <>
      {kind === 'assumeRole' && (
        <Box variant="small">
          {label} works as an assumed role. Run the commands with the credentials of that role: with others they may go
          to another account.
        </Box>
      )}
      <ol>
        {calls.map((call) => (
          <li key={`${call.operation} ${JSON.stringify(call.input)}`}>
            <Box margin={{ vertical: 'xxs' }}>{call.operation}</Box>
            <CliCommand
              command={awsCliCommand(callWithoutSecrets(call), target)}
              label={`AWS CLI command for ${call.operation}`}
            />
            {hasSecret(call) && (
              <Box variant="small">
                Lifeguard does not show consumer secrets. Before you run the command, put the secret where it says so.
              </Box>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
