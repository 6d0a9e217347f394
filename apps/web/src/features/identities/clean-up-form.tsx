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
import { maxIdentities } from '@lifeguard/shared/identities';
import type { IdentityFilter } from '@lifeguard/shared/identity-filter';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { hasCode } from '#api/api-error.ts';
import { useConnection } from '#api/connection.tsx';
import { identitiesText } from '#jobs/job-words.ts';
import { useStartJob } from '#jobs/use-start-job.ts';
import { paths } from '#paths.ts';
import { PlannedCalls } from '#pool/planned-calls.tsx';
import { usePool } from '#pool/use-pool.ts';
import { AppLink } from '#ui/app-link.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { useCleanUpReason } from './clean-up-reason.ts';
import { indexMutations } from './index-queries.ts';
import { AgeOfScan } from './scan-age.tsx';

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
  const { data: pool } = usePool();
  const reason = useCleanUpReason(pool);
  const [mode, setMode] = useState<'dry-run' | 'delete'>('dry-run');
  const [typed, setTyped] = useState('');
  const [isTried, setIsTried] = useState(false);
  const start = useStartJob(
    () =>
      indexMutations.remove(
        { connectionId, poolId },
        { filter, isDryRun: mode === 'dry-run', scanFinishedAt, confirmCount: total, confirmName: typed },
      ),
    (job) => void navigate(paths.job(connectionId, job.id)),
  );
  const name = pool?.document.IdentityPoolName ?? '';
  const isDeleting = mode === 'delete' && reason === undefined;
  const isMismatch = typed !== name || hasCode(start.error, 'confirmation_mismatch');

  function handleSubmit() {
    setIsTried(true);
    if (!isDeleting || typed === name) start.mutate(undefined);
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
                  onChange={({ detail }) => setTyped(detail.value)}
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
                <PlannedCalls
                  calls={[
                    {
                      service: 'cognito-identity',
                      operation: 'DeleteIdentities',
                      input: { IdentityIdsToDelete: sampleIds },
                    },
                  ]}
                />
              </SpaceBetween>
            </ExpandableSection>
            {start.error && !hasCode(start.error, 'confirmation_mismatch') && (
              <ErrorAlert error={start.error} header="The clean-up was not started" />
            )}
            {start.error && hasCode(start.error, 'stale_version', 'conflict') && (
              <div>
                See <AppLink href={paths.jobs(connectionId)}>what is under way</AppLink>.
              </div>
            )}
          </SpaceBetween>
        </Container>
      </Form>
    </form>
  );
}
