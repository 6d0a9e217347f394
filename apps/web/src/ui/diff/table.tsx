import Box from '@cloudscape-design/components/box';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import styles from './table.module.css';

export interface DiffRow {
  path: string;
  label: string;
  before?: string | undefined;
  after?: string | undefined;
}

const columns: TableProps.ColumnDefinition<DiffRow>[] = [
  {
    id: 'label',
    header: 'Setting',
    isRowHeader: true,
    verticalAlign: 'top',
    cell: (row) => <div className={styles['value']}>{row.label}</div>,
  },
  { id: 'before', header: 'Now', verticalAlign: 'top', cell: (row) => <DiffValue value={row.before} /> },
  { id: 'after', header: 'After saving', verticalAlign: 'top', cell: (row) => <DiffValue value={row.after} isNew /> },
];

/** What a save changes: one row per setting, now and after. */
export function DiffTable({ rows }: { rows: readonly DiffRow[] }) {
  return (
    <Table
      variant="borderless"
      wrapLines
      items={rows}
      columnDefinitions={columns}
      trackBy="path"
      ariaLabels={{ tableLabel: 'Changes' }}
    />
  );
}

export function DiffValue({ value, isNew = false }: { value: string | undefined; isNew?: boolean }) {
  if (value === undefined || value === '') return <Box color="text-status-inactive">(none)</Box>;
  return (
    <div className={styles['value']}>
      <Box {...(isNew ? { fontWeight: 'bold' as const } : {})}>{value}</Box>
    </div>
  );
}
