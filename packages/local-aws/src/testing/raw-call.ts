import { createHash, createHmac } from 'node:crypto';

/** What a raw call may change; the defaults make a correct, signed one. */
export interface RawCall {
  readonly secret?: string;
  readonly accessKeyId?: string;
  readonly region?: string;
  readonly service?: string;
  readonly date?: Date;
  readonly isSigned?: boolean;
  readonly target?: string;
  readonly path?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent instead of what was signed. */
  readonly sentBody?: string;
}

/** Sends a call of the AWS JSON protocol past the SDK's own checks, signed by an independent hand. */
export async function rawCall(url: string, operation: string, body: unknown, call: RawCall = {}): Promise<RawAnswer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = {
    'content-type': call.contentType ?? 'application/x-amz-json-1.1',
    'x-amz-target': call.target ?? `AWSCognitoIdentityService.${operation}`,
    ...call.headers,
  };
  const response = await fetch(`${url}${call.path ?? '/'}`, {
    method: 'POST',
    headers: call.isSigned === false ? headers : signed(url, text, headers, call),
    body: call.sentBody ?? text,
  });
  const answer = await response.text();
  return { status: response.status, headers: response.headers, text: answer, json: asJson(answer) };
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

function asJson(text: string): unknown {
  return text.startsWith('{') ? JSON.parse(text) : undefined;
}

function signed(url: string, body: string, headers: Record<string, string>, call: RawCall): Record<string, string> {
  const { pathname, searchParams, host } = new URL(`${url}${call.path ?? '/'}`);
  const date = (call.date ?? new Date()).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const all: Record<string, string> = { ...headers, host, 'x-amz-date': date };
  const names = Object.keys(all).sort();
  const query = [...searchParams]
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  const canonical = ['POST', pathname, query, ...names.map((name) => `${name}:${all[name]}`), '', names.join(';')];
  const request = sha256([...canonical, sha256(body)].join('\n'));
  const scope = [date.slice(0, 8), call.region ?? 'us-east-1', call.service ?? 'cognito-identity', 'aws4_request'];
  const key = scope.reduce<string | Buffer>((derived, part) => hmac(derived, part), `AWS4${call.secret ?? 'test'}`);
  const signature = hmac(key, ['AWS4-HMAC-SHA256', date, scope.join('/'), request].join('\n')).toString('hex');
  const credential = [call.accessKeyId ?? 'test', ...scope].join('/');
  return {
    ...headers,
    'x-amz-date': date,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
