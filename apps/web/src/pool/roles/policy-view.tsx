import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { indentedPolicy } from '@lifeguard/shared/policy/text';
import { LineDiffView } from '#ui/diff/line-diff-view.tsx';

interface PolicyViewProps {
  policy: string;
  /** Shows what would change in it. */
  proposed?: string | undefined;
  /** Names it for screen readers: `trust policy of guest`. */
  label: string;
}

/** A policy, or the difference between it and a proposed one; what is copied is the policy that should be. */
export function PolicyView({ policy, proposed = policy, label }: PolicyViewProps) {
  const copy = proposed === policy ? 'Copy policy' : 'Copy proposed policy';
  return (
    <SpaceBetween size="xs">
      <LineDiffView before={indentedPolicy(policy)} after={indentedPolicy(proposed)} label={label} />
      <CopyToClipboard
        variant="button"
        copyButtonText={copy}
        copyButtonAriaLabel={`${copy}: ${label}`}
        textToCopy={indentedPolicy(proposed)}
        copySuccessText="Policy copied"
        copyErrorText="It could not be copied. Select it and copy it by hand."
      />
    </SpaceBetween>
  );
}
