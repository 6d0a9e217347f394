import { developerIdentityEndpoints } from '@lifeguard/shared/api/developer-identities';
import { developerTokenEndpoints } from '@lifeguard/shared/api/developer-tokens';

import type { Context } from '../context.ts';
import type { Api } from '../http/api.ts';

export function developerIdentityRoutes({ serveAws }: Api, context: Context): void {
  const { developerIdentities: users, developerTokens: tokens } = context;
  serveAws(developerIdentityEndpoints.lookup, (call, { params, body }) => users.lookup(call, params.poolId, body));
  serveAws(developerIdentityEndpoints.previewMerge, (call, { params, body }) =>
    users.previewMerge(call, params.poolId, body),
  );
  serveAws(developerIdentityEndpoints.merge, (call, { params, body }) => users.merge(call, params.poolId, body));
  serveAws(developerIdentityEndpoints.previewUnlink, (call, { params, body }) =>
    users.previewUnlink(call, params.poolId, body),
  );
  serveAws(developerIdentityEndpoints.unlink, (call, { params, body }) => users.unlink(call, params.poolId, body));
  serveAws(developerTokenEndpoints.preview, (call, { params, body }) => tokens.preview(call, params.poolId, body));
  serveAws(developerTokenEndpoints.issue, (call, { params, body }) => tokens.issue(call, params.poolId, body));
}
