import { lazy } from 'react';
import type { RouteObject } from 'react-router';
import { identityParam, paths } from '#paths.ts';
import type { RouteHandle } from '#ui/route-handle.ts';

/** A tab of the pool page, and the page of one identity below it. */
export const identityRoutes: RouteObject[] = [
  {
    path: paths.poolIdentities(':connectionId', ':poolId'),
    lazy: () => import('./list/page.tsx'),
    handle: {
      crumb: 'Identities',
      help: lazy(async () => ({ default: (await import('./help.tsx')).IdentitiesHelp })),
      splitPanel: {
        param: identityParam,
        Panel: lazy(async () => ({ default: (await import('./detail/panel.tsx')).IdentityPanel })),
      },
    } satisfies RouteHandle,
  },
  {
    path: paths.poolCleanUp(':connectionId', ':poolId'),
    lazy: () => import('./clean-up/page.tsx'),
    handle: {
      crumb: 'Clean up',
      help: lazy(async () => ({ default: (await import('./help.tsx')).CleanUpHelp })),
    } satisfies RouteHandle,
  },
  {
    path: paths.identityPage(':connectionId', ':poolId', ':identityId'),
    lazy: () => import('./detail/page.tsx'),
    handle: {
      crumb: 'Identity',
      help: lazy(async () => ({ default: (await import('./detail/help.tsx')).IdentityHelp })),
    } satisfies RouteHandle,
  },
];
