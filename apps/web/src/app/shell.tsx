import AppLayout from '@cloudscape-design/components/app-layout';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { Outlet, useParams, useSearchParams } from 'react-router';
import { z } from 'zod';
import { ConnectionContext, connectionQueries } from '#api/connection.tsx';
import { EndpointNotice } from '#features/connections/endpoint-notice.tsx';
import { ConnectionStatusBanner } from '#features/connections/status-banner.tsx';
import { ReadOnlyBanner } from '#features/connections/read-only-banner.tsx';
import { StorageBanner } from '#features/connections/storage-banner.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { useMediaQuery } from '#ui/media-query.ts';
import { Notifications } from '#ui/notifications.tsx';
import { useRouteHandle } from '#ui/route-handle.ts';
import { useStored } from '#ui/stored.ts';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { JobNotices } from './job-notices.tsx';
import { rememberConnection } from './last-connection.ts';
import { Navigation } from './navigation.tsx';
import { useScrollToTop } from './scroll-to-top.ts';
import { StandalonePage } from './standalone-page.tsx';
import { TopBar } from './top-bar.tsx';
import { UnknownConnection } from './unknown-connection.tsx';

/** Below this width Cloudscape lays the navigation over the page, and closes it by itself. */
const narrow = '(max-width: 688px)';

/** From this width there is room for the panel beside a table. */
const hasRoomBeside = '(min-width: 1280px)';

/** Undefined until somebody has chosen. */
const panelPreference = z.object({ position: z.enum(['side', 'bottom']) }).optional();

/** What stays around every page of a connection. */
export function Shell() {
  const { connectionId = '' } = useParams();
  const { data, error, refetch } = useQuery(connectionQueries.list());
  if (error && data === undefined) {
    return (
      <StandalonePage>
        <ErrorAlert error={error} header="The connections could not be loaded" onRetry={() => void refetch()} />
      </StandalonePage>
    );
  }
  if (data === undefined) return null;
  const connection = data.connections.find(({ id }) => id === connectionId);
  if (connection === undefined) return <UnknownConnection connectionId={connectionId} connections={data.connections} />;
  rememberConnection(connection.id);
  return (
    <ConnectionContext value={connection}>
      <JobNotices key={`jobs of ${connection.id}`} />
      <TopBar connections={data.connections} warnings={data.warnings} />
      {/* By key: nothing of one account may stay on the screen of another. */}
      <Layout key={connection.id} />
    </ConnectionContext>
  );
}

function Layout() {
  const { contentType = 'default', help: Help, splitPanel } = useRouteHandle();
  const [search, setSearch] = useSearchParams();
  useScrollToTop();
  const isNarrow = useMediaQuery(narrow);
  const [isOverlayOpen, setIsOverlayOpen] = useState(false);
  const [isNavigationOpen, storeNavigationOpen] = useStored('lifeguard.navigation', z.boolean(), true);
  const [isHelpOpen, storeHelpOpen] = useStored('lifeguard.help', z.boolean(), false);
  const [panel, storePanel] = useStored('lifeguard.panel', panelPreference, undefined);
  const isPanelBeside = useMediaQuery(hasRoomBeside);
  const [panelSizes, setPanelSizes] = useState({ side: 340, bottom: 400 });
  const panelPosition = panel?.position ?? (isPanelBeside ? 'side' : 'bottom');
  const isPanelOpen = splitPanel !== undefined && search.has(splitPanel.param);

  function handleNavigationChange(isOpen: boolean) {
    // Only a choice made on a wide screen is stored. The width is read again, as Cloudscape may react to a change of it first.
    if (window.matchMedia(narrow).matches) setIsOverlayOpen(isOpen);
    else storeNavigationOpen(isOpen);
  }

  function closePanel() {
    if (splitPanel === undefined) return;
    setSearch((current) => {
      current.delete(splitPanel.param);
      return current;
    });
  }

  return (
    <AppLayout
      headerSelector="#top-bar"
      contentType={contentType}
      ariaLabels={{
        navigation: 'Pages',
        notifications: 'Notifications',
        tools: 'Help panel',
        toolsToggle: 'Open help',
        toolsClose: 'Close help',
      }}
      navigationWidth={230}
      navigation={<Navigation />}
      navigationOpen={isNarrow ? isOverlayOpen : isNavigationOpen}
      onNavigationChange={({ detail }) => handleNavigationChange(detail.open)}
      breadcrumbs={<Breadcrumbs />}
      stickyNotifications
      notifications={<Notifications />}
      tools={
        Help &&
        isHelpOpen && (
          <Suspense fallback={null}>
            <Help />
          </Suspense>
        )
      }
      toolsHide={Help === undefined}
      toolsOpen={isHelpOpen}
      onToolsChange={({ detail }) => storeHelpOpen(detail.open)}
      splitPanel={isPanelOpen && <splitPanel.Panel />}
      splitPanelOpen={isPanelOpen}
      onSplitPanelToggle={closePanel}
      splitPanelPreferences={{ position: panelPosition }}
      splitPanelSize={panelSizes[panelPosition]}
      onSplitPanelResize={({ detail }) => setPanelSizes({ ...panelSizes, [panelPosition]: detail.size })}
      onSplitPanelPreferencesChange={({ detail }) => storePanel(detail)}
      content={
        <SpaceBetween size="m">
          <StorageBanner />
          <ConnectionStatusBanner />
          <ReadOnlyBanner />
          <EndpointNotice />
          <Suspense fallback={<Spinner size="large" />}>
            <Outlet />
          </Suspense>
        </SpaceBetween>
      }
    />
  );
}
