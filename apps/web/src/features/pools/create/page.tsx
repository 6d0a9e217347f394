import Wizard from '@cloudscape-design/components/wizard';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useNavigate, useSearchParams } from 'react-router';
import { hasCode, toProblem } from '#api/api-error.ts';
import { useConnection, useReadOnlyReason } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { applyProblem } from '#ui/form/apply-problem.ts';
import { LeaveGuard, saved } from '#ui/dialog/leave-guard.tsx';
import { useNotify } from '#ui/notifications.tsx';
import { CreateError } from './error.tsx';
import { discardDraft, readDraft, writeDraft } from './draft.ts';
import { NameStep } from './step-name.tsx';
import { createdNotice } from './created-notice.tsx';
import { ProvidersStep } from './step-providers.tsx';
import { ReviewStep } from './step-review.tsx';
import { RolesStep } from './step-roles.tsx';
import { TagsStep } from './step-tags.tsx';
import {
  emptyPool,
  fieldOfPath,
  poolFormErrors,
  poolFormResolver,
  type PoolFormValues,
  reviewStep,
  stepOfField,
  toInput,
} from './form.ts';
import { secretKinds } from '#pool/providers/key-and-secret.ts';
import { accountQueries } from '#pool/account-queries.ts';
import { cacheSavedPool, poolMutations, poolQueries } from '#pool/queries.ts';
import { laterSettings, type UnfinishedState } from './unfinished-state.ts';

/** The wizard that creates a pool. The step is in the URL, the draft in this tab's storage. */
export function Component() {
  const connection = useConnection();
  const navigate = useNavigate();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const readOnlyReason = useReadOnlyReason();
  const [draft] = useState(() => readDraft(connection.id));
  const [idempotencyKey] = useState(() => draft?.idempotencyKey ?? crypto.randomUUID());
  const origin = draft?.origin;
  const lostSecrets = secretKinds.filter((kind) => draft !== undefined && draft.values.logins[kind].value !== '');
  const [unplaced, setUnplaced] = useState<readonly string[]>([]);
  const { control, handleSubmit, setError, getValues, reset } = useForm<PoolFormValues>({
    defaultValues: draft?.values ?? emptyPool,
    resolver: poolFormResolver,
  });
  const values = useWatch({ control, compute: (all: PoolFormValues) => all });
  const hasInput = JSON.stringify(values) !== JSON.stringify(emptyPool);
  const [step, goToStep] = useStep(hasInput);

  useEffect(() => {
    if (hasInput) writeDraft(connection.id, { values, idempotencyKey, ...(origin === undefined ? {} : { origin }) });
  }, [connection.id, hasInput, idempotencyKey, origin, values]);

  const create = useMutation({
    mutationFn: () => poolMutations.create(connection.id, toInput(getValues()), idempotencyKey),
    onSuccess: (pool) => {
      cacheSavedPool(queryClient, connection.id, pool);
      void queryClient.invalidateQueries({ queryKey: accountQueries.roles(connection.id).queryKey });
      discardDraft(connection.id);
      notify(createdNotice(connection.id, pool.document));
      void navigate(paths.pool(connection.id, pool.document.IdentityPoolId), { state: saved });
    },
    onError: (error) => {
      const problem = toProblem(error);
      if (hasCode(error, 'applied_in_part') && problem.IdentityPoolId !== undefined) {
        discardDraft(connection.id);
        void queryClient.invalidateQueries({ queryKey: poolQueries.all(connection.id) });
        const state: UnfinishedState = { ...saved, problem, later: laterSettings(toInput(getValues())) };
        void navigate(paths.poolUnfinished(connection.id, problem.IdentityPoolId), { replace: true, state });
        return;
      }
      const result = applyProblem(problem, setError, (path) => fieldOfPath(path, getValues()));
      setUnplaced(result.unplaced);
      const first = result.placed[0];
      if (first !== undefined) goToStep(stepOfField(first));
    },
  });

  async function next(requested: number) {
    const isWrong = [...poolFormErrors(getValues()).keys()].some((field) => stepOfField(field) === step);
    if (isWrong) {
      // Shows the errors, and from then on validates on change.
      await handleSubmit(nothing, nothing)();
      return;
    }
    // Fields that nobody has seen yet are not wrong.
    reset(getValues());
    goToStep(requested);
  }

  async function submit() {
    const firstWrong = [...poolFormErrors(getValues()).keys()][0];
    if (firstWrong !== undefined) {
      goToStep(stepOfField(firstWrong));
      await handleSubmit(nothing, nothing)();
      return;
    }
    setUnplaced([]);
    create.mutate();
  }

  const error = create.error && <CreateError error={create.error} unplaced={unplaced} onFields={step !== reviewStep} />;
  const steps = [
    { title: 'Name and access', content: <NameStep control={control} /> },
    {
      title: 'Identity providers',
      isOptional: true,
      content: <ProvidersStep control={control} origin={origin} lostSecrets={lostSecrets} />,
    },
    { title: 'Roles', isOptional: true, content: <RolesStep control={control} /> },
    { title: 'Tags', isOptional: true, content: <TagsStep control={control} /> },
    {
      title: 'Review and create',
      content: (
        <ReviewStep values={values} origin={origin} readOnlyReason={readOnlyReason} error={error} onEdit={goToStep} />
      ),
    },
  ];
  return (
    <>
      <title>Create identity pool - Lifeguard</title>
      <LeaveGuard active={hasInput} onLeave={() => discardDraft(connection.id)} />
      {step !== reviewStep && error}
      <Wizard
        steps={steps}
        activeStepIndex={step}
        submitButtonText="Create identity pool"
        isLoadingNextStep={create.isPending}
        onNavigate={({ detail }) =>
          detail.reason === 'next' ? void next(detail.requestedStepIndex) : goToStep(detail.requestedStepIndex)
        }
        onCancel={() => void navigate(paths.pools(connection.id))}
        onSubmit={() => void submit()}
        i18nStrings={{
          stepNumberLabel: (number) => `Step ${number}`,
          collapsedStepsLabel: (number, count) => `Step ${number} of ${count}`,
          navigationAriaLabel: 'Steps',
          cancelButton: 'Cancel',
          previousButton: 'Previous',
          nextButton: 'Next',
          optional: 'optional',
          submitButtonLoadingAnnouncement: 'Creating the identity pool',
        }}
      />
    </>
  );
}

function nothing(): void {}

/** Without input the wizard begins at its first step, whatever the URL says. */
function useStep(hasInput: boolean) {
  const [search, setSearch] = useSearchParams();
  const wanted = Number(search.get('step') ?? 1) - 1;
  const isKnown = Number.isInteger(wanted) && wanted >= 0 && wanted <= reviewStep;
  function goToStep(index: number) {
    setSearch(index === 0 ? {} : { step: String(index + 1) });
  }
  return [isKnown && hasInput ? wanted : 0, goToStep] as const;
}
