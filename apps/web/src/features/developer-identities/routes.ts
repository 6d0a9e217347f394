import { lazy } from 'react';
import type { RouteObject } from 'react-router';
import { paths } from '#paths.ts';
import type { RouteHandle } from '#ui/route-handle.ts';

/** Below the identities tab of the pool page. */
export const developerIdentityRoutes: RouteObject[] = [
  {
    path: paths.poolDeveloperIdentities(':connectionId', ':poolId'),
    lazy: () => import('./page.tsx'),
    handle: {
      crumb: 'Developer users',
      help: lazy(async () => ({ default: (await import('./help.tsx')).DeveloperUsersHelp })),
    } satisfies RouteHandle,
  },
];
