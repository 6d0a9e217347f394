import { lazy } from 'react';
import type { RouteObject } from 'react-router';
import { paths } from '#paths.ts';
import type { RouteHandle } from '#ui/route-handle.ts';

const help = lazy(async () => ({ default: (await import('./help.tsx')).RoleMappingsHelp }));

/** The role mappings of a pool, with the simulator. */
export const roleMappingRoutes: RouteObject[] = [
  {
    path: paths.poolRoleMappings(':connectionId', ':poolId'),
    lazy: () => import('./list-page.tsx'),
    handle: { crumb: 'Role mappings', help } satisfies RouteHandle,
  },
  {
    path: paths.poolRoleMapping(':connectionId', ':poolId', ':mapping'),
    lazy: () => import('./edit-page.tsx'),
    // As wide as a table: each rule is one line, with the simulator beside them.
    handle: { crumb: 'Role mapping', contentType: 'table', help } satisfies RouteHandle,
  },
];
