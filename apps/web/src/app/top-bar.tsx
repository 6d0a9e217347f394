import type { Connection } from '@lifeguard/shared/api/connections';
import { sessionEndpoints } from '@lifeguard/shared/api/session';
import type { ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown';
import TopNavigation, { type TopNavigationProps } from '@cloudscape-design/components/top-navigation';
import { isEnded } from '@lifeguard/shared/api/jobs';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type NavigateFunction, useNavigate } from 'react-router';
import { call } from '#api/call.ts';
import { connectionQueries, useConnection } from '#api/connection.tsx';
import { csrfToken, endSession } from '#api/session.ts';
import { ConnectionDot } from '#features/connections/dot.tsx';
import { UnusableDialog } from '#features/connections/unusable-dialog.tsx';
import { useTurnOffEditing } from '#features/connections/use-turn-off-editing.ts';
import { needsAttention } from '#job-state/words.ts';
import { useJobs } from '#job-state/use-job.ts';
import { paths } from '#paths.ts';
import { type Appearance, setAppearance, useAppearance } from './preferences.ts';

const modes = [
  ['light', 'Light'],
  ['dark', 'Dark'],
  ['system', 'Same as the system'],
] as const satisfies (readonly [Appearance['mode'], string])[];

const densities = [
  ['comfortable', 'Comfortable'],
  ['compact', 'Compact'],
] as const satisfies (readonly [Appearance['density'], string])[];

interface TopBarProps {
  connections: readonly Connection[];
  /** What of the AWS files can't be used. */
  warnings: readonly string[];
}

/** Product name, connection switcher, settings. */
export function TopBar({ connections, warnings }: TopBarProps) {
  const connection = useConnection();
  const navigate = useNavigate();
  const appearance = useAppearance();
  const { data: status } = useQuery(connectionQueries.status(connection.id));
  const account = status?.state === 'ready' ? status.Account : undefined;
  const [isListing, setIsListing] = useState(false);
  const hasWarnings = warnings.length > 0;
  const { active, stopped } = useActiveJobs();
  const { mutate: turnOffEditing } = useTurnOffEditing();
  const { mutate: signOut } = useMutation({
    mutationFn: () => call(sessionEndpoints.logout, { body: {} }),
    onSettled: () => {
      endSession(csrfToken());
      // A full load: nothing of the account stays in memory, and the browser asks about unsaved input.
      window.location.assign(paths.home());
    },
  });
  // Memoized: for a new array Cloudscape measures the bar, which forces a layout of the whole page.
  const utilities = useMemo(
    () => [
      ...(active === 0 ? [] : [jobIndicator(active, stopped, paths.jobs(connection.id), navigate)]),
      switcher(connections, hasWarnings, connection, account, (id) => {
        if (id === turnOffEditingId) turnOffEditing();
        else if (id === unusableId) setIsListing(true);
        else void navigate(id);
      }),
      settings(appearance),
      { type: 'button' as const, text: 'Sign out', onClick: () => signOut() },
    ],
    [active, stopped, connections, hasWarnings, connection, account, appearance, navigate, turnOffEditing, signOut],
  );
  const home = paths.connection(connection.id);
  return (
    <div id="top-bar">
      <TopNavigation
        identity={{
          title: 'Lifeguard',
          href: home,
          logo: { src: '/favicon.svg', alt: 'Lifebelt' },
          onFollow: (event) => {
            event.preventDefault();
            void navigate(home);
          },
        }}
        utilities={utilities}
      />
      {isListing && <UnusableDialog warnings={warnings} onClose={() => setIsListing(false)} />}
    </div>
  );
}

function useActiveJobs(): { active: number; stopped: number } {
  const { data = [] } = useJobs();
  const active = data.filter((job) => !isEnded(job));
  return { active: active.length, stopped: active.filter(needsAttention).length };
}

/** The other ids in the menu of connections are paths. */
const turnOffEditingId = 'turn-off-editing';
const unusableId = 'unusable';

function switcher(
  connections: readonly Connection[],
  hasWarnings: boolean,
  connection: Connection,
  account: string | undefined,
  onChoose: (id: string) => void,
): TopNavigationProps.MenuDropdownUtility {
  const where = account === undefined ? connection.region : `${account} ${connection.region}`;
  const text = `${connection.label} · ${where}${connection.readOnly ? ' · read-only' : ''}`;
  return {
    type: 'menu-dropdown',
    text,
    ariaLabel: `Connection: ${text}`,
    iconSvg: <ConnectionDot color={connection.color} />,
    disableUtilityCollapse: true,
    onItemClick: ({ detail }) => onChoose(detail.id),
    items: [
      {
        text: 'Connections',
        items: connections.map(
          (item): ButtonDropdownProps.CheckboxItem => ({
            itemType: 'checkbox',
            id: paths.pools(item.id),
            text: item.label,
            secondaryText: `${item.region} · ${item.readOnly ? 'read-only' : 'editing on'}`,
            checked: item.id === connection.id,
            iconSvg: <ConnectionDot color={item.color} />,
          }),
        ),
      },
      ...(hasWarnings ? [{ text: 'AWS files', items: [{ id: unusableId, text: 'What can’t be used, and why' }] }] : []),
      ...(connection.readOnly
        ? []
        : [{ text: connection.label, items: [{ id: turnOffEditingId, text: 'Turn off editing' }] }]),
    ],
  };
}

function jobIndicator(
  active: number,
  stopped: number,
  href: string,
  navigate: NavigateFunction,
): TopNavigationProps.ButtonUtility {
  const running = `${active} ${active === 1 ? 'job' : 'jobs'} under way`;
  return {
    type: 'button',
    text: stopped === 0 ? running : `${running}, ${stopped} stopped`,
    iconName: stopped === 0 ? 'status-in-progress' : 'status-warning',
    href,
    disableUtilityCollapse: true,
    onClick: (event) => {
      event.preventDefault();
      void navigate(href);
    },
  };
}

function settings(appearance: Appearance): TopNavigationProps.MenuDropdownUtility {
  return {
    type: 'menu-dropdown',
    iconName: 'settings',
    ariaLabel: 'Settings',
    title: 'Settings',
    onItemClick: ({ detail }) => {
      const mode = modes.find(([value]) => value === detail.id)?.[0];
      const density = densities.find(([value]) => value === detail.id)?.[0];
      setAppearance({ ...(mode && { mode }), ...(density && { density }) });
    },
    items: [
      { text: 'Colours', items: modes.map(([id, text]) => choice(id, text, appearance.mode === id)) },
      { text: 'Density', items: densities.map(([id, text]) => choice(id, text, appearance.density === id)) },
    ],
  };
}

function choice(id: string, text: string, checked: boolean): ButtonDropdownProps.CheckboxItem {
  return { itemType: 'checkbox', id, text, checked };
}
