import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { DialogFooter } from './dialog-footer.tsx';

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
    <Modal
      visible
      header="Leave this page?"
      onDismiss={() => blocker.reset()}
      footer={
        <DialogFooter>
          <Button variant="link" onClick={() => blocker.reset()}>
            Stay
          </Button>
          <Button
            variant="primary"
            onClick={() => {
              onLeave?.();
              blocker.proceed();
            }}
          >
            Leave and discard
          </Button>
        </DialogFooter>
      }
    >
      What you entered here has not been saved. If you leave, it is lost.
    </Modal>
  );
}

function isSaved(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'saved' in state;
}
