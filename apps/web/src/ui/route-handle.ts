import type { ComponentType } from 'react';
import { type UIMatch, useMatches } from 'react-router';

/** What a route tells the shell. The deepest matching route that states a thing decides. */
export interface RouteHandle {
  /** Last breadcrumb of the page. */
  crumb?: string;
  contentType?: 'table' | 'form' | 'wizard';
  help?: ComponentType;
  /** Shown in the split panel while the search parameter `param` is there. */
  splitPanel?: { param: string; Panel: ComponentType };
}

export function useRouteHandle(): RouteHandle {
  const matches = useMatches() as UIMatch<unknown, RouteHandle | undefined>[];
  return Object.assign({}, ...matches.map((match) => match.handle)) as RouteHandle;
}
