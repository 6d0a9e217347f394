import Box from '@cloudscape-design/components/box';
import type { ReactNode } from 'react';

/** A page without the shell around it, which would bring the main landmark. */
export function StandalonePage({ children }: { children: ReactNode }) {
  return (
    <main>
      <Box padding="xxl">{children}</Box>
    </main>
  );
}
