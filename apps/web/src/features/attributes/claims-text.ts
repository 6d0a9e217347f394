import type { Claims } from '@lifeguard/shared/role-resolution';

/** What was read out of pasted text, or why nothing was. */
export type ParsedClaims =
  | { readonly state: 'empty' }
  | { readonly state: 'wrong'; readonly message: string }
  | { readonly state: 'read'; readonly from: 'token' | 'json'; readonly claims: Claims };

/** The claims of a JWT, decoded without checking its signature, or of a JSON object. */
export function parseClaims(text: string): ParsedClaims {
  const entered = text.trim().replace(/^Bearer\s+/i, '');
  if (entered === '') return { state: 'empty' };
  if (entered.startsWith('{')) return objectOf(entered, 'json', 'This is not JSON. Check commas and quotation marks.');
  const parts = entered.split('.');
  const [, payload = ''] = parts;
  if (parts.length === 5) {
    return { state: 'wrong', message: 'This token is encrypted, so its claims can only be read by its receiver.' };
  }
  if (parts.length !== 3) {
    return { state: 'wrong', message: 'This is neither a token (three parts with dots between) nor a JSON object.' };
  }
  const json = decodeBase64Url(payload);
  const message = 'The middle part of this token is not JSON. Check that all of it was copied.';
  return json === undefined ? { state: 'wrong', message } : objectOf(json, 'token', message);
}

function objectOf(json: string, from: 'token' | 'json', message: string): ParsedClaims {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { state: 'wrong', message };
    return { state: 'read', from, claims: Object.fromEntries(Object.entries(value)) };
  } catch {
    // Where the text ends or which character is wrong helps nobody here.
    return { state: 'wrong', message };
  }
}

function decodeBase64Url(text: string): string | undefined {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.codePointAt(0) ?? 0);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not base64url, or not text.
    return undefined;
  }
}
