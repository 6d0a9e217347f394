import Box from '@cloudscape-design/components/box';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { CopyId } from '#ui/copy-id.tsx';
import type { Outcome, PathNode } from './path-words.ts';
import styles from './simulator-path.module.css';

const indicators: Readonly<Record<PathNode['state'], StatusIndicatorProps.Type>> = {
  passed: 'info',
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
          {node.text !== '' && (
            <StatusIndicator type={indicators[node.state]} wrapText>
              {node.text}
            </StatusIndicator>
          )}
        </li>
      ))}
      <li className={styles['node']} data-state={outcome.isGranted ? 'granted' : 'refused'}>
        <StatusIndicator type={outcome.isGranted ? 'success' : 'error'} wrapText>
          <Box variant="strong" color="inherit">
            {outcome.text}
          </Box>
        </StatusIndicator>
        {outcome.role !== undefined && <CopyId value={outcome.role} label="ARN of the role" wrap />}
      </li>
    </ol>
  );
}
