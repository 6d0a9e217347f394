import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Pool } from '@lifeguard/shared/api/pools';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { StatusText } from '#ui/status-text.tsx';
import { poolWarnings } from './warnings/pool.ts';
import { unreadableMapWarnings } from './warnings/provider.ts';
import { ruleRemarks } from './rule-remarks.ts';

/** What a change means, in words: all that its form says, and what follows for the rest of the pool. */
export function ReviewWarnings({ base, after }: { base: Pool; after: PoolDocument }) {
  const before = base.document;
  return (
    <>
      {[...poolWarnings(before, after), ...unreadableMapWarnings(base, after)].map((warning) => (
        <Alert key={warning} type="warning">
          {warning}
        </Alert>
      ))}
      {ruleRemarks(before, after).map(({ key, remarks }) => (
        <Alert
          key={key}
          type={remarks.some(({ severity }) => severity !== 'info') ? 'warning' : 'info'}
          header={`About the rules of ${key}`}
        >
          <SpaceBetween size="xxs">
            {remarks.map(({ severity, text }) => (
              <StatusText key={text} type={severity}>
                {text}
              </StatusText>
            ))}
          </SpaceBetween>
        </Alert>
      ))}
    </>
  );
}
