import { z } from 'zod';

import { endpoint } from './endpoint.ts';

export const openapiEndpoints = {
  document: endpoint('GET', '/api/openapi.json', {
    summary: 'This document',
    permission: 'session',
    response: z.record(z.string(), z.unknown()),
  }),
};
