import type { Endpoint } from '@lifeguard/shared/api/endpoint';
import express, { type Express } from 'express';

import type { Context } from './context.ts';
import { createApi } from './http/api.ts';
import { cspReport } from './http/csp-report.ts';
import { errorHandler } from './http/error-handler.ts';
import { gate, reportPath } from './http/gate.ts';
import { overloadGuard } from './http/overload.ts';
import { createRateLimits } from './http/rate-limits.ts';
import { requestLog } from './http/request-log.ts';
import { securityHeaders } from './http/security-headers.ts';
import { tellStorage, tellStorageOnError } from './session/storage-header.ts';
import { limitSession, sessionGuard } from './session/guard.ts';
import { staticFiles } from './http/static-files.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import { accessCheckRoutes } from './routes/access-checks.ts';
import { accountProviderRoutes } from './routes/account-providers.ts';
import { auditRoutes } from './routes/audit.ts';
import { connectionRoutes } from './routes/connections.ts';
import { developerIdentityRoutes } from './routes/developer-identities.ts';
import { identityIndexRoutes } from './routes/identity-index.ts';
import { identityRoutes } from './routes/identities.ts';
import { jobRoutes } from './routes/jobs.ts';
import { openapiRoutes } from './routes/openapi.ts';
import { poolRoutes } from './routes/pools.ts';
import { roleRoutes } from './routes/roles.ts';
import { savedFilterRoutes } from './routes/saved-filters.ts';
import { sessionRoutes, signInRoutes, signOutRoutes } from './routes/session.ts';
import { storageRoutes } from './routes/storage.ts';

const routes = [
  sessionRoutes,
  connectionRoutes,
  poolRoutes,
  identityRoutes,
  developerIdentityRoutes,
  jobRoutes,
  identityIndexRoutes,
  savedFilterRoutes,
  storageRoutes,
  roleRoutes,
  accountProviderRoutes,
  accessCheckRoutes,
  auditRoutes,
  openapiRoutes,
];

/** The whole application. It never listens: see http/server/server.ts. */
export function createApp(context: Context): Express {
  const app = express();
  const limits = createRateLimits(context.limits);
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.set('query parser', 'simple');
  app.set('trust proxy', context.config.trustedProxies.length === 0 ? false : [...context.config.trustedProxies]);

  app.use(requestLog(context.log), securityHeaders, gate(context.listening));
  app.use(['/api', '/auth'], overloadGuard(context.limits));
  app.use(reportPath, limits.forReports);
  app.use(cspReport(context.log));
  const served: Endpoint[] = [];
  const open = createApi(context, served);
  signInRoutes(open, context, limits);
  app.use(open.router);
  app.use(['/api', '/auth'], sessionGuard(context), tellStorage(context.storage));
  const unlimited = createApi(context, served);
  signOutRoutes(unlimited, context);
  app.use(unlimited.router);
  app.use(['/api', '/auth'], limitSession(limits));
  const guarded = createApi(context, served);
  for (const addRoutes of routes) addRoutes(guarded, context);
  app.use(guarded.router);
  app.use(['/api', '/auth'], () => {
    throw new ProblemError('not_found', 'There is nothing at this address.');
  });
  app.use(staticFiles(context.config.webRoot));
  app.use('/api', tellStorageOnError(context.storage));
  app.use(errorHandler(context.log));
  return app;
}
