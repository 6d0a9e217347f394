import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { planDeleteIdentities } from '@lifeguard/shared/aws/plans';
import { maxIdentities } from '@lifeguard/shared/identities/identity';
import type { IdentityFilter } from '@lifeguard/shared/identities/filter';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ApiError } from '#api/api-error.ts';
import { useConnection } from '#api/connection.tsx';
import { identitiesText, plannedCheckText } from '#job-state/words.ts';
import { identitiesKey } from '#api/identities-key.ts';
import { useStartJob } from '#job-state/use-start.ts';
import { paths } from '#paths.ts';
import { PlannedCalls } from '#pool/planned-calls.tsx';
import { usePool } from '#pool/use-pool.ts';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { useDeletionReason } from '../deletion-reason.ts';
import { indexMutations } from '../index-queries.ts';
import { AgeOfScan } from '../scan-age.tsx';

interface CleanUpFormProps {
  poolId: string;
  filter: IdentityFilter;
  total: number;
  scanFinishedAt: string;
  /** Some of the identities, for the command. */
  sampleIds: readonly string[];
}

/** Whether to try or to delete, what that means for people, and the confirmation. */
export function CleanUpForm({ poolId, filter, total, scanFinishedAt, sampleIds }: CleanUpFormProps) {
  const { id: connectionId } = useConnection();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { data: pool } = usePool();
  const reason = useDeletionReason();
  const [mode, setMode] = useState<'dry-run' | 'delete'>('dry-run');
  const isDeleting = mode === 'delete' && reason === undefined;
  // Kept as long as the form stands: clicking again after a broken connection starts no second deletion.
  const [keys] = useState(() => ({ 'dry-run': crypto.randomUUID(), delete: crypto.randomUUID() }));
  // Counts for what was seen when it was typed: not for what a scan has found since.
  const seen = `${scanFinishedAt} ${total}`;
  const [confirmation, setConfirmation] = useState({ name: '', seen });
  const typed = confirmation.seen === seen ? confirmation.name : '';
  const [isTried, setIsTried] = useState(false);
  const start = useStartJob(
    () =>
      indexMutations.remove(
        { connectionId, poolId },
        { filter, isDryRun: !isDeleting, scanFinishedAt, confirmCount: total, confirmName: typed },
        keys[isDeleting ? 'delete' : 'dry-run'],
      ),
    (job) => void navigate(paths.job(connectionId, job.id)),
  );
  const name = pool?.document.IdentityPoolName ?? '';
  const isRefusedName = start.error instanceof ApiError && start.error.problem.fields?.['confirmName'] !== undefined;
  const isMismatch = typed !== name || isRefusedName;

  function handleSubmit() {
    setIsTried(true);
    if (isDeleting && typed !== name) return;
    // What was refused may be refused because the list has changed: it is counted again.
    start.mutate(undefined, {
      onError: () => void queryClient.invalidateQueries({ queryKey: identitiesKey(connectionId, poolId) }),
    });
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        handleSubmit();
      }}
    >
      <Form
        actions={
          <Button variant="primary" loading={start.isPending}>
            {isDeleting ? `Delete ${identitiesText(total)}` : `Start the dry run`}
          </Button>
        }
      >
        <Container header={<Header variant="h2">3. Try or delete</Header>}>
          <SpaceBetween size="m">
            <RadioGroup
              value={isDeleting ? 'delete' : 'dry-run'}
              ariaLabel="Try or delete"
              onChange={({ detail }) => setMode(detail.value === 'delete' ? 'delete' : 'dry-run')}
              items={[
                {
                  value: 'dry-run',
                  label: 'Dry run – nothing is deleted',
                  description: 'Does everything else, and reports for each identity what would become of it.',
                },
                {
                  value: 'delete',
                  label: 'Delete',
                  description: reason ?? 'Deletes them for good.',
                  disabled: reason !== undefined,
                },
              ]}
            />
            <AgeOfScan finishedAt={scanFinishedAt} />
            <div>{plannedCheckText(total)}</div>
            {isDeleting && (
              <Alert type="warning" header="This can't be undone">
                A person whose identity is deleted gets another ID at the next sign-in or visit. Whatever your apps keep
                under the old ID, such as files, settings or purchases, can&apos;t be reached by that person any more.
                Someone who is using an app now may have to start again.
              </Alert>
            )}
            {isDeleting && (
              <FormField
                label="Type the name of the pool to confirm"
                description={name}
                errorText={
                  isTried &&
                  isMismatch &&
                  `This is not the name of the pool, so nothing was deleted. The name is ${name}.`
                }
              >
                <Input
                  value={typed}
                  onChange={({ detail }) => setConfirmation({ name: detail.value, seen })}
                  autoComplete={false}
                  spellcheck={false}
                />
              </FormField>
            )}
            <ExpandableSection headerText="AWS CLI command">
              <SpaceBetween size="xs">
                <div>
                  Lifeguard sends one call for each {maxIdentities} identities
                  {isDeleting ? '.' : ', when it deletes; in a dry run it sends none.'} This one is for the sample
                  above.
                </div>
                <PlannedCalls calls={[planDeleteIdentities(sampleIds)]} />
              </SpaceBetween>
            </ExpandableSection>
            {start.error && !isRefusedName && <ErrorAlert error={start.error} header="The clean-up was not started" />}
          </SpaceBetween>
        </Container>
      </Form>
    </form>
  );
}
