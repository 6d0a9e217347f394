import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { zodResolver } from '@hookform/resolvers/zod';
import type { Pool } from '@lifeguard/shared/api/pools';
import { loginOfClaims } from '@lifeguard/shared/roles/login-of-claims';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Control, useForm, useWatch } from 'react-hook-form';
import { useSearchParams } from 'react-router';
import { useConnection, useReadOnlyReason } from '#api/connection.tsx';
import { identityParam } from '#paths.ts';
import { accountQueries } from '#pool/account-queries.ts';
import { usePool } from '#pool/use-pool.ts';
import { Arrival } from '#ui/arrival.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { AccessForm } from './access-form.tsx';
import { ExplanationResult } from './explanation-result.tsx';
import {
  type AccessAction,
  type AccessValues,
  accessValues,
  actionsFor,
  checkInputOf,
  explanationInputOf,
} from './form.ts';
import { readPaste } from './paste.ts';
import { predictionFor } from './prediction.ts';
import { PredictionView } from './prediction-view.tsx';
import { accessMutations } from './queries.ts';
import { CheckResult } from './result.tsx';

/** Why can't this user get in? By trying, by the settings, or by what AWS has said. */
export function Component() {
  const { data: pool } = usePool();
  const [search] = useSearchParams();
  // The frame around the tabs shows loading and errors.
  if (pool === undefined) return null;
  return <AccessCheck pool={pool} identityId={search.get(identityParam) ?? ''} />;
}

const failures: Readonly<Record<AccessAction, string>> = {
  check: 'The check was not made',
  explain: 'The message could not be explained',
  predict: 'Nothing could be predicted',
};

/** Nothing of the form is kept anywhere: it may hold a token. */
function AccessCheck({ pool: { document }, identityId }: { pool: Pool; identityId: string }) {
  const { kind } = useConnection();
  const poolId = document.IdentityPoolId;
  const readOnlyReason = useReadOnlyReason();
  const form = useForm<AccessValues>({
    resolver: zodResolver(accessValues),
    defaultValues: { pasted: '', login: '', flow: 'enhanced', identityId, roleArn: '' },
  });
  const { control } = form;
  const paste = usePaste(control);
  const run = useRun(document);
  const entered = useWatch({ control });
  const isEarlier = run.variables !== undefined && JSON.stringify(run.variables.entered) !== JSON.stringify(entered);
  const actions = actionsFor(paste, { isReadOnly: readOnlyReason !== undefined, canMakeTokens: kind === 'embedded' });

  function handlePasted(pasted: string) {
    form.setValue('pasted', pasted, { shouldValidate: form.formState.isSubmitted });
    const { login, claims } = readPaste(pasted);
    const found = login ?? (claims === undefined ? undefined : loginOfClaims(claims, document));
    form.setValue('login', found ?? '', { shouldValidate: form.formState.isSubmitted });
  }

  return (
    <SpaceBetween size="l">
      <AccessForm
        control={control}
        document={document}
        paste={paste}
        actions={actions}
        readOnlyReason={readOnlyReason}
        pending={run.isPending ? run.variables.action : undefined}
        onPasted={handlePasted}
        onAction={(action) =>
          void form.handleSubmit((values) => run.mutate({ action, values, entered: form.getValues() }))()
        }
      />
      {(run.data ?? run.error) && (
        <Arrival key={run.submittedAt}>
          {isEarlier && <Box color="text-status-info">The answer to what was entered before.</Box>}
          {run.error && <ErrorAlert error={run.error} header={failures[run.variables.action]} />}
          {run.data?.action === 'check' && <CheckResult result={run.data.result} poolId={poolId} />}
          {run.data?.action === 'explain' && <ExplanationResult explanation={run.data.result} poolId={poolId} />}
          {run.data?.action === 'predict' && <PredictionView prediction={run.data.result} />}
        </Arrival>
      )}
    </SpaceBetween>
  );
}

function usePaste(control: Control<AccessValues>) {
  return readPaste(useWatch({ control, name: 'pasted' }));
}

/** Makes the calls of an action; a prediction reads no more than the roles of the account. */
function useRun(document: Pool['document']) {
  const { id } = useConnection();
  const queryClient = useQueryClient();
  const poolId = document.IdentityPoolId;
  return useMutation({
    mutationFn: async ({ action, values }: { action: AccessAction; values: AccessValues; entered: AccessValues }) => {
      switch (action) {
        case 'check':
          return { action, result: await accessMutations.check(id, poolId, checkInputOf(values)) } as const;
        case 'explain':
          return { action, result: await accessMutations.explain(id, poolId, explanationInputOf(values)) } as const;
        case 'predict': {
          // Without them the prediction says that the trust is not known.
          const roles = await queryClient.ensureQueryData(accountQueries.roles(id)).catch(() => undefined);
          const trustPolicies =
            roles && new Map(roles.Roles.map(({ Arn, AssumeRolePolicyDocument }) => [Arn, AssumeRolePolicyDocument]));
          const nowSeconds = Date.now() / 1000;
          return { action, result: predictionFor({ values, document, trustPolicies, nowSeconds }) } as const;
        }
      }
    },
    // The variables hold a token: they go with the page.
    gcTime: 0,
  });
}
