import { lazy } from 'react';
import type { RouteObject } from 'react-router';
import { paths } from '#paths.ts';
import type { RouteHandle } from '#ui/route-handle.ts';

const help = lazy(async () => ({ default: (await import('./help.tsx')).AttributesHelp }));

/** Attributes for access control. */
export const attributeRoutes: RouteObject[] = [
  {
    path: paths.poolAttributes(':connectionId', ':poolId'),
    lazy: () => import('./page.tsx'),
    handle: { crumb: 'Attributes for access control', help } satisfies RouteHandle,
  },
];
