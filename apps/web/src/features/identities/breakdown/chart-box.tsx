import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { countText } from '#job-state/words.ts';

interface ChartRow {
  label: string;
  counts: readonly number[];
  onShow: () => void;
}

interface ChartBoxProps {
  title: string;
  description: string;
  /** Heads the labels of the rows. */
  firstColumn: string;
  /** Heads the counts of each row, in their order. */
  columns: readonly string[];
  rows: readonly ChartRow[];
  children: ReactNode;
}

/** A chart, and the same numbers as a table for whoever can't see or point at it. */
export function ChartBox({ title, description, firstColumn, columns, rows, children }: ChartBoxProps) {
  const filled = rows.filter(({ counts }) => counts.some((count) => count > 0));
  return (
    <section aria-label={title}>
      <Box variant="h3">{title}</Box>
      <Box variant="small" color="text-body-secondary" display="block" margin={{ bottom: 'm' }}>
        {description}
      </Box>
      {children}
      <ExpandableSection headerText="As a table" variant="footer">
        <Table
          variant="borderless"
          contentDensity="compact"
          items={filled}
          trackBy="label"
          columnDefinitions={columnsOf(firstColumn, columns)}
          ariaLabels={{ tableLabel: title }}
          empty="No identities"
        />
      </ExpandableSection>
    </section>
  );
}

function columnsOf(firstColumn: string, columns: readonly string[]): TableProps.ColumnDefinition<ChartRow>[] {
  return [
    { id: 'label', header: firstColumn, isRowHeader: true, cell: ({ label }) => label },
    ...columns.map((header, index) => ({
      id: header,
      header,
      cell: ({ counts }: ChartRow) => countText(counts[index] ?? 0),
    })),
    {
      id: 'show',
      header: 'Filter',
      cell: ({ label, onShow }) => (
        <Button variant="inline-link" ariaLabel={`Only these: ${label}`} onClick={onShow}>
          Only these
        </Button>
      ),
    },
  ];
}
