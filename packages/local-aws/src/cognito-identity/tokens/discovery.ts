import { exportJWK } from 'jose';

import type { HttpAnswer, HttpRequest } from '../../protocol/http.ts';
import { corsHeaders } from '../../protocol/cors.ts';
import type { Store } from '../../store.ts';
import { keyPrefix } from './open-id-token.ts';
import { signingKey } from './signing-keys.ts';

const monthSeconds = 30 * 24 * 60 * 60;

/** The documents by which others check this service's tokens: what the issuer serves on AWS is served here by the endpoint. */
export async function discoveryDocument(
  store: Store,
  url: string,
  request: HttpRequest,
): Promise<HttpAnswer | undefined> {
  if (request.method !== 'GET') return undefined;
  if (request.path === '/.well-known/openid-configuration') {
    return document(request, {
      issuer: 'https://cognito-identity.amazonaws.com',
      jwks_uri: `${url}/.well-known/jwks_uri`,
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS512'],
    });
  }
  if (request.path !== '/.well-known/jwks_uri') return undefined;
  const keys = await Promise.all(
    store.signingKeys.list(keyPrefix).map(async ({ name }) => {
      const { kid, publicKey } = await signingKey(store, name, 'RS512');
      const { kty, n, e } = await exportJWK(publicKey);
      return { kty, alg: 'RS512', use: 'sig', kid, n, e };
    }),
  );
  return document(request, { keys });
}

function document(request: HttpRequest, body: object): HttpAnswer {
  return {
    status: 200,
    headers: {
      'content-type': 'application/json',
      'cache-control': `max-age=${monthSeconds}`,
      'x-amzn-RequestId': request.requestId,
      ...corsHeaders(request),
    },
    body: JSON.stringify(body),
  };
}
