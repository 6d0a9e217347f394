import { accessCheckEndpoints } from '@lifeguard/shared/api/access-check';

import type { Context } from '../context.ts';
import type { Api } from '../http/api.ts';

export function accessCheckRoutes({ serveAws }: Api, { access }: Context): void {
  serveAws(accessCheckEndpoints.check, (call, { params, body }) => access.check(call, params.poolId, body));
  serveAws(accessCheckEndpoints.explain, (call, { params, body }) => access.explain(call, params.poolId, body));
}
