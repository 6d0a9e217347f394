import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Connection } from '@lifeguard/shared/api/connections';
import { maxTokenSeconds } from '@lifeguard/shared/api/developer-tokens';
import { lazy, Suspense, useState } from 'react';
import { useFieldArray, useForm } from 'react-hook-form';
import { useConnection, useReadOnlyReason } from '#api/connection.tsx';
import { RowList } from '#ui/form/row-list.tsx';
import { TextField } from '#ui/form/text-field.tsx';
import { emptyToken, tokenResolver, type TokenValues } from './token-form.ts';

const TokenDialog = lazy(async () => ({ default: (await import('./token-dialog.tsx')).TokenDialog }));

/** A token for a developer user, where the configuration allows it. */
export function IssueToken({ poolId }: { poolId: string }) {
  const { developerTokens, kind } = useConnection();
  return (
    <Container
      header={
        <Header variant="h2" description="Whoever has such a token is that user, until it expires.">
          Issue a token
        </Header>
      }
    >
      {developerTokens ? <TokenForm poolId={poolId} /> : <Off kind={kind} />}
    </Container>
  );
}

/** Only connections of the file have a setting of their own. */
function Off({ kind }: { kind: Connection['kind'] }) {
  const inFile = (
    <>
      set <Box variant="code">developerTokens: true</Box> for it in the file that{' '}
      <Box variant="code">LIFEGUARD_CONFIG</Box> names
    </>
  );
  const inEnvironment = (
    <>
      start Lifeguard with <Box variant="code">LIFEGUARD_DEVELOPER_TOKENS=on</Box>
    </>
  );
  switch (kind) {
    case 'embedded':
      return <div>Off for this connection. To allow it, {inEnvironment}.</div>;
    case 'assumeRole':
      return <div>Off for this connection. To allow it, {inFile}.</div>;
    case 'profile':
      return (
        <div>
          Off for this connection. To allow it, {inFile}; where the file does not list it, {inEnvironment}.
        </div>
      );
  }
}

function TokenForm({ poolId }: { poolId: string }) {
  const readOnlyReason = useReadOnlyReason();
  const [asked, setAsked] = useState<TokenValues>();
  const form = useForm<TokenValues>({ defaultValues: emptyToken, resolver: tokenResolver });
  const { control } = form;
  const { fields, append, remove } = useFieldArray({ control, name: 'tags' });
  const disabled = readOnlyReason !== undefined;
  return (
    <>
      <form noValidate onSubmit={(event) => void form.handleSubmit(setAsked)(event)}>
        <SpaceBetween size="m">
          <ColumnLayout columns={2}>
            <TextField
              control={control}
              name="DeveloperUserIdentifier"
              label="User identifier"
              description="What your server calls the user. Upper and lower case count."
              disabled={disabled}
              stretch
            />
            <TextField
              control={control}
              name="IdentityId"
              label="Identity ID - optional"
              description="To link a new user to an identity that is there."
              disabled={disabled}
              stretch
            />
          </ColumnLayout>
          <TextField
            control={control}
            name="TokenDuration"
            label="Valid for, in seconds"
            constraintText={`At most ${maxTokenSeconds} (15 minutes).`}
            inputMode="numeric"
            disabled={disabled}
          />
          <FormField
            label="Tags of the session - optional"
            description="The role's trust policy must allow sts:TagSession."
            stretch
          >
            <RowList
              ids={fields.map((field) => field.id)}
              noun="session tag"
              empty="No tags."
              errorText={undefined}
              onAdd={() => append({ key: '', value: '' })}
              onRemove={remove}
              disabledReason={readOnlyReason}
              renderRow={(index) => (
                <ColumnLayout columns={2}>
                  <TextField control={control} name={`tags.${index}.key`} label="Key" stretch />
                  <TextField control={control} name={`tags.${index}.value`} label="Value" stretch />
                </ColumnLayout>
              )}
            />
          </FormField>
          <Button formAction="submit" disabled={disabled} disabledReason={readOnlyReason ?? ''}>
            Check and issue
          </Button>
        </SpaceBetween>
      </form>
      {asked && (
        <Suspense fallback={null}>
          <TokenDialog poolId={poolId} values={asked} onClose={() => setAsked(undefined)} />
        </Suspense>
      )}
    </>
  );
}
