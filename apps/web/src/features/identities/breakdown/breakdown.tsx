import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Grid from '@cloudscape-design/components/grid';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import type { IdentityFilter } from '@lifeguard/shared/identities/filter';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useConnection } from '#api/connection.tsx';
import { countText } from '#job-state/words.ts';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { CreatedChart, KindChart, LoginChart, UntouchedChart } from './charts.tsx';
import { indexQueries } from '../index-queries.ts';

interface BreakdownProps {
  poolId: string;
  filter: IdentityFilter;
  onFilter: (filter: IdentityFilter) => void;
}

/** Counts and charts over what the filter finds; a click narrows the filter. */
export function Breakdown({ poolId, filter, onFilter }: BreakdownProps) {
  const { id: connectionId } = useConnection();
  const { data, error, refetch } = useQuery({
    ...indexQueries.breakdown({ connectionId, poolId }, filter),
    placeholderData: keepPreviousData,
  });
  if (data === undefined) {
    if (error) return <ErrorAlert error={error} header="The breakdown failed" onRetry={() => void refetch()} />;
    return <Spinner size="large" />;
  }
  const narrow = (change: IdentityFilter) => onFilter({ ...filter, ...change });
  const { counts } = data;
  return (
    <SpaceBetween size="l">
      <KeyValuePairs
        columns={4}
        items={[
          { label: 'Found', value: <Box variant="awsui-value-large">{countText(counts.total)}</Box> },
          {
            label: 'Guests',
            value: <Count total={counts.total} count={counts.guests} onShow={() => narrow({ kind: 'guest' })} />,
          },
          {
            label: 'Linked',
            value: <Count total={counts.total} count={counts.linked} onShow={() => narrow({ kind: 'linked' })} />,
          },
          {
            label: 'Disabled',
            value: <Count total={counts.total} count={counts.disabled} onShow={() => narrow({ disabled: 'true' })} />,
          },
        ]}
      />
      {counts.total > 0 && (
        <Grid
          gridDefinition={[
            { colspan: { default: 12, s: 8 } },
            { colspan: { default: 12, s: 4 } },
            { colspan: { default: 12, s: 6 } },
            { colspan: { default: 12, s: 6 } },
          ]}
        >
          <CreatedChart created={data.created} onNarrow={narrow} />
          <KindChart counts={counts} onNarrow={narrow} />
          <UntouchedChart untouched={data.untouched} onNarrow={narrow} />
          <LoginChart logins={data.logins} onNarrow={narrow} />
        </Grid>
      )}
    </SpaceBetween>
  );
}

function Count({ count, total, onShow }: { count: number; total: number; onShow: () => void }) {
  if (count === 0 || count === total) return <Box variant="awsui-value-large">{countText(count)}</Box>;
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <Box variant="awsui-value-large">{countText(count)}</Box>
      <Box color="text-body-secondary">{percentText(count / total)}</Box>
      <Button variant="inline-link" onClick={onShow}>
        Only these
      </Button>
    </SpaceBetween>
  );
}

function percentText(share: number): string {
  return share < 0.01 ? 'under 1 %' : `${Math.round(share * 100)} %`;
}
