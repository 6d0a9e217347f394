import { markedTexts } from './marked.ts';
import { type RowChange, rowName } from './row-diff.ts';
import styles from './table.module.css';
import { Marked } from './value.tsx';

/** What became of the rows of a list, one line each; those that stay are left out. */
export function RowChanges({ changes }: { changes: readonly RowChange[] }) {
  return (
    <ul className={styles['lines']}>
      {changes
        .filter(({ change }) => change !== 'same')
        .map((change, index) => (
          <li key={index}>
            <Words change={change} />
          </li>
        ))}
    </ul>
  );
}

function Words({ change }: { change: RowChange }) {
  switch (change.change) {
    case 'same':
      return null;
    case 'removed':
      return `${rowName(change.before)} is removed`;
    case 'moved':
      return change.before.position === change.after.position
        ? `${rowName(change.before)} gets other rows before it`
        : `${rowName(change.before)} moves to ${change.after.position}`;
    case 'added':
      return (
        <>
          {rowName(change.after)} is added: <Marked pieces={[{ text: change.after.text, isChanged: true }]} isNew />
        </>
      );
    case 'changed':
      return (
        <>
          {rowName(change.before)} becomes:{' '}
          <Marked pieces={markedTexts(change.before.text, change.after.text).after} isNew />
        </>
      );
  }
}
