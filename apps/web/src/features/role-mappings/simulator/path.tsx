import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
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

/** The nodes as boxes one below the other, the outcome last. Rules that the way does not reach are folded. */
export function SimulatorPath({ nodes, outcome }: { nodes: readonly PathNode[]; outcome: Outcome }) {
  const reached = nodes.filter(({ state }) => state !== 'not-reached');
  const others = nodes.filter(({ state }) => state === 'not-reached');
  return (
    <ol className={styles['path']} aria-label="Way to the role">
      {reached.map((node) => (
        <NodeBox key={node.title} {...node} />
      ))}
      {others.length > 0 && (
        <li className={styles['node']} data-state="not-reached">
          <ExpandableSection headerText={`${others.length} ${others.length === 1 ? 'rule' : 'rules'} not reached`}>
            <ol className={styles['path']} aria-label="Not reached">
              {others.map((node) => (
                <NodeBox key={node.title} {...node} />
              ))}
            </ol>
          </ExpandableSection>
        </li>
      )}
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
