import type { Problem } from '@lifeguard/shared/api/problem';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { ProblemBody } from '#ui/error-alert.tsx';
import styles from './session-ended.module.css';

const deniedCodes = ['unauthenticated', 'forbidden', 'session_ended', 'invalid_input', 'confirmation_mismatch'];

/** No session, and none before: the whole page. */
export function SignedOutPage({ problem }: { problem: Problem | undefined }) {
  return (
    <main className={styles['page']}>
      <title>Sign in - Lifeguard</title>
      <Container
        header={<Header variant="h1">{problem ? 'This link could not sign you in' : 'Sign in to Lifeguard'}</Header>}
      >
        <SpaceBetween size="m">
          {problem && <LinkProblem problem={problem} />}
          <HowToSignIn />
        </SpaceBetween>
      </Container>
    </main>
  );
}

/** The session ended while a page was open: over the page, so that its forms stay as they are. */
export function SessionEndedDialog({ problem }: { problem: Problem | undefined }) {
  return (
    // Not to be closed: nothing behind it works without a session.
    <Modal visible header="Your session has ended" closeAriaLabel="Stays open until you have signed in">
      <SpaceBetween size="m">
        {problem && <LinkProblem problem={problem} />}
        <Box variant="p">
          A request that came after its end changed nothing, and what you entered on this page is still here. Sign in
          again in another tab, and this page goes on by itself.
        </Box>
        <HowToSignIn />
      </SpaceBetween>
    </Modal>
  );
}

function LinkProblem({ problem }: { problem: Problem }) {
  if (!deniedCodes.includes(problem.code)) {
    return (
      <Alert type="error" header={problem.title}>
        <ProblemBody problem={problem} />
      </Alert>
    );
  }
  return (
    <Alert type="warning" header="The sign-in link was used already or is too old">
      Each link works once and for ten minutes. Nothing was changed. Get a new one as below.
    </Alert>
  );
}

function HowToSignIn() {
  return (
    <Box variant="div">
      <Box variant="p">
        Lifeguard lets in only the person at this computer, by a link that it prints in its terminal.
      </Box>
      <ol>
        <li>Go to the terminal where Lifeguard runs.</li>
        <li>Press Enter there. It prints a new sign-in link.</li>
        <li>Open that link in this browser.</li>
      </ol>
      <Box variant="p">
        If it does not run any more, start it again with <Box variant="code">npm start</Box>. It prints a link when it
        is ready.
      </Box>
    </Box>
  );
}
