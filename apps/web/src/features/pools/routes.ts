import { lazy } from 'react';
import type { RouteObject } from 'react-router';
import { paths } from '#paths.ts';
import type { RouteHandle } from '#ui/route-handle.ts';
import { Component as PoolListPage } from './list/page.tsx';

const help = {
  list: lazy(async () => ({ default: (await import('./help.tsx')).PoolListHelp })),
  create: lazy(async () => ({ default: (await import('./help.tsx')).CreatePoolHelp })),
  detail: lazy(async () => ({ default: (await import('./help.tsx')).PoolHelp })),
  properties: lazy(async () => ({ default: (await import('./help.tsx')).PropertiesHelp })),
};

export const poolRoutes: RouteObject[] = [
  {
    path: paths.pools(':connectionId'),
    // Where people arrive: with the frame, not after it.
    Component: PoolListPage,
    handle: { contentType: 'table', help: help.list } satisfies RouteHandle,
  },
  {
    path: paths.poolCreate(':connectionId'),
    lazy: () => import('./create/page.tsx'),
    handle: { crumb: 'Create', contentType: 'wizard', help: help.create } satisfies RouteHandle,
  },
  {
    path: paths.poolUnfinished(':connectionId', ':poolId'),
    lazy: () => import('./create/unfinished-page.tsx'),
    handle: { crumb: 'Roles not set', help: help.create } satisfies RouteHandle,
  },
];

/** The frame of one pool; its tabs are the children, and other features add theirs. */
export const poolDetailRoutes = {
  path: paths.pool(':connectionId', ':poolId'),
  lazy: () => import('./detail-page.tsx'),
  handle: { help: help.detail } satisfies RouteHandle,
  children: [
    { index: true, lazy: () => import('./overview/overview.tsx') },
    {
      path: paths.poolProperties(':connectionId', ':poolId'),
      lazy: () => import('./properties/properties.tsx'),
      handle: { crumb: 'Properties', help: help.properties } satisfies RouteHandle,
    },
  ],
} satisfies RouteObject;
