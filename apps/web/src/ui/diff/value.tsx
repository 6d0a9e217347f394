import Box from '@cloudscape-design/components/box';
import type { Piece } from './marked.ts';
import styles from './table.module.css';

/** A value in words. One that is not there and one that is empty are not the same. */
export function DiffValue({ value, isNew = false }: { value: string | undefined; isNew?: boolean }) {
  if (value === undefined) return <Box color="text-status-inactive">(none)</Box>;
  if (value === '') return <Box color="text-status-inactive">(empty)</Box>;
  return (
    <div className={styles['value']}>
      <Box {...(isNew ? { fontWeight: 'bold' as const } : {})}>{value}</Box>
    </div>
  );
}

/** A value in which what changed is marked, spaces too. */
export function Marked({ pieces, isNew }: { pieces: readonly Piece[]; isNew: boolean }) {
  const Mark = isNew ? 'ins' : 'del';
  return (
    <div className={styles['value']}>
      {pieces.map(({ text, isChanged }, index) =>
        isChanged ? (
          <Mark key={index} className={styles['mark']}>
            {text}
          </Mark>
        ) : (
          <span key={index}>{text}</span>
        ),
      )}
    </div>
  );
}
