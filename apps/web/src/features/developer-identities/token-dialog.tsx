import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { planToken } from '@lifeguard/shared/aws/plans';
import type { TokenEffect } from '@lifeguard/shared/api/developer-tokens';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { hasCode } from '#api/api-error.ts';
import { useConnection } from '#api/connection.tsx';
import { refreshDeveloperUsers } from '#pool/developer/queries.ts';
import { PlannedCalls } from '#pool/planned-calls.tsx';
import { CliCommand } from '#ui/cli-command.tsx';
import { CopyId } from '#ui/copy-id.tsx';
import { FormDialog } from '#ui/dialog/form-dialog.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { type TokenValues, tokenInputOf } from './token-form.ts';
import { issueToken, tokenPreview } from './token-queries.ts';

interface TokenDialogProps {
  poolId: string;
  values: TokenValues;
  onClose: () => void;
}

interface IssuedToken {
  readonly IdentityId: string;
  readonly Token: string;
}

/** Says what issuing the token changes, issues it, and shows it once. */
export function TokenDialog({ poolId, values, onClose }: TokenDialogProps) {
  const { id } = useConnection();
  const queryClient = useQueryClient();
  // The only place that holds the token: gone when the dialog closes.
  const [issued, setIssued] = useState<IssuedToken>();
  const preview = useQuery(tokenPreview(id, poolId, values));
  const issue = useMutation({
    // Resolves to nothing, because the mutation cache keeps results.
    mutationFn: async (effect: TokenEffect) => setIssued(await issueToken(id, poolId, tokenInputOf(values, effect))),
    onError: (error) => {
      if (hasCode(error, 'conflict')) void preview.refetch();
    },
    onSettled: (_answer, _error, effect) =>
      effect === 'none' ? undefined : refreshDeveloperUsers(queryClient, id, poolId),
  });
  const { data } = preview;
  return (
    <FormDialog
      title={issued ? 'The token' : 'Issue a token?'}
      size="large"
      error={issue.error}
      what="the token was issued"
      isPending={issue.isPending}
      submitText={issued ? undefined : issueText(data?.effect)}
      disabledReason={data === undefined ? 'What the call changes is not known yet.' : undefined}
      onSubmit={() => data && issue.mutate(data.effect)}
      dismissText={issued ? 'Close and forget the token' : 'Cancel'}
      onDismiss={onClose}
    >
      {issued ? (
        <Issued issued={issued} seconds={values.TokenDuration} />
      ) : (
        <SpaceBetween size="m">
          <KeyValuePairs
            columns={2}
            items={[
              { label: 'User identifier', value: values.DeveloperUserIdentifier },
              { label: 'Valid for', value: `${values.TokenDuration} seconds` },
            ]}
          />
          {preview.isPending && <StatusIndicator type="loading">Looking the user up…</StatusIndicator>}
          {preview.error && (
            <ErrorAlert
              error={preview.error}
              header="The token can't be issued"
              onRetry={() => void preview.refetch()}
            />
          )}
          {data && <Effect effect={data.effect} identityId={data.IdentityId} />}
          <Alert type="warning" header="Whoever has the token is this user">
            It gives the credentials of the user&apos;s role, which last for an hour and outlive the token. There is no
            way to take a token back. Issue it only for what you would do with the user&apos;s consent.
          </Alert>
          {data && (
            <ExpandableSection headerText="AWS CLI command">
              <PlannedCalls
                calls={[
                  planToken(
                    { IdentityPoolId: poolId, DeveloperProviderName: data.DeveloperProviderName },
                    tokenInputOf(values, data.effect),
                  ),
                ]}
              />
            </ExpandableSection>
          )}
        </SpaceBetween>
      )}
    </FormDialog>
  );
}

function issueText(effect: TokenEffect | undefined): string {
  return effect === 'new_identity' ? 'Create the identity and issue' : 'Issue token';
}

function Effect({ effect, identityId }: { effect: TokenEffect; identityId: string | undefined }) {
  switch (effect) {
    case 'none':
      return <Box variant="p">The user belongs to the identity {identityId}. Nothing is changed.</Box>;
    case 'new_identity':
      return (
        <Alert type="warning" header="The pool does not know this user: a new identity would be created">
          Check the identifier, upper and lower case too, if you expected the user to be there.
        </Alert>
      );
    case 'new_login':
      return (
        <Alert type="warning" header="The pool does not know this user: it would be linked to the identity">
          From then on the user is {identityId}. AWS refuses it where the identity has logins of other providers.
        </Alert>
      );
  }
}

function Issued({ issued, seconds }: { issued: IssuedToken; seconds: string }) {
  return (
    <SpaceBetween size="m">
      <Alert type="warning" header="It is shown this once">
        Lifeguard keeps the token nowhere: not in its log, not in this browser. It is valid for {seconds} seconds, and
        whoever has it is this user.
      </Alert>
      <KeyValuePairs
        items={[{ label: 'Identity ID', value: <CopyId value={issued.IdentityId} label="Identity ID" wrap /> }]}
      />
      <div>
        <Box variant="awsui-key-label">Token</Box>
        <CliCommand command={issued.Token} label="token" />
      </div>
    </SpaceBetween>
  );
}
