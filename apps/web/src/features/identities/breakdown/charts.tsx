import BarChart from '@cloudscape-design/components/bar-chart';
import Button from '@cloudscape-design/components/button';
import PieChart from '@cloudscape-design/components/pie-chart';
import type { IdentityFilter } from '@lifeguard/shared/identities/filter';
import type { IdentityBreakdown } from '@lifeguard/shared/api/identity-index';
import { countText } from '#job-state/words.ts';
import { loginText } from '#pool/provider-words.ts';
import { useUserPoolNames } from '#pool/user-pool-names.ts';
import { ChartBox } from './chart-box.tsx';

type Narrow = (change: IdentityFilter) => void;

const height = 200;
const compact = new Intl.NumberFormat('en', { notation: 'compact' });

interface CreatedChartProps {
  created: IdentityBreakdown['created'];
  onNarrow: Narrow;
}

/** When they were created: a stack of guests and linked identities for each day or month. */
export function CreatedChart({ created: { unit, buckets }, onNarrow }: CreatedChartProps) {
  const title = `Created per ${unit}`;
  const label = (iso: string) => iso.slice(0, unit === 'day' ? 'yyyy-mm-dd'.length : 'yyyy-mm'.length);
  const rows = buckets.map(({ from, to, guests, linked }) => ({
    label: label(from),
    counts: [guests, linked],
    onShow: () => onNarrow({ createdFrom: from, createdTo: to }),
  }));
  return (
    <ChartBox
      title={title}
      description="In UTC"
      firstColumn={unit === 'day' ? 'Day' : 'Month'}
      columns={kinds}
      rows={rows}
    >
      <BarChart
        {...common(title)}
        series={stacked(rows)}
        stackedBars
        xDomain={rows.map((row) => row.label)}
        detailPopoverFooter={footerOf(rows)}
      />
    </ChartBox>
  );
}

/** How many were not modified for so long. Each bar holds those to its right. */
export function UntouchedChart({
  untouched,
  onNarrow,
}: {
  untouched: IdentityBreakdown['untouched'];
  onNarrow: Narrow;
}) {
  const title = 'Untouched for more than';
  const rows = untouched.map(({ days, guests, linked }) => ({
    label: `${days} days`,
    counts: [guests, linked],
    onShow: () => onNarrow({ untouchedDays: days }),
  }));
  return (
    <ChartBox
      title={title}
      description="Whoever is untouched for a year is counted in the shorter times too"
      firstColumn="Untouched"
      columns={kinds}
      rows={rows}
    >
      <BarChart
        {...common(title)}
        series={stacked(rows)}
        stackedBars
        xDomain={rows.map((row) => row.label)}
        detailPopoverFooter={footerOf(rows)}
      />
    </ChartBox>
  );
}

/** By which logins; an identity with two is in both bars. */
export function LoginChart({ logins, onNarrow }: { logins: IdentityBreakdown['logins']; onNarrow: Narrow }) {
  const title = 'By linked login';
  const userPoolNames = useUserPoolNames();
  const rows = logins.map(({ login, count }) => ({
    label: loginText(login, userPoolNames),
    counts: [count],
    onShow: () => onNarrow({ login }),
  }));
  return (
    <ChartBox
      title={title}
      description="An identity with several logins is counted in each"
      firstColumn="Login"
      columns={['Identities']}
      rows={rows}
    >
      <BarChart
        {...common(title)}
        series={[
          {
            type: 'bar',
            title: 'Identities',
            data: rows.map(({ label, counts: [y = 0] }) => ({ x: label, y })),
            valueFormatter: countText,
          },
        ]}
        horizontalBars
        hideLegend
        xDomain={rows.map((row) => row.label)}
        empty="No identity has a linked login."
        detailPopoverFooter={footerOf(rows)}
      />
    </ChartBox>
  );
}

/** Guests against linked identities. */
export function KindChart({ counts, onNarrow }: { counts: IdentityBreakdown['counts']; onNarrow: Narrow }) {
  const title = 'Guests and linked identities';
  const rows = [
    { label: 'Guests', counts: [counts.guests], onShow: () => onNarrow({ kind: 'guest' }) },
    { label: 'Linked', counts: [counts.linked], onShow: () => onNarrow({ kind: 'linked' }) },
  ];
  const footer = footerOf(rows);
  return (
    <ChartBox title={title} description="A guest has no login" firstColumn="Kind" columns={['Identities']} rows={rows}>
      <PieChart
        data={rows.map(({ label, counts: [value = 0] }, index) => ({
          title: label,
          value,
          ...colorOf(index),
        }))}
        size="small"
        variant="donut"
        hideFilter
        hideDescriptions
        hideTitles
        ariaLabel={title}
        ariaDescription={alternative}
        innerMetricValue={compact.format(counts.total)}
        detailPopoverContent={({ value }, sum) => [
          { key: 'Identities', value: countText(value) },
          { key: 'Share', value: `${Math.round((100 * value) / sum)} %` },
        ]}
        detailPopoverFooter={({ title }) => footer(title)}
      />
    </ChartBox>
  );
}

const kinds = ['Guests', 'Linked'];
/** Told apart by lightness too, and neither the red nor the green of a judgement. */
const kindColors = ['#8c8c94', '#688ae8'];
const alternative = 'The same numbers stand in the table below the chart.';

function common(ariaLabel: string) {
  return {
    ariaLabel,
    ariaDescription: alternative,
    height,
    hideFilter: true,
    xScaleType: 'categorical',
    // The charts put ticks between small whole numbers too, and there are no fractions of identities.
    yTickFormatter: (value: number) => (Number.isInteger(value) ? compact.format(value) : ''),
  } as const;
}

function colorOf(kind: number) {
  const color = kindColors[kind];
  return color === undefined ? {} : { color };
}

function stacked(rows: readonly { label: string; counts: readonly number[] }[]) {
  return kinds.map((title, index) => ({
    type: 'bar' as const,
    title,
    ...colorOf(index),
    data: rows.map(({ label, counts }) => ({ x: label, y: counts[index] ?? 0 })),
    valueFormatter: countText,
  }));
}

/** What stands below the numbers of a bar: the button that narrows the filter to it. */
function footerOf(rows: readonly { label: string; onShow: () => void }[]) {
  return (label: string) => {
    const row = rows.find((candidate) => candidate.label === label);
    return row && <Button onClick={row.onShow}>Only these</Button>;
  };
}
