import { createHmac, hash, timingSafeEqual } from 'node:crypto';

import { type HttpRequest, header } from './http.ts';

/** Why a signature was not accepted; each protocol has its own error code for it. */
export type SignatureFailure =
  | { readonly reason: 'missing' }
  | { readonly reason: 'incomplete'; readonly message: string }
  | { readonly reason: 'unknown-key' }
  | { readonly reason: 'session-expired' }
  | { readonly reason: 'wrong-scope'; readonly message: string }
  | { readonly reason: 'expired'; readonly message: string }
  | { readonly reason: 'mismatch' };

export interface VerifiedSignature {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

export type SignatureResult =
  | { readonly isValid: true; readonly signature: VerifiedSignature }
  | { readonly isValid: false; readonly failure: SignatureFailure };

/** The secret of an access key, or undefined for a key that does not exist. */
export type SecretOf = (accessKeyId: string) => string | undefined;

const skewMs = 15 * 60 * 1000;

/**
 * Verifies a Signature Version 4 in the Authorization header. `now` is the machine's real clock, in milliseconds.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function verifySignature(
  request: HttpRequest,
  services: readonly string[],
  secretOf: SecretOf,
  now: () => number = Date.now,
): SignatureResult {
  const authorization = header(request, 'authorization');
  if (authorization === undefined) return failed({ reason: 'missing' });
  const parts = parseAuthorization(authorization);
  const date = header(request, 'x-amz-date');
  if (parts === undefined || date === undefined) {
    return failed({
      reason: 'incomplete',
      message:
        "Authorization header requires 'Credential', 'Signature' and 'SignedHeaders' parameters, and the request an 'X-Amz-Date' header.",
    });
  }
  const { accessKeyId, day, region, service, signedHeaders } = parts;
  if (!signedHeaders.includes('host') || !signedHeaders.includes('x-amz-date')) {
    return failed({
      reason: 'incomplete',
      message: "'Host' and 'X-Amz-Date' must be a 'SignedHeader' in the AWS Authorization.",
    });
  }
  const secret = secretOf(accessKeyId);
  if (secret === undefined) return failed({ reason: 'unknown-key' });
  if (!services.includes(service)) {
    return failed({
      reason: 'wrong-scope',
      message: `Credential should be scoped to correct service: '${services.join("' or '")}'.`,
    });
  }
  const late = dateFailure(date, day, now());
  if (late !== undefined) return failed({ reason: 'expired', message: late });

  const payloadHash = sha256(request.body);
  const declared = header(request, 'x-amz-content-sha256');
  if (declared !== undefined && declared !== payloadHash) return failed({ reason: 'mismatch' });
  const canonical = [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    ...signedHeaders.map((name) => `${name}:${canonicalValue(request.headers[name])}`),
    '',
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
  const toSign = `AWS4-HMAC-SHA256\n${date}\n${day}/${region}/${service}/aws4_request\n${sha256(canonical)}`;
  const expected = createHmac('sha256', signingKey(secret, day, region, service))
    .update(toSign)
    .digest();
  const given = Buffer.from(parts.signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return failed({ reason: 'mismatch' });
  return { isValid: true, signature: { accessKeyId, region, service } };
}

/** What a signature claims to be scoped to, unverified: enough to choose the service that answers. */
export function claimedScope(request: HttpRequest): { readonly region: string; readonly service: string } | undefined {
  const authorization = header(request, 'authorization');
  return authorization === undefined ? undefined : parseAuthorization(authorization);
}

const authorizationPattern =
  /^AWS4-HMAC-SHA256\s+Credential=([\w+=,.@-]+)\/(\d{8})\/([\w-]+)\/([\w-]+)\/aws4_request\s*,\s*SignedHeaders=([\w;-]+)\s*,\s*Signature=([0-9a-f]{64})$/;

function parseAuthorization(text: string) {
  const match = authorizationPattern.exec(text);
  if (match === null) return undefined;
  const [, accessKeyId = '', day = '', region = '', service = '', signedHeaders = '', signature = ''] = match;
  return { accessKeyId, day, region, service, signedHeaders: signedHeaders.split(';'), signature };
}

function dateFailure(date: string, day: string, now: number): string | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (match === null || !date.startsWith(day))
    return `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day}' != '${date.slice(0, 8)}', from '${date}'.`;
  const [, year, month, dayOfMonth, hour, minute, second] = match;
  const signed = Date.parse(`${year}-${month}-${dayOfMonth}T${hour}:${minute}:${second}Z`);
  if (!(signed >= now - skewMs))
    return `Signature expired: ${date} is now earlier than ${isoBasic(now - skewMs)} (${isoBasic(now)} - 15 min.)`;
  if (signed > now + skewMs)
    return `Signature not yet current: ${date} is still later than ${isoBasic(now + skewMs)} (${isoBasic(now)} + 15 min.)`;
  return undefined;
}

function isoBasic(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/** Every service here but S3 signs the path encoded twice; the one path in use is `/`. */
function canonicalPath(path: string): string {
  return path === '/'
    ? path
    : path
        .split('/')
        .map((segment) => encode(segment))
        .join('/');
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .map(([key, value]) => `${encode(key)}=${encode(value)}`)
    .sort()
    .join('&');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function canonicalValue(value: string | string[] | undefined): string {
  const text = Array.isArray(value) ? value.join(',') : (value ?? '');
  return text.trim().replace(/\s+/g, ' ');
}

const signingKeys = new Map<string, Buffer>();

/** Deriving the key takes four HMACs and gives the same for a whole day, so the last ones are kept. */
function signingKey(secret: string, day: string, region: string, service: string): Buffer {
  const name = `${day}/${region}/${service}/${secret}`;
  const known = signingKeys.get(name);
  if (known !== undefined) return known;
  const key = [region, service, 'aws4_request'].reduce(
    (derived, part) => createHmac('sha256', derived).update(part).digest(),
    createHmac('sha256', `AWS4${secret}`).update(day).digest(),
  );
  if (signingKeys.size >= 1000) signingKeys.clear();
  signingKeys.set(name, key);
  return key;
}

function sha256(data: string | Buffer): string {
  return hash('sha256', data, 'hex');
}

function failed(failure: SignatureFailure): SignatureResult {
  return { isValid: false, failure };
}
