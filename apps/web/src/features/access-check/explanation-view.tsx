import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { CauseVerdict, ExplainedCause, Explanation } from '@lifeguard/shared/explain/explanation';
import { useConnection } from '#api/connection.tsx';
import { PolicyView } from '#pool/roles/policy-view.tsx';
import { AppLink } from '#ui/app-link.tsx';
import { StatusText } from '#ui/status-text.tsx';
import { fixPath } from './fix-path.ts';
import styles from './list.module.css';

const verdicts = {
  cause: { sign: 'error', words: 'Is the cause' },
  unknown: { sign: 'pending', words: 'Can’t be told from here' },
  'not-cause': { sign: 'stopped', words: 'Is not the cause' },
} as const satisfies Record<CauseVerdict, { sign: StatusIndicatorProps.Type; words: string }>;

/** What an error means here, and each cause that it can have: what it is, what can't be told, and folded in what it is not. */
export function ExplanationView({ explanation, poolId }: { explanation: Explanation; poolId: string }) {
  const { meaning, causes, code } = explanation;
  const shown = causes.filter(({ verdict }) => verdict !== 'not-cause');
  const others = causes.filter(({ verdict }) => verdict === 'not-cause');
  return (
    <SpaceBetween size="m">
      <div>
        {meaning} {code !== undefined && <Box variant="code">{code}</Box>}
      </div>
      {causes.length > 0 && shown.length === 0 && (
        <StatusText type="info">
          None of the known causes fits the settings as they are now. They may have been mended since, or the app uses
          another pool, account or region.
        </StatusText>
      )}
      {shown.length > 0 && shown.every(({ verdict }) => verdict === 'unknown') && (
        <StatusText type="info">No cause shows in what can be seen from here. These can’t be told:</StatusText>
      )}
      {shown.length > 0 && <CauseList causes={shown} poolId={poolId} label="Causes" />}
      {others.length > 0 && (
        <ExpandableSection headerText={`Checked, and not the cause (${others.length})`}>
          <CauseList causes={others} poolId={poolId} label="Not the cause" />
        </ExpandableSection>
      )}
    </SpaceBetween>
  );
}

function CauseList({ causes, poolId, label }: { causes: readonly ExplainedCause[]; poolId: string; label: string }) {
  return (
    <ol aria-label={label} className={styles['list']}>
      {causes.map((cause) => (
        <li key={`${cause.id} ${cause.evidence}`}>
          <Cause cause={cause} poolId={poolId} />
        </li>
      ))}
    </ol>
  );
}

function Cause({ cause, poolId }: { cause: ExplainedCause; poolId: string }) {
  const { id } = useConnection();
  const { title, verdict, evidence, fix, target, policy } = cause;
  const { sign, words } = verdicts[verdict];
  const link = target === undefined ? undefined : fixPath(target, id, poolId);
  return (
    <Box padding={{ bottom: 'm' }}>
      <StatusText type={sign}>
        <Box variant="strong" color="inherit">
          {title}
        </Box>{' '}
        - {words}
      </StatusText>
      <Box margin={{ left: 'l' }}>
        <div>{evidence}</div>
        {verdict !== 'not-cause' && (
          <div>
            <Box variant="strong">To do: </Box>
            {fix} {link !== undefined && <AppLink href={link.href}>{link.text}</AppLink>}
          </div>
        )}
        {policy !== undefined && verdict !== 'not-cause' && (
          <ExpandableSection headerText="The trust policy that mends it">
            <PolicyView
              policy={policy.current ?? policy.proposed}
              proposed={policy.proposed}
              label={`trust policy of ${policy.roleArn}`}
            />
          </ExpandableSection>
        )}
      </Box>
    </Box>
  );
}
