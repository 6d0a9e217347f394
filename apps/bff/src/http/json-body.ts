import type { Endpoint } from '@lifeguard/shared/api/endpoint';
import type { Request, RequestHandler } from 'express';

import { invalidFields, ProblemError } from '@lifeguard/shared/api/problem-error';

const maxDepth = 16;
const maxItems = 10_000;
const forbidden: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const bodies = new WeakMap<Request, Buffer>();

/** Reads the raw body, never inflated, up to `limit` bytes; answers at once when there is more, instead of reading on. */
export function readBody(limit: number): RequestHandler {
  return async (req, _res, next) => {
    const length = Number(req.headers['content-length'] ?? 0);
    if (length > limit) throw tooLarge();
    // Most requests are reads without a body: they need not wait for its end.
    if (length > 0 || req.headers['transfer-encoding'] !== undefined) bodies.set(req, await collect(req, limit));
    next();
  };
}

function collect(req: Request, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        req.removeAllListeners('data');
        req.pause();
        reject(tooLarge());
      } else chunks.push(chunk);
    });
    req.once('end', () => resolve(Buffer.concat(chunks)));
    req.once('error', reject);
    req.once('close', () => {
      if (!req.complete) reject(new ProblemError('invalid_input', 'The request ended early. Nothing was changed.'));
    });
  });
}

function tooLarge(): ProblemError {
  return new ProblemError('payload_too_large', 'The request is larger than this console accepts. Nothing was changed.');
}

/** What an endpoint says of its body: see `Endpoint`. */
type BodyRules = Pick<Endpoint, 'form' | 'rawKeys'>;

/** The body as JSON; undefined where there is none. @throws ProblemError invalid_input */
export function bodyOf(req: Request, rules: BodyRules): unknown {
  const body = rawBodyOf(req);
  return body.length === 0 ? undefined : parseJson(body, rules);
}

/** What `readBody` has read. */
export function rawBodyOf(req: Request): Buffer {
  return bodies.get(req) ?? Buffer.alloc(0);
}

/** Strict JSON: UTF-8 without BOM, whole characters, no duplicate keys, no prototype keys, bounded depth and length. */
export function parseJson(bytes: Uint8Array, rules: BodyRules = { form: undefined, rawKeys: [] }): unknown {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch (cause) {
    throw new ProblemError('invalid_input', 'The request is not JSON in UTF-8. Nothing was changed.', {}, cause);
  }
  checkStructure(text, rules);
  return value;
}

interface Frame {
  readonly isArray: boolean;
  readonly keys: Set<string>;
  /** Key or index of the member that is being read. */
  at: string | number;
}

// Strings, and the characters that give JSON its structure. The text is known to be valid JSON.
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g;

/** Looks at the text, because JSON.parse keeps only the last of duplicate keys. Not recursive: depth can't hurt it. */
function checkStructure(text: string, rules: BodyRules): void {
  const frames: Frame[] = [];
  let lastString = '';
  let previous = '';
  for (const [part] of text.matchAll(token)) {
    const frame = frames.at(-1);
    if (part === '{' || part === '[') {
      if (frames.length >= maxDepth) throw refused(rules, frames, `More than ${maxDepth} levels are not accepted.`);
      frames.push({ isArray: part === '[', keys: new Set(), at: part === '[' ? 0 : '' });
    } else if (part === '}' || part === ']') {
      frames.pop();
    } else if (part === ',') {
      if (frame?.isArray && typeof frame.at === 'number') {
        frame.at += 1;
        if (frame.at >= maxItems)
          throw refused(rules, frames.slice(0, -1), `More than ${maxItems} items are not accepted.`);
      }
    } else if (part === ':') {
      if (frame !== undefined) checkKey(rules, frames, frame, String(JSON.parse(lastString)));
    } else {
      lastString = part;
      const isKey = frame?.isArray === false && (previous === '{' || previous === ',');
      checkText(rules, isKey ? frames.slice(0, -1) : frames, part);
    }
    previous = part;
  }
}

/** Half of a surrogate pair is no text: on its way to AWS or into a file it would become another one. */
function checkText(rules: BodyRules, frames: readonly Frame[], part: string): void {
  // Only an escape can stand for one.
  if (!/\\u[dD][89a-fA-F]/.test(part) || String(JSON.parse(part)).isWellFormed()) return;
  throw refused(rules, frames, 'This text is not Unicode: it has half of a surrogate pair.');
}

function checkKey(rules: BodyRules, frames: readonly Frame[], frame: Frame, key: string): void {
  frame.at = key;
  if (frame.keys.has(key)) throw refused(rules, frames, 'This key stands here twice.');
  frame.keys.add(key);
  const isRaw = frames.length > 1 && rules.rawKeys.includes(String(frames[0]?.at));
  if (key === '__proto__' || (!isRaw && forbidden.has(key))) {
    throw refused(
      rules,
      frames,
      'This key has a special meaning in JavaScript and is refused, so that it cannot get lost on the way.',
    );
  }
}

function refused(rules: BodyRules, frames: readonly Frame[], message: string): ProblemError {
  const path = frames.map((frame) => frame.at);
  return invalidFields({ [fieldName(path, rules)]: [message] });
}

/** The path of a field as the form of the endpoint knows it. */
export function fieldName(path: readonly PropertyKey[], { form }: Pick<Endpoint, 'form'>): string {
  return (path[0] === form ? path.slice(1) : path).map(String).join('.');
}
