import { lazy } from 'react';
import type { RouteObject } from 'react-router';
import { paths } from '#paths.ts';
import type { RouteHandle } from '#ui/route-handle.ts';

/** Why a user can't get in: a tab of the pool page. */
export const accessCheckRoutes: RouteObject[] = [
  {
    path: paths.poolAccessCheck(':connectionId', ':poolId'),
    lazy: () => import('./page.tsx'),
    handle: {
      crumb: 'Access check',
      help: lazy(async () => ({ default: (await import('./help.tsx')).AccessCheckHelp })),
    } satisfies RouteHandle,
  },
];
