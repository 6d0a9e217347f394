import { lazy } from 'react';
import type { RouteObject } from 'react-router';
import { paths } from '#paths.ts';
import type { RouteHandle } from '#ui/route-handle.ts';

const help = lazy(async () => ({ default: (await import('./help.tsx')).JobsHelp }));

export const jobRoutes: RouteObject[] = [
  {
    path: paths.jobs(':connectionId'),
    lazy: () => import('./list-page.tsx'),
    handle: { contentType: 'table', help } satisfies RouteHandle,
  },
  {
    path: paths.job(':connectionId', ':jobId'),
    lazy: () => import('./page.tsx'),
    handle: { crumb: 'Job', help } satisfies RouteHandle,
  },
];
