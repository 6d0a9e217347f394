import { lineDiff } from './line-diff.ts';
import styles from './line-diff-view.module.css';

const signs = { same: ' ', removed: '-', added: '+' } as const;
const words = { same: '', removed: 'Removed: ', added: 'Added: ' } as const;

/** A unified diff of two texts. `label` names it for screen readers. */
export function LineDiffView({ before, after, label }: { before: string; after: string; label: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- it scrolls, so it must be reachable by keyboard
    <pre className={styles['frame']} tabIndex={0} role="group" aria-label={label}>
      {lineDiff(before, after).map(({ change, text }, index) => (
        <div key={index} className={styles[change]}>
          <span aria-hidden>{signs[change]} </span>
          {change !== 'same' && <span className={styles['unseen']}>{words[change]}</span>}
          {text}
        </div>
      ))}
    </pre>
  );
}
