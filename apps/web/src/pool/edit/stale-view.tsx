import Alert from '@cloudscape-design/components/alert';
import Badge from '@cloudscape-design/components/badge';
import Button from '@cloudscape-design/components/button';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { StaleVersion } from '@lifeguard/shared/api/problem';
import { useState } from 'react';
import { hasCode } from '#api/api-error.ts';
import { FormDialog } from '#ui/dialog/form-dialog.tsx';
import { DiffValue } from '#ui/diff/table.tsx';
import { type Choice, resolveChanges, type StaleRow, staleRows } from './stale-rows.ts';
import { type PoolEdit, useSavePool } from './use-save.tsx';

/** Yours first, then what only they changed. */
const versionColumns: TableProps.ColumnDefinition<StaleRow>[] = [
  {
    id: 'label',
    header: 'Setting',
    isRowHeader: true,
    cell: (row) => (
      <SpaceBetween direction="horizontal" size="xs">
        {row.label}
        {row.isConflict && <Badge color="red">Conflict</Badge>}
        {row.isCoupled && <Badge>Belongs together</Badge>}
      </SpaceBetween>
    ),
  },
  { id: 'base', header: 'When you began', cell: (row) => <DiffValue value={row.base} /> },
  {
    id: 'theirs',
    header: 'Theirs, in AWS now',
    cell: (row) => <DiffValue value={row.theirs} isNew={row.isTheirs} />,
  },
  { id: 'yours', header: 'Yours', cell: (row) => <DiffValue value={row.yours} isNew={row.isYours} /> },
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

  return (
    <FormDialog
      title={
        stale.wasSaved ? 'The pool was changed right after you saved it' : 'The pool was changed while you edited it'
      }
      size="max"
      error={hasCode(keepBoth.error, 'stale_version') ? null : keepBoth.error}
      what="the changes were saved"
      isPending={keepBoth.isPending}
      submitText={stale.mergeable ? 'Keep both' : 'Review my choices'}
      onSubmit={() => (stale.mergeable ? keepBoth.mutate(true) : review(choices))}
      dismissText="Back to editing"
      onDismiss={onClose}
      otherActions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={onUseTheirs}>Use theirs</Button>
          <Button onClick={() => review(new Map(rows.map((row) => [row.path, 'mine'])))}>Save mine</Button>
        </SpaceBetween>
      }
    >
      <Alert
        type="warning"
        header={stale.wasSaved ? 'Yours was saved, and somebody else saved over it' : 'Nothing of yours was saved yet'}
      >
        {explain(stale)}
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

function explain({ mergeable, conflicts, wasSaved }: StaleVersion): string {
  if (mergeable && wasSaved)
    return 'Their change is about other settings than yours. Keep both to save yours once more beside it.';
  if (mergeable) return 'The other change is about other settings than yours, so both can be kept.';
  if (conflicts.length > 0) {
    return 'Both changes touch the settings marked as conflict. Choose for each which value should be saved; you review the result before it is sent.';
  }
  return 'Both changes touch settings that work together. Look at them side by side, then choose; you review the result before it is sent.';
}

function choiceColumn(
  choices: ReadonlyMap<string, Choice>,
  onChoose: (path: string, choice: Choice) => void,
): TableProps.ColumnDefinition<StaleRow> {
  return {
    id: 'choice',
    header: 'Save',
    minWidth: 190,
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
