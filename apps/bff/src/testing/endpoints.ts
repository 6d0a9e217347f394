import { readdirSync } from 'node:fs';

import type { Endpoint } from '@lifeguard/shared/api/endpoint';
import type { Express, Router } from 'express';

const api = new URL('../../../../packages/shared/src/api/', import.meta.url);

/** Every endpoint that the files of `packages/shared/src/api` declare, alone or in a group. */
export async function declaredEndpoints(): Promise<Endpoint[]> {
  const files = readdirSync(api).filter((name) => !name.includes('.test'));
  const modules: object[] = await Promise.all(files.map((name) => import(/* @vite-ignore */ new URL(name, api).href)));
  return modules.flatMap((exported) =>
    Object.values(exported).flatMap((value: unknown) => [value, ...membersOf(value)].filter(isEndpoint)),
  );
}

/** Method and path of all that Express itself would answer at an address of its own, whoever put it there. */
export function routesOf(app: Express): string[] {
  return routesIn(app.router);
}

export function nameOf({ method, path }: Pick<Endpoint, 'method' | 'path'>): string {
  return `${method} ${path}`;
}

function routesIn(router: Pick<Router, 'stack'>): string[] {
  return router.stack.flatMap(({ route, handle }) => {
    if (route !== undefined) {
      // A route has one handler that reads the body, and one that answers.
      const methods = new Set(route.stack.map(({ method }) => method.toUpperCase()));
      return [...methods].map((method) => `${method} ${route.path}`);
    }
    return 'stack' in handle ? routesIn(handle as unknown as Router) : [];
  });
}

function membersOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'permission' in value;
}
