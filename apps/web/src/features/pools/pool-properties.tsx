import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { zodResolver } from '@hookform/resolvers/zod';
import type { Pool } from '@lifeguard/shared/identity-pool';
import type { StaleVersion } from '@lifeguard/shared/problem';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useConnection } from '#api/connection.tsx';
import { TextField } from '#ui/form/text-field.tsx';
import { ToggleField } from '#ui/form/toggle-field.tsx';
import { LeaveGuard } from '#ui/leave-guard.tsx';
import { changesOf, type PoolProperties, poolProperties, propertiesOf } from './properties-form.ts';
import { poolQueries } from './queries.ts';
import { ReviewModal } from './review-modal.tsx';
import { StaleView } from './stale-view.tsx';
import { useEditReason, usePool } from './use-pool.ts';
import type { PoolEdit } from './use-save-pool.tsx';

/** Name, guest access and classic flow of a pool. */
export function Component() {
  const { data: pool } = usePool();
  // The frame around the tabs shows loading and errors.
  return pool && <PropertiesForm latest={pool} />;
}

function PropertiesForm({ latest }: { latest: Pool }) {
  const connection = useConnection();
  const queryClient = useQueryClient();
  const [base, setBase] = useState(latest);
  const [edit, setEdit] = useState<PoolEdit>();
  const [stale, setStale] = useState<StaleVersion>();
  const { control, handleSubmit, reset, formState } = useForm<PoolProperties>({
    defaultValues: propertiesOf(base.document),
    resolver: zodResolver(poolProperties),
    mode: 'onTouched',
  });
  const { isDirty } = formState;
  const editReason = useEditReason(latest);
  const isOutdated = base.etag !== latest.etag;
  // What the person began with stays the base of the edit; without an edit the page follows AWS.
  if (isOutdated && !isDirty) startFrom(latest);

  function startFrom(pool: Pool) {
    setBase(pool);
    reset(propertiesOf(pool.document));
  }

  function stop() {
    setEdit(undefined);
    setStale(undefined);
  }

  function handleSaved() {
    const saved = queryClient.getQueryData(poolQueries.detail(connection.id, base.document.IdentityPoolId).queryKey);
    startFrom(saved ?? latest);
    stop();
  }

  function handleUseTheirs() {
    if (stale !== undefined) {
      const theirs = { ...base, document: stale.current, etag: stale.currentETag };
      queryClient.setQueryData(poolQueries.detail(connection.id, base.document.IdentityPoolId).queryKey, theirs);
      startFrom(theirs);
    }
    stop();
  }

  return (
    <form
      noValidate
      onSubmit={(event) =>
        void handleSubmit((values) => setEdit({ base, changes: changesOf(base.document, values) }))(event)
      }
    >
      <LeaveGuard active={isDirty} />
      <Form
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button formAction="none" variant="link" disabled={!isDirty} onClick={() => startFrom(latest)}>
              Discard changes
            </Button>
            <Button
              variant="primary"
              disabled={editReason !== undefined || !isDirty}
              disabledReason={editReason ?? 'Nothing has been changed.'}
            >
              Review changes
            </Button>
          </SpaceBetween>
        }
      >
        <Container header={<Header variant="h2">Properties</Header>}>
          <SpaceBetween size="l">
            {isOutdated && isDirty && (
              <Alert type="info">
                The pool was changed in AWS since you began. You can go on: before anything is saved you see both
                versions.
              </Alert>
            )}
            <TextField
              control={control}
              name="IdentityPoolName"
              label="Identity pool name"
              constraintText="1 to 128 characters: unaccented letters, digits, spaces and _ + = , . @ -"
              disabled={editReason !== undefined}
            />
            <ToggleField
              control={control}
              name="AllowUnauthenticatedIdentities"
              label="Guest access"
              description="Lets people who have not signed in get an identity, and the credentials of the guest role."
              disabled={editReason !== undefined}
            >
              Give guests credentials
            </ToggleField>
            <ToggleField
              control={control}
              name="AllowClassicFlow"
              label="Basic (classic) flow"
              description={
                base.document.AllowClassicFlow === undefined
                  ? 'Not set on this pool, which means allowed. Turn it off to refuse it.'
                  : 'Lets apps take an OpenID token and choose the role themselves.'
              }
              disabled={editReason !== undefined}
            >
              Allow the classic flow
            </ToggleField>
          </SpaceBetween>
        </Container>
      </Form>
      {edit && stale === undefined && (
        <ReviewModal edit={edit} onSaved={handleSaved} onStale={setStale} onClose={stop} />
      )}
      {edit && stale && (
        <StaleView
          edit={edit}
          stale={stale}
          onSaved={handleSaved}
          onStale={setStale}
          onReview={(next) => {
            setStale(undefined);
            setEdit(next);
          }}
          onUseTheirs={handleUseTheirs}
          onClose={stop}
        />
      )}
    </form>
  );
}
