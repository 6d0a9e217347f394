import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { MergePreview, MergeSide } from '@lifeguard/shared/identities/developer-users';
import { mergeRefusals, mergeRefusalText, publicProviders } from '@lifeguard/shared/identities/developer-merge';
import { planMerge } from '@lifeguard/shared/aws/plans';
import type { ReactNode } from 'react';
import { PlannedCalls } from '#pool/planned-calls.tsx';
import { Timestamp } from '#ui/timestamp.tsx';

/** Both sides of a merge beside each other, what would become of them, and what stands against it. */
export function MergePreviewView({ poolId, preview }: { poolId: string; preview: MergePreview }) {
  const { source, destination, DeveloperProviderName } = preview;
  const refusals = mergeRefusals(preview);
  return (
    <SpaceBetween size="m">
      <ColumnLayout columns={2} borders="vertical">
        <Side title="Source" side={source} preview={preview}>
          <StatusIndicator type="stopped">Becomes disabled</StatusIndicator>
        </Side>
        <Side title="Destination" side={destination} preview={preview}>
          <StatusIndicator type="success">Stays, with the logins of both</StatusIndicator>
        </Side>
      </ColumnLayout>
      {refusals.map((refusal) => (
        <Alert key={JSON.stringify(refusal)} type="error" header="These users can't be merged">
          {mergeRefusalText(refusal)}
        </Alert>
      ))}
      {refusals.length === 0 && (
        <ExpandableSection headerText="AWS CLI command">
          <PlannedCalls
            calls={[
              planMerge(
                { IdentityPoolId: poolId, DeveloperProviderName },
                {
                  SourceUserIdentifier: source.DeveloperUserIdentifier,
                  DestinationUserIdentifier: destination.DeveloperUserIdentifier,
                },
              ),
            ]}
          />
        </ExpandableSection>
      )}
    </SpaceBetween>
  );
}

interface SideProps {
  title: string;
  side: MergeSide;
  preview: MergePreview;
  /** What becomes of its identity. */
  children: ReactNode;
}

function Side({ title, side, preview, children }: SideProps) {
  const { found, DeveloperUserIdentifier } = side;
  return (
    <SpaceBetween size="s">
      <Box variant="h3">{title}</Box>
      <KeyValuePairs
        items={[
          { label: 'User', value: DeveloperUserIdentifier },
          ...(found === undefined
            ? [{ label: 'Identity', value: 'None: this pool has no such user.' }]
            : [
                { label: 'Identity', value: found.identity.IdentityId },
                ...(mergeRefusals(preview).length > 0 ? [] : [{ label: 'After the merge', value: children }]),
                { label: 'Its developer users', value: <Texts texts={found.DeveloperUserIdentifierList} /> },
                { label: 'Its other logins', value: <Texts texts={publicProviders(preview, side)} /> },
                { label: 'Created', value: <Timestamp iso={found.identity.CreationDate} /> },
                { label: 'Modified', value: <Timestamp iso={found.identity.LastModifiedDate} /> },
              ]),
        ]}
      />
    </SpaceBetween>
  );
}

function Texts({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0) return 'None';
  return texts.map((text) => <div key={text}>{text}</div>);
}
