import type { PoolDocument } from './pool-document.ts';
import type { ShownCall } from './planned-call.ts';

/** AWS refuses the brackets, so that a command with the placeholder can't overwrite a secret. */
const placeholder = '<consumer secret, not shown>';

/** A value of SupportedLoginProviders for people to see: the consumer secret of X and Digits, behind the semicolon, is not. */
export function withoutSecret(value: string): string {
  const { key, secret } = splitLoginValue(value);
  return secret === '' ? value : `${key};${placeholder}`;
}

/** `key;secret` in its two parts. */
export function splitLoginValue(value: string): { key: string; secret: string } {
  const semicolon = value.indexOf(';');
  if (semicolon < 0) return { key: value, secret: '' };
  return { key: value.slice(0, semicolon), secret: value.slice(semicolon + 1) };
}

/** The document to be kept where no secret may be: behind the semicolon of a login value stands nothing. */
export function withoutSecrets(document: PoolDocument): PoolDocument {
  const logins = Object.entries(document.SupportedLoginProviders).map(([provider, value]) => {
    const { key, secret } = splitLoginValue(value);
    return [provider, secret === '' ? value : `${key};`];
  });
  return { ...document, SupportedLoginProviders: Object.fromEntries(logins) };
}

/** A document kept by `withoutSecrets`, with the secrets that the pool has now; undefined where one belongs to a key that is gone. */
export function withSecretsOf(kept: PoolDocument, now: PoolDocument): PoolDocument | undefined {
  const current = new Map(Object.entries(now.SupportedLoginProviders));
  const logins = Object.entries(kept.SupportedLoginProviders).map(([provider, value]) => {
    if (!value.endsWith(';')) return [provider, value];
    const known = current.get(provider);
    return [
      provider,
      known !== undefined && splitLoginValue(known).key === splitLoginValue(value).key ? known : undefined,
    ];
  });
  if (logins.some(([, value]) => value === undefined)) return undefined;
  return { ...kept, SupportedLoginProviders: Object.fromEntries(logins) };
}

/** A call for people to see, without consumer secrets. Never to be sent: AWS would refuse it. */
export function callWithoutSecrets(call: ShownCall): ShownCall {
  const logins = 'SupportedLoginProviders' in call.input ? call.input.SupportedLoginProviders : undefined;
  if (typeof logins !== 'object' || logins === null) return call;
  const shown = Object.entries(logins).map(([key, value]) => [
    key,
    typeof value === 'string' ? withoutSecret(value) : (value as unknown),
  ]);
  return { ...call, input: { ...call.input, SupportedLoginProviders: Object.fromEntries(shown) } };
}

/** Whether the shown form of a call differs from what is sent. */
export function hasSecret(call: ShownCall): boolean {
  return JSON.stringify(callWithoutSecrets(call)) !== JSON.stringify(call);
}
