import { developerIdentityEndpoints } from '@lifeguard/shared/api/developer-identities';
import { developerTokenEndpoints } from '@lifeguard/shared/api/developer-tokens';
import { Router } from 'express';

import type { Context } from '../context.ts';
import { serve } from '../http/serve.ts';
import { awsCall } from './access.ts';

export function developerIdentityRoutes(context: Context): Router {
  const router = Router();
  const { developerIdentities, developerTokens, timeouts } = context;
  serve(router, developerIdentityEndpoints.lookup, timeouts, (input) =>
    developerIdentities.lookup(awsCall(context, input), input.params.poolId, input.body),
  );
  serve(router, developerIdentityEndpoints.previewMerge, timeouts, (input) =>
    developerIdentities.previewMerge(awsCall(context, input), input.params.poolId, input.body),
  );
  serve(router, developerIdentityEndpoints.merge, timeouts, (input) =>
    developerIdentities.merge(awsCall(context, input), input.params.poolId, input.body),
  );
  serve(router, developerIdentityEndpoints.previewUnlink, timeouts, (input) =>
    developerIdentities.previewUnlink(awsCall(context, input), input.params.poolId, input.body),
  );
  serve(router, developerIdentityEndpoints.unlink, timeouts, (input) =>
    developerIdentities.unlink(awsCall(context, input), input.params.poolId, input.body),
  );
  serve(router, developerTokenEndpoints.preview, timeouts, (input) =>
    developerTokens.preview(awsCall(context, input), input.params.poolId, input.body),
  );
  serve(router, developerTokenEndpoints.issue, timeouts, (input) =>
    developerTokens.issue(awsCall(context, input), input.params.poolId, input.body),
  );
  return router;
}
