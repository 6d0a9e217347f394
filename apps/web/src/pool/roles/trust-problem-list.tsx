import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TrustProblem } from '@lifeguard/shared/policy/trust-problems';
import { StatusText } from '#ui/status-text.tsx';

/** What is wrong with a trust policy, one line for each. */
export function TrustProblemList({ problems }: { problems: readonly TrustProblem[] }) {
  return (
    <SpaceBetween size="xs">
      {problems.map(({ code, severity, message }) => (
        <StatusText key={`${code} ${message}`} type={severity}>
          {message}
        </StatusText>
      ))}
    </SpaceBetween>
  );
}
