import Alert from '@cloudscape-design/components/alert';
import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { StaleVersion } from '@lifeguard/shared/api/problem';
import { useState } from 'react';
import { hasCode } from '#api/api-error.ts';
import { FormDialog } from '#ui/dialog/form-dialog.tsx';
import { RowChanges } from '#ui/diff/row-changes.tsx';
import { type RowChange, rowName } from '#ui/diff/row-diff.ts';
import { DiffValue } from '#ui/diff/value.tsx';
import { type Choice, resolveChanges, type StaleRow, staleRows } from './stale-rows.ts';
import { type PoolEdit, useSavePool } from './use-save.tsx';

/** Yours first, then what only they changed. */
const versionColumns: TableProps.ColumnDefinition<StaleRow>[] = [
  {
    id: 'label',
    header: 'Setting',
    isRowHeader: true,
    verticalAlign: 'top',
    minWidth: 150,
    cell: (row) => (
      <SpaceBetween direction="horizontal" size="xs">
        <DiffValue value={row.label} />
        {row.isConflict && <Badge color="red">Conflict</Badge>}
        {row.isCoupled && <Badge>Belongs together</Badge>}
      </SpaceBetween>
    ),
  },
  {
    id: 'base',
    header: 'When you began',
    verticalAlign: 'top',
    minWidth: 170,
    cell: (row) => (row.rows ? <TouchedRows {...row.rows} /> : <DiffValue value={row.base} />),
  },
  {
    id: 'theirs',
    header: 'Theirs, in AWS now',
    verticalAlign: 'top',
    minWidth: 170,
    cell: (row) => <Version value={row.theirs} rows={row.rows?.theirs} isChanged={row.isTheirs} by="them" />,
  },
  {
    id: 'yours',
    header: 'Yours',
    verticalAlign: 'top',
    minWidth: 170,
    cell: (row) => <Version value={row.yours} rows={row.rows?.yours} isChanged={row.isYours} by="you" />,
  },
];

interface StaleViewProps {
  edit: PoolEdit;
  stale: StaleVersion;
  onSaved: () => void;
  onStale: (stale: StaleVersion) => void;
  /** Review again, now against the version that AWS has. */
  onReview: (edit: PoolEdit) => void;
  onUseTheirs: () => void;
  onClose: () => void;
}

/** Somebody saved in between: the three versions side by side, and what can be done about each difference. */
export function StaleView({ edit, stale, onSaved, onStale, onReview, onUseTheirs, onClose }: StaleViewProps) {
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(new Map());
  const keepBoth = useSavePool(edit, { onSaved, onStale });
  const rows = staleRows(stale);

  function review(chosen: ReadonlyMap<string, Choice>) {
    const base = { ...edit.base, document: stale.current, etag: stale.currentETag };
    const changes = resolveChanges(stale, edit.changes, chosen);
    if (Object.keys(changes).length === 0) onUseTheirs();
    else onReview({ base, changes });
  }

  const { header, text } = explain(stale);
  return (
    <FormDialog
      title={
        stale.wasSaved ? 'The pool was changed right after you saved it' : 'The pool was changed while you edited it'
      }
      size="xx-large"
      error={hasCode(keepBoth.error, 'stale_version') ? null : keepBoth.error}
      what="the changes were saved"
      isPending={keepBoth.isPending}
      submitText={stale.mergeable ? 'Keep both' : 'Review my choices'}
      onSubmit={() => (stale.mergeable ? keepBoth.mutate(true) : review(choices))}
      dismissText="Back to editing"
      onDismiss={onClose}
      otherActions={
        !stale.mergeable && (
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={onUseTheirs}>Use theirs</Button>
            <Button onClick={() => review(new Map(rows.map((row) => [row.path, 'mine'])))}>Review all of mine</Button>
          </SpaceBetween>
        )
      }
    >
      <Alert type={stale.mergeable ? 'info' : 'warning'} header={header}>
        {text}
      </Alert>
      <Table
        variant="borderless"
        wrapLines
        items={rows}
        trackBy="path"
        columnDefinitions={[
          ...versionColumns,
          ...(stale.mergeable
            ? []
            : [choiceColumn(choices, (path, choice) => setChoices(new Map(choices).set(path, choice)))]),
        ]}
        ariaLabels={{ tableLabel: 'The three versions' }}
      />
    </FormDialog>
  );
}

function explain({ mergeable, conflicts, wasSaved }: StaleVersion): { header: string; text: string } {
  const saved = wasSaved ? 'yours was saved, and somebody else saved over it' : 'nothing of yours was saved yet';
  if (mergeable) {
    return {
      header: `There is no conflict: ${saved}, and both changes can be kept`,
      text: `The other change is about other settings than yours. Keep both saves yours ${wasSaved ? 'once more ' : ''}beside it.`,
    };
  }
  const header = wasSaved ? 'Yours was saved, and somebody else saved over it' : 'Nothing of yours was saved yet';
  if (conflicts.length > 0) {
    return {
      header,
      text: 'Both changes touch the settings marked as conflict. Choose for each which value should be saved; you review the result before it is sent.',
    };
  }
  return {
    header,
    text: 'Both changes touch settings that work together. Look at them side by side, then choose; you review the result before it is sent.',
  };
}

/** One side of a setting; what a side did not touch is not shown as its own. */
function Version(props: {
  value: string | undefined;
  rows: readonly RowChange[] | undefined;
  isChanged: boolean;
  by: 'you' | 'them';
}) {
  const { value, rows, isChanged, by } = props;
  if (!isChanged) return <Box color="text-status-inactive">Not changed by {by}</Box>;
  return rows ? <RowChanges changes={rows} /> : <DiffValue value={value} isNew />;
}

/** The rows of a list that either side touches, as they were. */
function TouchedRows({ theirs, yours }: NonNullable<StaleRow['rows']>) {
  const touched = [...theirs, ...yours]
    .flatMap(({ change, before }) => (change === 'same' || before === undefined ? [] : [before]))
    .toSorted((left, right) => (left.position ?? 0) - (right.position ?? 0))
    .map((row) => `${rowName(row)}: ${row.text}`);
  return <DiffValue value={touched.length === 0 ? undefined : [...new Set(touched)].join('\n')} />;
}

function choiceColumn(
  choices: ReadonlyMap<string, Choice>,
  onChoose: (path: string, choice: Choice) => void,
): TableProps.ColumnDefinition<StaleRow> {
  return {
    id: 'choice',
    header: 'Save',
    verticalAlign: 'top',
    minWidth: 180,
    cell: (row) =>
      row.isYours ? (
        <SegmentedControl
          label={`Which value of ${row.label} to save`}
          selectedId={choices.get(row.path) ?? 'mine'}
          options={[
            { id: 'theirs', text: 'Theirs' },
            { id: 'mine', text: 'Mine' },
          ]}
          onChange={({ detail }) => onChoose(row.path, detail.selectedId === 'theirs' ? 'theirs' : 'mine')}
        />
      ) : (
        'Theirs'
      ),
  };
}
