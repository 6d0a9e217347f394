import type { PlannedCall } from './pool-plan.ts';

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

/** A call for people to see, without consumer secrets. Never to be sent: AWS would refuse it. */
export function callWithoutSecrets(call: PlannedCall): PlannedCall {
  const logins = call.input['SupportedLoginProviders'];
  if (typeof logins !== 'object' || logins === null) return call;
  const shown = Object.entries(logins).map(([key, value]) => [
    key,
    typeof value === 'string' ? withoutSecret(value) : (value as unknown),
  ]);
  return { ...call, input: { ...call.input, SupportedLoginProviders: Object.fromEntries(shown) } };
}

/** Whether the shown form of a call differs from what is sent. */
export function hasSecret(call: PlannedCall): boolean {
  return JSON.stringify(callWithoutSecrets(call)) !== JSON.stringify(call);
}
