import Spinner from '@cloudscape-design/components/spinner';
import Tabs, { type TabsProps } from '@cloudscape-design/components/tabs';
import { Suspense, useMemo } from 'react';
import { Outlet, useLocation, useNavigate, useParams } from 'react-router';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';

/** The parts of a pool, one of which is shown. */
export function PoolTabs({ poolName }: { poolName: string }) {
  const { id: connectionId } = useConnection();
  const { poolId = '' } = useParams();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  // Memoized: for a new array Cloudscape measures the tabs, which forces a layout of the whole page.
  const tabs = useMemo(() => tabsOf(connectionId, poolId), [connectionId, poolId]);
  return (
    <Tabs
      ariaLabel={`Parts of ${poolName}`}
      activeTabId={tabs.findLast(({ href }) => isOrIsBelow(pathname, href))?.id ?? 'overview'}
      onChange={({ detail }) => void navigate(detail.activeTabHref ?? '.')}
      tabs={tabs}
    />
  );
}

function tabsOf(connectionId: string, poolId: string): (TabsProps.Tab & { href: string })[] {
  const content = (
    <Suspense fallback={<Spinner size="large" />}>
      {/* By pool: history can lead straight from one to another, whose form must not go on with the edit of the first. */}
      <Outlet key={`${connectionId} ${poolId}`} />
    </Suspense>
  );
  return [
    { id: 'overview', label: 'Overview', href: paths.pool(connectionId, poolId), content },
    { id: 'providers', label: 'Providers', href: paths.poolProviders(connectionId, poolId), content },
    { id: 'roles', label: 'Roles', href: paths.poolRoles(connectionId, poolId), content },
    { id: 'role-mappings', label: 'Role mappings', href: paths.poolRoleMappings(connectionId, poolId), content },
    { id: 'attributes', label: 'Attributes', href: paths.poolAttributes(connectionId, poolId), content },
    { id: 'identities', label: 'Identities', href: paths.poolIdentities(connectionId, poolId), content },
    { id: 'access-check', label: 'Access check', href: paths.poolAccessCheck(connectionId, poolId), content },
    // Last what is opened least: a window of 1280 pixels has room for eight tabs beside the navigation, and scrolls to the ninth.
    { id: 'tags', label: 'Tags', href: paths.poolTags(connectionId, poolId), content },
    { id: 'properties', label: 'Properties', href: paths.poolProperties(connectionId, poolId), content },
  ];
}

function isOrIsBelow(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}
