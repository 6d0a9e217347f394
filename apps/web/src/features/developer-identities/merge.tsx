import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { lazy, Suspense, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { TextField } from '#ui/form/text-field.tsx';
import type { MergeValues } from './merge-values.ts';

const MergeDialog = lazy(async () => ({ default: (await import('./merge-dialog.tsx')).MergeDialog }));

/** Two users to be merged; what that would do is shown before it can be done. */
export function Merge({ poolId, form }: { poolId: string; form: UseFormReturn<MergeValues> }) {
  const [users, setUsers] = useState<MergeValues>();
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Makes one identity of the identities of two developer users. You see both sides before anything is changed."
        >
          Merge two users
        </Header>
      }
    >
      <form noValidate onSubmit={(event) => void form.handleSubmit(setUsers)(event)}>
        <SpaceBetween size="m">
          <ColumnLayout columns={2}>
            <TextField
              control={form.control}
              name="SourceUserIdentifier"
              label="Source user identifier"
              description="Its identity becomes disabled."
              stretch
            />
            <TextField
              control={form.control}
              name="DestinationUserIdentifier"
              label="Destination user identifier"
              description="Its identity stays and gets all logins."
              stretch
            />
          </ColumnLayout>
          <Button formAction="submit">Preview merge</Button>
        </SpaceBetween>
      </form>
      {users && (
        <Suspense fallback={null}>
          <MergeDialog
            poolId={poolId}
            users={users}
            onMerged={() => form.reset()}
            onClose={() => setUsers(undefined)}
          />
        </Suspense>
      )}
    </Container>
  );
}
