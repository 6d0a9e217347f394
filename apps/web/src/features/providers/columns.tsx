import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';
import type { Pool } from '@lifeguard/shared/api/pools';
import { splitLoginValue } from '@lifeguard/shared/aws/login-secrets';
import { providerKindLabel } from '@lifeguard/shared/aws/providers';
import { entryKey, entryTagProvider, type ProviderEntry } from '@lifeguard/shared/pool/provider-entry';
import { ownValue } from '@lifeguard/shared/roles/resolution';
import { attributesText } from '#pool/access-words.ts';
import { paths } from '#paths.ts';
import { AppLink, useFollow } from '#ui/app-link.tsx';
import { CopyId } from '#ui/copy-id.tsx';
import { kindOf } from './form.ts';
import { roleText } from './words.ts';

interface ColumnOptions {
  connectionId: string;
  pool: Pool;
  userPoolNames: ReadonlyMap<string, string>;
  editReason: string | undefined;
  onRemove: (entry: ProviderEntry) => void;
}

/** The columns of the provider list. */
export function providerColumns(options: ColumnOptions): TableProps.ColumnDefinition<ProviderEntry>[] {
  const { connectionId, pool } = options;
  const { document } = pool;
  const poolId = document.IdentityPoolId;
  return [
    {
      id: 'kind',
      header: 'Kind',
      isRowHeader: true,
      width: 145,
      cell: (entry) => providerKindLabel(kindOf(entry)),
    },
    { id: 'provider', header: 'Provider', minWidth: 255, cell: (entry) => <ProviderCell entry={entry} {...options} /> },
    {
      id: 'role',
      header: 'Role choice',
      width: 160,
      cell: (entry) =>
        entry.member === 'DeveloperProviderName' ? (
          roleText({ ...document, RoleMappings: {} }, '')
        ) : (
          <AppLink
            href={paths.poolRoleMapping(connectionId, poolId, entryKey(entry))}
            ariaLabel={`Role mapping of ${nameOf(entry)}: ${roleText(document, entryKey(entry))}`}
          >
            {roleText(document, entryKey(entry))}
          </AppLink>
        ),
    },
    {
      id: 'attributes',
      header: 'Attributes',
      width: 140,
      cell: (entry) => <AttributesCell entry={entry} {...options} />,
    },
    {
      id: 'actions',
      header: 'Actions',
      width: 165,
      minWidth: 120,
      cell: (entry) => <Actions entry={entry} {...options} />,
    },
  ];
}

function ProviderCell({ entry, userPoolNames }: ColumnOptions & { entry: ProviderEntry }) {
  switch (entry.member) {
    case 'CognitoIdentityProviders':
      return (
        <SpaceBetween size="xxxs">
          {userPoolNames.get(entry.ProviderName)}
          <CopyId value={entry.ProviderName} label="provider name" wrap />
          <CopyId value={entry.ClientId} label="app client ID" wrap>
            {`Client ${entry.ClientId}`}
          </CopyId>
          <Box variant="small">Server-side token check: {entry.ServerSideTokenCheck ? 'on' : 'off'}</Box>
        </SpaceBetween>
      );
    case 'SupportedLoginProviders': {
      // What follows the semicolon is a secret.
      const { key, secret } = splitLoginValue(entry.value);
      return (
        <SpaceBetween size="xxxs">
          <span>{entry.key}</span>
          <CopyId value={key} label={`app ID of ${entry.key}`} wrap />
          {secret !== '' && <Box variant="small">With a consumer secret, which is not shown</Box>}
        </SpaceBetween>
      );
    }
    case 'OpenIdConnectProviderARNs':
    case 'SamlProviderARNs':
      return <CopyId value={entry.arn} label="provider ARN" wrap />;
    case 'DeveloperProviderName':
      return <CopyId value={entry.name} label="developer provider name" wrap />;
  }
}

function AttributesCell({ entry, connectionId, pool }: ColumnOptions & { entry: ProviderEntry }) {
  const tagProvider = entryTagProvider(entry);
  if (tagProvider === undefined) return <>From your server</>;
  const text = pool.unreadableMembers.includes('PrincipalTagAttributeMaps')
    ? 'Not readable'
    : attributesText(ownValue(pool.document.PrincipalTagAttributeMaps, tagProvider));
  return (
    <AppLink
      href={paths.poolAttributes(connectionId, pool.document.IdentityPoolId)}
      ariaLabel={`Attributes of ${nameOf(entry)}: ${text}`}
    >
      {text}
    </AppLink>
  );
}

function Actions({ entry, connectionId, pool, editReason, onRemove }: ColumnOptions & { entry: ProviderEntry }) {
  const follow = useFollow();
  const verb = entry.member === 'DeveloperProviderName' ? 'Show' : 'Edit';
  const reason =
    entry.member === 'DeveloperProviderName'
      ? 'AWS never lets a developer provider name be removed or changed. Another name needs another pool.'
      : editReason;
  return (
    <SpaceBetween direction="horizontal" size="s">
      <Button
        variant="inline-link"
        href={paths.poolProvider(connectionId, pool.document.IdentityPoolId, entryKey(entry))}
        onFollow={follow}
        ariaLabel={`${verb} ${nameOf(entry)}`}
      >
        {verb}
      </Button>
      <Button
        variant="inline-link"
        ariaLabel={`Remove ${nameOf(entry)}`}
        disabled={reason !== undefined}
        disabledReason={reason ?? ''}
        onClick={() => onRemove(entry)}
      >
        Remove
      </Button>
    </SpaceBetween>
  );
}

/** `Google`, `User pool cognito-idp…:client`: tells the rows apart for those who hear them. */
export function nameOf(entry: ProviderEntry): string {
  const kind = kindOf(entry);
  switch (entry.member) {
    case 'SupportedLoginProviders':
      return kind === 'other' ? entry.key : providerKindLabel(kind);
    case 'DeveloperProviderName':
      return `${providerKindLabel(kind)} ${entry.name}`;
    default:
      return `${providerKindLabel(kind)} ${entryKey(entry)}`;
  }
}
