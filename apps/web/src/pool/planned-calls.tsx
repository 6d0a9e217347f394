import Box from '@cloudscape-design/components/box';
import { awsCliCommand, type HandedOn } from '@lifeguard/shared/aws/cli';
import { callWithoutSecrets, hasSecret } from '@lifeguard/shared/aws/login-secrets';
import type { ShownCall } from '@lifeguard/shared/aws/planned-call';
import { useCliTarget, useConnection } from '#api/connection.tsx';
import { CliCommand } from '#ui/cli-command.tsx';

interface PlannedCallsProps {
  calls: readonly ShownCall[];
  /** What a call gets from the answer to an earlier one. */
  handedOn?: HandedOn;
}

/** The AWS calls of an action in their order, each as the command that makes the same call. */
export function PlannedCalls({ calls, handedOn }: PlannedCallsProps) {
  const target = useCliTarget();
  const { kind, label, endpoint, configuredEndpoint } = useConnection();
  return (
    <>
      {kind === 'assumeRole' && (
        <Box variant="small">
          {label} works as an assumed role. Run the commands with the credentials of that role: with others they may go
          to another account.
        </Box>
      )}
      {configuredEndpoint !== undefined && (
        <Box variant="small">
          {label} sends the calls of the AWS CLI to {configuredEndpoint}. Lifeguard calls AWS ({endpoint}), and with
          AWS_IGNORE_CONFIGURED_ENDPOINT_URLS so do these commands.
        </Box>
      )}
      <ol>
        {calls.map((call) => (
          <li key={`${call.operation} ${JSON.stringify(call.input)}`}>
            <Box margin={{ vertical: 'xxs' }}>{call.operation}</Box>
            <CliCommand
              command={awsCliCommand(callWithoutSecrets(call), target, handedOn)}
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
