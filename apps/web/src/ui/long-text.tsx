import styles from './long-text.module.css';

/** Text in a table that may have no space to break at, such as an ARN or a key: it breaks anywhere, and the table keeps its width. */
export function LongText({ children }: { children: string }) {
  return <span className={styles['text']}>{children}</span>;
}
