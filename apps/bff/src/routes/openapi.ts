import { openapiEndpoints } from '@lifeguard/shared/api/openapi';
import { problem } from '@lifeguard/shared/api/problem';

import type { Api } from '../http/api.ts';
import { openapiDocument } from '../http/openapi.ts';
import { version } from '../version.ts';

export function openapiRoutes({ serve, served }: Api): void {
  // Made when it is asked for: by then everything is served.
  serve(openapiEndpoints.document, () => openapiDocument(served, problem, version));
}
