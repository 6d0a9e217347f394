import { lazy } from 'react';
import type { RouteObject } from 'react-router';
import { paths } from '#paths.ts';
import type { RouteHandle } from '#ui/route-handle.ts';

const help = lazy(async () => ({ default: (await import('./help.tsx')).ProvidersHelp }));

/** The providers of a pool: list, add, edit. */
export const providerRoutes: RouteObject[] = [
  {
    path: paths.poolProviders(':connectionId', ':poolId'),
    lazy: () => import('./list-page.tsx'),
    handle: { crumb: 'Providers', help } satisfies RouteHandle,
  },
  {
    path: paths.poolProviderAdd(':connectionId', ':poolId'),
    lazy: () => import('./add-page.tsx'),
    handle: { crumb: 'Add provider', help } satisfies RouteHandle,
  },
  {
    path: paths.poolProvider(':connectionId', ':poolId', ':provider'),
    lazy: () => import('./edit-page.tsx'),
    handle: { crumb: 'Edit provider', help } satisfies RouteHandle,
  },
];
