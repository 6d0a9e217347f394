import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { FormDialog } from './form-dialog.tsx';

/** History state of a navigation that follows a save: nothing is lost, so nothing is asked. */
export const saved = { saved: true } as const;

/** Asks before a page with unsaved input is left, inside the console and when the tab is closed. */
export function LeaveGuard({ active, onLeave }: { active: boolean; onLeave?: () => void }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      active && currentLocation.pathname !== nextLocation.pathname && !isSaved(nextLocation.state),
  );
  useEffect(() => {
    if (!active) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [active]);

  if (blocker.state !== 'blocked') return null;
  return (
    <FormDialog
      title="Leave this page?"
      error={null}
      what="the page was left"
      isPending={false}
      submitText="Leave and discard"
      onSubmit={() => {
        onLeave?.();
        blocker.proceed();
      }}
      dismissText="Stay"
      onDismiss={() => blocker.reset()}
    >
      What you entered here has not been saved. If you leave, it is lost.
    </FormDialog>
  );
}

function isSaved(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'saved' in state;
}
