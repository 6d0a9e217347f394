import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { zodResolver } from '@hookform/resolvers/zod';
import { developerUserIdentifier } from '@lifeguard/shared/identities/developer-users';
import { planLookup } from '@lifeguard/shared/aws/plans';
import { identityId } from '@lifeguard/shared/aws/ids';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useController, useForm, useWatch } from 'react-hook-form';
import { z } from 'zod';
import { hasCode } from '#api/api-error.ts';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { developerQueries, type DeveloperSubject } from '#pool/developer/queries.ts';
import { DeveloperUsers } from '#pool/developer/users.tsx';
import { PlannedCalls } from '#pool/planned-calls.tsx';
import { AppLink } from '#ui/app-link.tsx';
import { TextField } from '#ui/form/text-field.tsx';
import { StatusText } from '#ui/status-text.tsx';
import type { MergeValues } from './merge-values.ts';

const lookUpValues = z.discriminatedUnion('by', [
  z.object({ by: z.literal('user'), value: developerUserIdentifier }),
  z.object({ by: z.literal('identity'), value: identityId }),
]);
type LookUpValues = z.infer<typeof lookUpValues>;

interface LookUpProps {
  poolId: string;
  onUse: (name: keyof MergeValues, user: string) => void;
}

/** Finds the identity of a developer user, or the developer users of an identity. */
export function LookUp({ poolId, onUse }: LookUpProps) {
  const [subject, setSubject] = useState<DeveloperSubject>();
  const form = useForm<LookUpValues>({
    defaultValues: { by: 'user', value: '' },
    resolver: zodResolver(lookUpValues),
  });
  const { field: by } = useController({ control: form.control, name: 'by' });
  const isByUser = useWatch({ control: form.control, name: 'by' }) === 'user';
  return (
    <SpaceBetween size="m">
      <Container header={<Header variant="h2">Look up</Header>}>
        <form
          noValidate
          onSubmit={(event) =>
            void form.handleSubmit((values) =>
              setSubject(
                values.by === 'user' ? { DeveloperUserIdentifier: values.value } : { IdentityId: values.value },
              ),
            )(event)
          }
        >
          <SpaceBetween size="m">
            <SegmentedControl
              label="Look up by"
              selectedId={by.value}
              onChange={({ detail }) => {
                by.onChange(detail.selectedId);
                form.clearErrors();
              }}
              options={[
                { id: 'user', text: 'Developer user identifier' },
                { id: 'identity', text: 'Identity ID' },
              ]}
            />
            <TextField
              control={form.control}
              name="value"
              label={isByUser ? 'Developer user identifier' : 'Identity ID'}
              constraintText={
                isByUser ? 'What your server calls the user. Upper and lower case count.' : 'us-east-1:11111111-2222-…'
              }
            />
            <Button formAction="submit">Look up</Button>
          </SpaceBetween>
        </form>
      </Container>
      {subject && <Found key={JSON.stringify(subject)} poolId={poolId} subject={subject} onUse={onUse} />}
    </SpaceBetween>
  );
}

function Found({ poolId, subject, onUse }: LookUpProps & { subject: DeveloperSubject }) {
  const { id } = useConnection();
  const found = useInfiniteQuery(developerQueries.users(id, poolId, subject));
  const IdentityId = found.data?.pages[0]?.IdentityId;
  if (hasCode(found.error, 'not_found')) {
    return (
      <StatusText type="info">
        {'IdentityId' in subject
          ? `This pool has no identity ${subject.IdentityId}. It may have been deleted, or belong to another pool.`
          : `This pool has no developer user ${subject.DeveloperUserIdentifier}. Your server may not have asked for a token for this user yet, or spells the identifier in another way.`}
      </StatusText>
    );
  }
  return (
    <SpaceBetween size="s">
      <DeveloperUsers
        found={found}
        poolId={poolId}
        title="Developer users of the identity"
        description={
          IdentityId !== undefined && (
            <>
              Identity <AppLink href={paths.identityPage(id, poolId, IdentityId)}>{IdentityId}</AppLink>
            </>
          )
        }
        empty="This identity has no developer users."
        renderActions={(user) => <UseForMerge user={user} onUse={onUse} />}
      />
      <ExpandableSection headerText="AWS CLI command">
        <PlannedCalls calls={[planLookup(poolId, subject)]} />
      </ExpandableSection>
    </SpaceBetween>
  );
}

function UseForMerge({ user, onUse }: { user: string; onUse: LookUpProps['onUse'] }) {
  return (
    <SpaceBetween direction="horizontal" size="s">
      <Button
        variant="inline-link"
        ariaLabel={`Use as source: ${user}`}
        onClick={() => onUse('SourceUserIdentifier', user)}
      >
        Use as source
      </Button>
      <Button
        variant="inline-link"
        ariaLabel={`Use as destination: ${user}`}
        onClick={() => onUse('DestinationUserIdentifier', user)}
      >
        Use as destination
      </Button>
    </SpaceBetween>
  );
}
