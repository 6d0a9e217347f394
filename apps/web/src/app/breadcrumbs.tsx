import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLocation, useParams } from 'react-router';
import { useConnection } from '#api/connection.tsx';
import { poolQueries } from '#pool/queries.ts';
import { paths } from '#paths.ts';
import { useFollow } from '#ui/app-link.tsx';
import { useRouteHandle } from '#ui/route-handle.ts';

export function Breadcrumbs() {
  const connection = useConnection();
  const { poolId, jobId } = useParams();
  const { pathname } = useLocation();
  const jobs = paths.jobs(connection.id);
  const { crumb } = useRouteHandle();
  const follow = useFollow();
  const pool = useQuery({ ...poolQueries.detail(connection.id, poolId ?? ''), enabled: poolId !== undefined });
  const isOfJobs = pathname === jobs || jobId !== undefined;
  const poolName = pool.data?.document.IdentityPoolName ?? poolId;
  // Memoized: for a new array Cloudscape measures the breadcrumbs, which forces a layout of the whole page.
  const items = useMemo(
    () => [
      { text: connection.label, href: paths.connection(connection.id) },
      isOfJobs
        ? { text: 'Jobs', href: paths.jobs(connection.id) }
        : { text: 'Identity pools', href: paths.pools(connection.id) },
      ...(poolId === undefined ? [] : [{ text: poolName ?? poolId, href: paths.pool(connection.id, poolId) }]),
      ...(crumb === undefined ? [] : [{ text: crumb, href: '#' }]),
    ],
    [connection.label, connection.id, isOfJobs, poolId, poolName, crumb],
  );
  return <BreadcrumbGroup items={items} onFollow={follow} ariaLabel="Breadcrumbs" />;
}
