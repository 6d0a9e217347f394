import Box from '@cloudscape-design/components/box';
import Spinner from '@cloudscape-design/components/spinner';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { connectionQueries } from '#api/connection.tsx';
import { sessionState, subscribeToSession } from '#api/session.ts';
import { SessionEndedDialog, SignedOutPage } from './session-ended.tsx';
import { rememberWanted, useSignIn } from './sign-in.ts';

/** Shows the console to whoever has a session, and to others how to get one. */
export function SessionGate({ children }: { children: ReactNode }) {
  const state = useSyncExternalStore(subscribeToSession, sessionState);
  const { isExchanging, problem } = useSignIn();
  const [isOpen, setIsOpen] = useState(false);
  const queryClient = useQueryClient();
  // Stays open when the session ends: the forms of the page must not be lost.
  if (state === 'active' && !isExchanging && !isOpen) setIsOpen(true);

  useEffect(
    () =>
      subscribeToSession(() => {
        if (sessionState() === 'active') void queryClient.invalidateQueries();
      }),
    [queryClient],
  );

  // An old session that ended before anything was shown leaves nothing to keep.
  const hasContent = queryClient.getQueryData(connectionQueries.list().queryKey) !== undefined;
  if (isOpen && (state === 'active' || hasContent)) {
    return (
      <>
        {children}
        {state !== 'active' && <SessionEndedDialog problem={problem} />}
      </>
    );
  }
  if (isExchanging) return <SigningIn />;
  rememberWanted();
  return <SignedOutPage problem={problem} />;
}

function SigningIn() {
  return (
    <Box textAlign="center" margin={{ top: 'xxxl' }}>
      <Spinner size="large" /> Signing in…
    </Box>
  );
}
