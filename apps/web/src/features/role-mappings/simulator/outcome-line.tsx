import Button from '@cloudscape-design/components/button';
import { useMediaQuery } from '#ui/media-query.ts';
import { StatusText } from '#ui/status-text.tsx';
import { outcomeOf } from './path-words.ts';
import { useTriedMapping } from './simulation-context.tsx';

/** The id of the simulator in the page. */
export const simulatorId = 'simulator';

/** What the simulator says, in windows in which it does not stand beside the rules. The simulator itself announces it. */
export function OutcomeLine() {
  const { simulation } = useTriedMapping();
  const isBeside = useMediaQuery('(min-width: 1280px)');
  if (isBeside) return null;
  const outcome = simulation === undefined ? undefined : outcomeOf(simulation);
  return (
    <StatusText type={outcome === undefined ? 'stopped' : outcome.isGranted ? 'success' : 'error'}>
      {outcome?.text ?? 'The simulator has nobody to try.'}{' '}
      <Button
        formAction="none"
        variant="inline-link"
        ariaLabel="Go to the simulator"
        onClick={() => document.querySelector(`#${simulatorId}`)?.scrollIntoView({ block: 'start' })}
      >
        Simulator
      </Button>
    </StatusText>
  );
}
