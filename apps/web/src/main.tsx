import './zod-config.ts';
import '@cloudscape-design/global-styles/index.css';
import './base.css';
import { I18nProvider } from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyAppearance } from '#app/preferences.ts';
import { queryClient } from '#app/query-client.ts';
import { Router } from '#app/router.tsx';
import { SessionGate } from '#app/session-gate.tsx';
import { watchForSignInLinks } from '#app/sign-in.ts';
import { NotificationProvider } from '#ui/notifications.tsx';

watchForSignInLinks();
applyAppearance();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id root.');
createRoot(root).render(
  <StrictMode>
    <I18nProvider locale="en" messages={[messages]}>
      <QueryClientProvider client={queryClient}>
        <NotificationProvider>
          <SessionGate>
            <Router />
          </SessionGate>
        </NotificationProvider>
      </QueryClientProvider>
    </I18nProvider>
  </StrictMode>,
);
