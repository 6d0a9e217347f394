import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import { useQuery } from '@tanstack/react-query';
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
  const items = [
    { text: connection.label, href: paths.connection(connection.id) },
    pathname === jobs || jobId !== undefined
      ? { text: 'Jobs', href: jobs }
      : { text: 'Identity pools', href: paths.pools(connection.id) },
    ...(poolId === undefined
      ? []
      : [{ text: pool.data?.document.IdentityPoolName ?? poolId, href: paths.pool(connection.id, poolId) }]),
    ...(crumb === undefined ? [] : [{ text: crumb, href: '#' }]),
  ];
  return <BreadcrumbGroup items={items} onFollow={follow} ariaLabel="Breadcrumbs" />;
}
