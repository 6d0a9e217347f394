import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

import { AwsError } from '../../protocol/errors.ts';
import { isLoopbackUrl } from '../../protocol/loopback.ts';
import type { Store } from '../../store.ts';
import { signingKey } from '../tokens/signing-keys.ts';

/** The key with which the control endpoint signs the tokens that it makes for every issuer that is not local. */
export function loginTokenKey(store: Store) {
  return signingKey(store, 'login-tokens/local-1', 'RS256');
}

/**
 * The keys of an issuer. One on the loopback interface is really asked: its discovery document, then its key set. Every other is stood in for by the
 * key of the control endpoint, as the local AWS talks to no network.
 */
export async function issuerKeys(store: Store, issuer: { readonly url?: string }): Promise<JWTVerifyGetKey> {
  if (issuer.url !== undefined && isLoopbackUrl(issuer.url)) return loopbackKeys(issuer.url);
  const { publicKey, kid } = await loginTokenKey(store);
  return (header) => {
    if (header.kid !== undefined && header.kid !== kid) throw new errors.JWKSNoMatchingKey();
    return publicKey;
  };
}

const timeoutMs = 3000;
const maxBytes = 256 * 1024;
const cacheMs = 10 * 60 * 1000;
const discovered = new Map<string, { readonly keys: Promise<JWTVerifyGetKey>; readonly untilMs: number }>();

function loopbackKeys(url: string): Promise<JWTVerifyGetKey> {
  const known = discovered.get(url);
  if (known !== undefined && known.untilMs > Date.now()) return known.keys;
  const keys = discover(url);
  discovered.set(url, { keys, untilMs: Date.now() + cacheMs });
  // A failure is not remembered: the issuer may be up a moment later.
  keys.catch(() => discovered.delete(url));
  return keys;
}

const discoveryDocument = z.object({ issuer: z.string(), jwks_uri: z.url() });

async function discover(url: string): Promise<JWTVerifyGetKey> {
  const issuer = url.replace(/\/$/, '');
  const response = await loopbackFetch(`${issuer}/.well-known/openid-configuration`, {
    headers: { accept: 'application/json' },
  });
  const parsed = discoveryDocument.safeParse(await json(response, url));
  if (!response.ok || !parsed.success) throw unreachable(url, 'its discovery document is not readable');
  if (parsed.data.issuer.replace(/\/$/, '') !== issuer)
    throw unreachable(url, 'its discovery document names another issuer');
  if (!isLoopbackUrl(parsed.data.jwks_uri)) throw unreachable(url, 'its keys are not on the loopback interface');
  const keys = createRemoteJWKSet(new URL(parsed.data.jwks_uri), {
    timeoutDuration: timeoutMs,
    cacheMaxAge: cacheMs,
    cooldownDuration: 1000,
    [customFetch]: loopbackFetch,
  });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      const isUnknownKey =
        error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
      if (isUnknownKey || error instanceof AwsError) throw error;
      throw unreachable(url, 'its keys could not be fetched');
    }
  };
}

/** Fetches from the loopback interface only, with limits on time and size, and follows no redirect. */
async function loopbackFetch(url: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > maxBytes) throw unreachable(url, `its answer is larger than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
    return new Response(Buffer.concat(chunks), { status: response.status });
  } catch (error) {
    if (error instanceof AwsError) throw error;
    throw unreachable(url, 'it does not answer');
  }
}

async function json(response: Response, url: string): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (error instanceof SyntaxError) throw unreachable(url, 'its discovery document is not JSON');
    throw error;
  }
}

/** Which address, and why, stands in the log only: an answer that says it would tell a page what listens on this machine. */
function unreachable(url: string, why: string): AwsError {
  const message = 'The OpenID provider of the token could not be used. The log of the local AWS says why.';
  return new AwsError('ExternalServiceException', message, 400, 'message', `${url}: ${why}`);
}
