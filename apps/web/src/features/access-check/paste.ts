import { recogniseError } from '@lifeguard/shared/explain/recognition';
import { readClaims, readToken } from '@lifeguard/shared/roles/login-token';
import { type Claims, ownValue } from '@lifeguard/shared/roles/resolution';

/** What was found in a pasted text. All absent: nothing was pasted. */
export interface Paste {
  /** As an app must send it: without what stood around it. */
  readonly token?: string;
  /** Of the token, or pasted as JSON. Absent where only the provider can read its token. */
  readonly claims?: Claims;
  /** The error, without any token. */
  readonly message?: string;
  /** The key in Logins, where it stood before the token or the token's look tells it. */
  readonly login?: string;
  /** "Bearer" stood before the token. */
  readonly hasBearer?: boolean;
  /** Why the text is of no use: a sentence. */
  readonly problem?: string;
}

/** Two to five parts in base64url, of which the first is JSON: a signed token, one without signature, or an encrypted one. */
const jwt = /\bey[\w-]{8,}(?:\.[\w-]*){1,4}/;

/** Finds a token, claims or an error message, or several of them, in a text that may have anything around them. Never throws. */
export function readPaste(text: string): Paste {
  const entered = text.trim();
  if (entered === '') return {};
  const object = objectIn(entered);
  if (object !== undefined && hasClaims(object.value)) return { claims: object.value, ...messageIn(object.rest) };
  return tokenIn(entered) ?? opaqueToken(entered) ?? jsonIn(entered, object) ?? words(entered);
}

interface ObjectInText {
  readonly value: Claims;
  readonly rest: string;
}

function objectIn(text: string): ObjectInText | undefined {
  const [start, end] = [text.indexOf('{'), text.lastIndexOf('}')];
  if (start < 0 || end < start) return undefined;
  const reading = readClaims(text.slice(start, end + 1));
  return reading.isReadable
    ? { value: reading.claims, rest: `${text.slice(0, start)} ${text.slice(end + 1)}`.trim() }
    : undefined;
}

/** Every token says whom it is about or who issued it. */
function hasClaims(object: Claims): boolean {
  return ['iss', 'sub', 'aud'].some((name) => ownValue(object, name) !== undefined);
}

function tokenIn(text: string): Paste | undefined {
  // A terminal or a mail has broken the token into lines.
  const unbroken = text.replaceAll(/\s+/g, '').replace(/^["']?(?:bearer)?/i, '');
  const token = new RegExp(`^${jwt.source}(?=["',;]*$)`).exec(unbroken)?.[0] ?? jwt.exec(text)?.[0];
  if (token === undefined) return undefined;
  const reading = readToken(token);
  if (!reading.isReadable && token.split('.').length < 5) return undefined;
  const key = /["']([\w.-]+\.[\w./-]+)["']\s*:\s*["']$/.exec(text.slice(0, text.indexOf(token)))?.[1];
  return {
    token,
    ...(reading.isReadable ? { claims: reading.claims } : {}),
    ...(key === undefined ? {} : { login: key }),
    ...(/bearer["'\s]+ey/i.test(text) ? { hasBearer: true } : {}),
    ...messageIn(text.replaceAll(new RegExp(jwt, 'g'), '[token]').replaceAll(token, '[token]')),
  };
}

/** How the tokens begin that only their provider can read: with what the key in Logins is then. */
const opaqueStarts: readonly (readonly [RegExp, string])[] = [
  [/^EAA/, 'graph.facebook.com'],
  [/^Atza\|/, 'www.amazon.com'],
  [/^ya29\./, 'accounts.google.com'],
];

/** One long word, or a SAML response, which is base64 and may have line breaks. */
function opaqueToken(text: string): Paste | undefined {
  const unbroken = text.replaceAll(/\s+/g, '');
  const isSaml = /^(?:PHNhbW|PD94bW|PHNhbWxw)[\w+/=]{100,}$/.test(unbroken);
  if (!isSaml && (text.length < 40 || /\s/.test(text) || text.includes('{'))) return undefined;
  const login = opaqueStarts.find(([start]) => start.test(unbroken))?.[1];
  return { token: isSaml ? unbroken : text, ...(login === undefined ? {} : { login }) };
}

/** JSON that is neither a token nor of one: the answer of AWS or a log's line; else the attributes of an assertion. */
function jsonIn(text: string, object: ObjectInText | undefined): Paste | undefined {
  if (messageIn(text).message !== undefined) return undefined;
  if (object !== undefined && object.rest === '') return { claims: object.value };
  if (!text.startsWith('{')) return undefined;
  const reading = readClaims(text);
  return reading.isReadable ? undefined : { problem: reading.message };
}

/** A text in which something failed. */
function messageIn(text: string): { readonly message?: string } {
  const { message, code } = recogniseError({ message: text });
  const isError = message !== undefined || code !== undefined || /error|exception|denied|forbidden/i.test(text);
  return isError ? { message: text } : {};
}

/** What is neither a token nor claims is an error only where something in it says so. */
function words(text: string): Paste {
  const saysSo = /invalid|fail|unauthori[sz]ed|unable|expired|\b[45]\d\d\b/i.test(text);
  if (saysSo || messageIn(text).message !== undefined) return { message: text };
  return {
    problem:
      'This is no token, no claims and no error message. Paste a token, its claims as JSON, or the text of the error as the app or its log has it.',
  };
}
