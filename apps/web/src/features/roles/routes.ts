import { lazy } from 'react';
import type { RouteObject } from 'react-router';
import { paths } from '#paths.ts';
import type { RouteHandle } from '#ui/route-handle.ts';

const help = lazy(async () => ({ default: (await import('./help.tsx')).RolesHelp }));

/** The default roles of a pool. */
export const roleRoutes: RouteObject[] = [
  {
    path: paths.poolRoles(':connectionId', ':poolId'),
    lazy: () => import('./page.tsx'),
    handle: { crumb: 'Default roles', help } satisfies RouteHandle,
  },
];
