import Badge, { type BadgeProps } from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { ValueRow } from '@lifeguard/shared/pool/value-rows';
import { markedTexts } from './marked.ts';
import { type RowChange, rowName } from './row-diff.ts';
import styles from './table.module.css';
import { DiffValue, Marked } from './value.tsx';

/** One setting, or one row of a setting that is a list. */
export interface DiffRow {
  path: string;
  label: string;
  /** Which row of the list. The rows of one list stand together. */
  part?: string;
  change: Exclude<RowChange['change'], 'same'>;
  /** The value is a text of its own, and no word of the console's for one: what changed in it is marked. */
  hasText: boolean;
  before?: string | undefined;
  after?: string | undefined;
}

/** The rows of a list that stay as they are, in its new order. */
export interface UnchangedRows {
  path: string;
  label: string;
  rows: readonly ValueRow[];
}

const changes = {
  added: { text: 'Added', color: 'green' },
  removed: { text: 'Removed', color: 'red' },
  moved: { text: 'Moved', color: 'grey' },
  changed: { text: 'Changed', color: 'blue' },
} as const satisfies Record<DiffRow['change'], { text: string; color: BadgeProps['color'] }>;

interface Headers {
  readonly before: string;
  readonly after: string;
}

const columns = ({ before, after }: Headers): TableProps.ColumnDefinition<DiffRow>[] => [
  {
    id: 'label',
    header: 'Setting',
    isRowHeader: true,
    verticalAlign: 'top',
    minWidth: 180,
    cell: ({ label, part }) => (
      <div className={styles['value']}>
        {part === undefined ? (
          label
        ) : (
          <>
            {part}
            <Box variant="small">{label}</Box>
          </>
        )}
      </div>
    ),
  },
  {
    id: 'change',
    header: 'Change',
    verticalAlign: 'top',
    minWidth: 110,
    cell: ({ change }) => <Badge color={changes[change].color}>{changes[change].text}</Badge>,
  },
  {
    id: 'before',
    header: before,
    verticalAlign: 'top',
    minWidth: 220,
    cell: (row) => <Value row={row} side="before" />,
  },
  {
    id: 'after',
    header: after,
    verticalAlign: 'top',
    minWidth: 220,
    cell: (row) => <Value row={row} side="after" />,
  },
];

interface DiffTableProps {
  rows: readonly DiffRow[];
  unchanged?: readonly UnchangedRows[];
  /** Names the table for screen readers. */
  label?: string;
  /** What the two versions are. */
  headers?: Headers;
}

const review = { before: 'Now', after: 'After saving' };

/** What a save changes: one row for each setting or row of a setting, now and after. What stays of a list is folded. */
export function DiffTable({ rows, unchanged = [], label = 'Changes', headers = review }: DiffTableProps) {
  return (
    <>
      <Table
        variant="borderless"
        contentDensity="compact"
        wrapLines
        items={rows}
        columnDefinitions={columns(headers)}
        trackBy="path"
        ariaLabels={{ tableLabel: label }}
      />
      {unchanged.map((list) => (
        <ExpandableSection key={list.path} headerText={`Unchanged in ${list.label} (${countOf(list.rows)})`}>
          <ul aria-label={`Unchanged in ${list.label}`}>
            {list.rows.map((row, index) => (
              <li key={index} className={styles['value']}>
                {rowName(row)}: {row.text}
              </li>
            ))}
          </ul>
        </ExpandableSection>
      ))}
    </>
  );
}

/** `23 rules`, where rows have their places: what stands beside them, such as the fallback of rules, is not counted. */
function countOf(rows: UnchangedRows['rows']): string {
  const [first, ...more] = rows.filter(({ position }) => position !== undefined);
  if (first === undefined) return String(rows.length);
  const kind = first.kind.toLowerCase();
  return more.length === 0 ? `1 ${kind}` : `${more.length + 1} ${kind}s`;
}

function Value({ row, side }: { row: DiffRow; side: 'before' | 'after' }) {
  const { before = '', after = '', hasText } = row;
  if (!hasText || before === '' || after === '') return <DiffValue value={row[side]} isNew={side === 'after'} />;
  return <Marked pieces={markedTexts(before, after)[side]} isNew={side === 'after'} />;
}
