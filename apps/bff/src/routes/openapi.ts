import { endpoint } from '@lifeguard/shared/api/endpoint';
import { problem } from '@lifeguard/shared/api/problem';
import { Router } from 'express';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { serve } from '../http/serve.ts';
import { openapiDocument } from '../http/openapi.ts';
import { version } from '../version.ts';
import { allEndpoints } from './endpoints.ts';

const openapiEndpoint = endpoint('GET', '/api/openapi.json', {
  summary: 'This document',
  permission: 'session',
  response: z.record(z.string(), z.unknown()),
});

export function openapiRoutes(context: Context): Router {
  const router = Router();
  const document = openapiDocument([...allEndpoints, openapiEndpoint], problem, version);
  serve(router, openapiEndpoint, context.timeouts, () => document);
  return router;
}
