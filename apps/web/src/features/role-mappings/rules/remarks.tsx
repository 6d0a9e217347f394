import SpaceBetween from '@cloudscape-design/components/space-between';
import { memo } from 'react';
import { StatusText } from '#ui/status-text.tsx';
import { type Remark, useRemarks } from './analysis-context.tsx';

/** What the analysis says about a rule. */
export function RuleRemarks({ index }: { index: number }) {
  return <RemarkList remarks={useRemarks(index)} />;
}

/** Memoized by its texts, as there is one for each rule. */
const RemarkList = memo(function RemarkList({ remarks }: { remarks: readonly Remark[] }) {
  if (remarks.length === 0) return null;
  return (
    <SpaceBetween size="xxs">
      {remarks.map(({ severity, message }) => (
        <StatusText key={message} type={severity}>
          {message}
        </StatusText>
      ))}
    </SpaceBetween>
  );
});
