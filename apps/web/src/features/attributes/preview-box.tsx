import Alert from '@cloudscape-design/components/alert';
import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import Textarea from '@cloudscape-design/components/textarea';
import { maxPrincipalTagBytes } from '@lifeguard/shared/roles/tag-resolution';
import { visibleClaims } from '@lifeguard/shared/roles/claims';
import type { Claims } from '@lifeguard/shared/roles/resolution';
import { useState } from 'react';
import { type Control, useWatch } from 'react-hook-form';
import type { TaggedProvider } from './providers.ts';
import { type AttributesValues, type ProviderValues, tagMapOf } from './form.ts';
import { type ParsedClaims, parseClaims } from './claims-text.ts';
import { isIssuedBy, type PreviewTag, previewTags } from './tag-preview.ts';

const columns: TableProps.ColumnDefinition<PreviewTag>[] = [
  { id: 'tag', header: 'Tag', isRowHeader: true, cell: ({ tag }) => tag },
  { id: 'claim', header: 'Claim', cell: ({ claim }) => claim },
  {
    id: 'value',
    header: 'Value',
    cell: ({ value, reason }) =>
      reason === undefined ? (
        value === '' ? (
          '(empty)'
        ) : (
          value
        )
      ) : (
        <StatusIndicator type="warning">{reason}: no tag</StatusIndicator>
      ),
  },
];

interface PreviewBoxProps {
  control: Control<AttributesValues>;
  providers: readonly TaggedProvider[];
}

/** What the attributes as they stand in the form, saved or not, make of one person's claims. Nothing of it leaves the page. */
export function PreviewBox({ control, providers }: PreviewBoxProps) {
  const [text, setText] = useState('');
  const values = useWatch({ control, name: 'providers' });
  const parsed = parseClaims(text);
  return (
    <Container
      header={
        <Header variant="h2" description="See which tags the attributes above, saved or not, set for one person.">
          Preview
        </Header>
      }
    >
      <SpaceBetween size="l">
        <FormField
          label="Token or claims"
          description="Paste an ID token (JWT), or claims as a JSON object; for SAML its attributes as JSON. It is decoded in this page, sent nowhere and kept nowhere."
          errorText={parsed.state === 'wrong' ? parsed.message : undefined}
          constraintText={readText(parsed)}
          stretch
        >
          <Textarea
            value={text}
            rows={4}
            spellcheck={false}
            autoComplete={false}
            placeholder={'{ "sub": "...", "department": "sales" }'}
            onChange={({ detail }) => setText(detail.value)}
          />
        </FormField>
        {parsed.state === 'read' &&
          providers.map((provider, index) => (
            <ProviderPreview key={provider.name} provider={provider} values={values[index]} claims={parsed.claims} />
          ))}
      </SpaceBetween>
    </Container>
  );
}

interface ProviderPreviewProps {
  provider: TaggedProvider;
  values: ProviderValues | undefined;
  claims: Claims;
}

function ProviderPreview({ provider, values, claims }: ProviderPreviewProps) {
  // A row that was just added makes no tag yet.
  const map = values && tagMapOf({ ...values, rows: values.rows.filter(({ key }) => key !== '') });
  const title = (
    <Header variant="h3" description={provider.name}>
      {provider.title} {isIssuedBy(claims, provider.name, provider.family) && <Badge color="blue">Issuer</Badge>}
    </Header>
  );
  if (map === undefined) {
    return (
      <div>
        {title}
        <Box color="text-body-secondary">Inactive: no tags.</Box>
      </div>
    );
  }
  const { tags, bytes, isTooMuch } = previewTags(map, provider.family, visibleClaims(claims, provider.first));
  return (
    <SpaceBetween size="xs">
      <Table
        variant="borderless"
        header={title}
        columnDefinitions={columns}
        items={tags}
        trackBy="tag"
        wrapLines
        ariaLabels={{ tableLabel: `Tags of ${provider.name}` }}
        empty="No tags."
      />
      <Box>
        {bytes} of {maxPrincipalTagBytes} bytes
      </Box>
      {isTooMuch && (
        <Alert type="error">
          These tags have {bytes} bytes, and AWS allows {maxPrincipalTagBytes}: this person would get no credentials.
          Map fewer or shorter claims.
        </Alert>
      )}
    </SpaceBetween>
  );
}

function readText(parsed: ParsedClaims): string {
  if (parsed.state !== 'read') return 'Whose signature and expiry do not matter here: only the claims are read.';
  const count = Object.keys(parsed.claims).length;
  return `${count} ${count === 1 ? 'claim' : 'claims'} read from ${parsed.from === 'token' ? 'the token; its signature was not checked' : 'JSON'}.`;
}
