import Box from '@cloudscape-design/components/box';
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { CopyId } from '#ui/copy-id.tsx';
import { StatusText } from '#ui/status-text.tsx';
import type { Outcome, PathNode } from './path-words.ts';
import styles from './simulator-path.module.css';

/** A station that is only passed says what it is, and needs no sign. */
const signs: Readonly<Record<Exclude<PathNode['state'], 'passed'>, StatusIndicatorProps.Type>> = {
  decides: 'success',
  skipped: 'stopped',
  refuses: 'error',
  'not-reached': 'pending',
};

/** The stations as boxes one below the other, the outcome last. */
export function SimulatorPath({ nodes, outcome }: { nodes: readonly PathNode[]; outcome: Outcome }) {
  return (
    <ol className={styles['path']} aria-label="Way to the role">
      {nodes.map((node) => (
        <li key={node.title} className={styles['node']} data-state={node.state}>
          <div className={styles['title']}>{node.title}</div>
          {node.text !== '' &&
            (node.state === 'passed' ? node.text : <StatusText type={signs[node.state]}>{node.text}</StatusText>)}
        </li>
      ))}
      <li className={styles['node']} data-state={outcome.isGranted ? 'granted' : 'refused'}>
        <StatusText type={outcome.isGranted ? 'success' : 'error'}>
          <Box variant="strong" color="inherit">
            {outcome.text}
          </Box>
        </StatusText>
        {outcome.role !== undefined && <CopyId value={outcome.role} label="ARN of the role" wrap />}
      </li>
    </ol>
  );
}
