import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSearchParams } from 'react-router';
import { identityParam } from '#paths.ts';
import { usePool } from '#pool/use-pool.ts';
import { ExplainMessage } from './explain-message.tsx';
import { TryUser } from './try-user.tsx';

const modeParam = 'mode';
const explainMode = 'explain';

/** Why can't this user get in? By trying, or by what AWS has said. */
export function Component() {
  const { data: pool } = usePool();
  const [search, setSearch] = useSearchParams();
  // The frame around the tabs shows loading and errors.
  if (pool === undefined) return null;
  const isExplaining = search.get(modeParam) === explainMode;
  const identityId = search.get(identityParam) ?? '';
  return (
    <SpaceBetween size="l">
      <SegmentedControl
        label="What to do"
        selectedId={isExplaining ? explainMode : 'try'}
        options={[
          { id: 'try', text: 'Try a user' },
          { id: explainMode, text: 'Explain an error message' },
        ]}
        onChange={({ detail }) =>
          setSearch(
            (params) => {
              if (detail.selectedId === explainMode) params.set(modeParam, explainMode);
              else params.delete(modeParam);
              return params;
            },
            { replace: true },
          )
        }
      />
      {isExplaining ? (
        <ExplainMessage pool={pool} identityId={identityId} />
      ) : (
        <TryUser pool={pool} identityId={identityId} />
      )}
    </SpaceBetween>
  );
}
