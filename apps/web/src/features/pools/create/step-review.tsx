import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs, { type KeyValuePairsProps } from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { HandedOn } from '@lifeguard/shared/aws/cli';
import { planCreate } from '@lifeguard/shared/pool/plan';
import { listProviders } from '@lifeguard/shared/aws/providers';
import { useAccount, useConnection } from '#api/connection.tsx';
import { PlannedCalls } from '#pool/planned-calls.tsx';
import { carriedWords, WordLines } from './carried.tsx';
import { OriginMissing } from './origin.tsx';
import type { PoolOrigin } from './copy.ts';
import { type PoolFormValues, toInput } from './form.ts';
import { settingRows } from '../settings.ts';
import { WaitingRolesAlert } from './waiting-roles-alert.tsx';

/** What later commands get is known only when the first has answered. What stands for it names the region, as the trust policies of a pool do. */
const newId = (region: string) =>
  ({
    operation: 'CreateIdentityPool',
    member: 'IdentityPoolId',
    variable: 'IDENTITY_POOL_ID',
    placeholder: `${region}:<IdentityPoolId>`,
  }) as const satisfies HandedOn;

interface ReviewStepProps {
  values: PoolFormValues;
  /** The pool that the wizard was filled in from. */
  origin: PoolOrigin | undefined;
  readOnlyReason: string | undefined;
  /** Why the last attempt failed; beside the button that makes the next. */
  error: ReactNode;
  onEdit: (step: number) => void;
}

export function ReviewStep({ values, origin, readOnlyReason, error, onEdit }: ReviewStepProps) {
  const input = toInput(values);
  const plan = planCreate(input);
  const { region } = useConnection();
  const account = useAccount() ?? 'YOUR_ACCOUNT_ID';
  const id = newId(region);
  const rest = plan.rest({ IdentityPoolId: id.placeholder, account, region });
  const carried = [
    ...Object.entries(carriedWords(values, 'RoleMappings')),
    ...Object.entries(carriedWords(values, 'PrincipalTagAttributeMaps')),
  ];
  const providers = listProviders(input);
  const tags = Object.entries(input.IdentityPoolTags);
  return (
    <SpaceBetween size="l">
      {readOnlyReason !== undefined && (
        <Alert type="warning">{readOnlyReason} Until then the pool can't be created.</Alert>
      )}
      {origin && <OriginMissing origin={origin} />}
      <WaitingRolesAlert input={input} />
      <Part
        title="Name and access"
        onEdit={() => onEdit(0)}
        items={[{ label: 'Identity pool name', value: input.IdentityPoolName }, ...settingRows(input)]}
      />
      <Part
        title="Identity providers"
        columns={2}
        onEdit={() => onEdit(1)}
        empty="None: nobody can sign in through this pool."
        items={providers.map((provider) => ({
          label: provider.label,
          value: (
            <>
              {provider.name}
              {provider.detail !== '' && (
                <Box variant="small" display="block">
                  Client: {provider.detail}
                </Box>
              )}
              {provider.kind === 'user-pool' && (
                <Box variant="small" display="block">
                  Server-side token check: {tokenCheck(provider)}
                </Box>
              )}
            </>
          ),
        }))}
      />
      <Part
        title="Roles"
        columns={1}
        onEdit={() => onEdit(2)}
        items={[
          { label: 'Authenticated role', value: roleText('authenticated') ?? 'None: no credentials after sign-in' },
          { label: 'Guest role', value: roleText('unauthenticated') ?? 'None: no credentials for guests' },
        ]}
      />
      {carried.length > 0 && (
        <Part
          title="Role mappings and attributes"
          columns={1}
          onEdit={() => onEdit(2)}
          items={carried.map(([label, words]) => ({ label, value: <WordLines words={words} /> }))}
        />
      )}
      <Part
        title="Tags"
        onEdit={() => onEdit(3)}
        empty="None"
        items={tags.map(([key, value]) => ({ label: key, value: value === '' ? '(empty)' : value }))}
      />
      <ExpandableSection
        variant="container"
        headerText="AWS CLI commands"
        headerDescription="The same by hand: in this order, and in one shell."
      >
        {rest.length === 0 ? (
          <PlannedCalls calls={[plan.create]} />
        ) : (
          <PlannedCalls calls={[plan.create, ...rest]} handedOn={id} />
        )}
      </ExpandableSection>
      {error}
    </SpaceBetween>
  );

  function roleText(kind: 'authenticated' | 'unauthenticated'): string | undefined {
    const made = input.NewRoles?.[kind];
    return made === undefined ? input.Roles[kind] : `${made.RoleName}, a new role without permissions`;
  }

  function tokenCheck({ name, detail }: { name: string; detail: string }): string {
    const item = input.CognitoIdentityProviders.find(
      (candidate) => candidate.ProviderName === name && candidate.ClientId === detail,
    );
    return item?.ServerSideTokenCheck === true ? 'on' : 'off';
  }
}

interface PartProps {
  title: string;
  items: readonly KeyValuePairsProps.Item[];
  empty?: string;
  columns?: number;
  onEdit: () => void;
}

function Part({ title, items, empty, columns = 3, onEdit }: PartProps) {
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button onClick={onEdit} ariaLabel={`Edit ${title}`}>
              Edit
            </Button>
          }
        >
          {title}
        </Header>
      }
    >
      {items.length === 0 ? (
        <Box color="text-body-secondary">{empty}</Box>
      ) : (
        <KeyValuePairs columns={Math.min(items.length, columns)} items={items} />
      )}
    </Container>
  );
}
