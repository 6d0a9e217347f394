import styles from './middle-cut.module.css';

const endLength = 8;

/** An id on one line. Where it has no room its middle is left out: ids of one kind begin alike, and differ at their end. */
export function MiddleCut({ children }: { children: string }) {
  return (
    <span className={styles['cut']} title={children}>
      <span className={styles['start']}>{children.slice(0, -endLength)}</span>
      <span className={styles['end']}>{children.slice(-endLength)}</span>
    </span>
  );
}
