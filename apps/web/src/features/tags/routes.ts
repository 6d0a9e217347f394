import { lazy } from 'react';
import type { RouteObject } from 'react-router';
import { paths } from '#paths.ts';
import type { RouteHandle } from '#ui/route-handle.ts';

const help = lazy(async () => ({ default: (await import('./help.tsx')).TagsHelp }));

/** The tags of a pool. */
export const tagRoutes: RouteObject[] = [
  {
    path: paths.poolTags(':connectionId', ':poolId'),
    lazy: () => import('./page.tsx'),
    handle: { crumb: 'Tags', help } satisfies RouteHandle,
  },
];
