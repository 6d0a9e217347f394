import Box from '@cloudscape-design/components/box';
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { CopyId } from '#ui/copy-id.tsx';
import { StatusText } from '#ui/status-text.tsx';
import { memo } from 'react';
import type { Outcome, PathNode } from './path-words.ts';
import styles from './path.module.css';

/** A node that the path only passes through has no icon. */
const signs: Readonly<Record<Exclude<PathNode['state'], 'passed'>, StatusIndicatorProps.Type>> = {
  decides: 'success',
  skipped: 'stopped',
  refuses: 'error',
  'not-reached': 'pending',
};

/** The nodes as boxes one below the other, the outcome last. */
export function SimulatorPath({ nodes, outcome }: { nodes: readonly PathNode[]; outcome: Outcome }) {
  return (
    <ol className={styles['path']} aria-label="Way to the role">
      {nodes.map((node) => (
        <NodeBox key={node.title} {...node} />
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

/** Memoized by its texts: typing in one rule does not render the nodes of the others. */
const NodeBox = memo(function NodeBox({ title, text, state }: PathNode) {
  return (
    <li className={styles['node']} data-state={state}>
      <div className={styles['title']}>{title}</div>
      {text !== '' && (state === 'passed' ? text : <StatusText type={signs[state]}>{text}</StatusText>)}
    </li>
  );
});
