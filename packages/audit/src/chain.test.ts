import { createHmac } from 'node:crypto';

import { expect, it } from 'vitest';

import { chainKey, genesis, hashAfter, isHeadOf, pseudonym, sealHead, textOf } from './chain.ts';

const secret = Buffer.alloc(32, 7);
const key = chainKey(secret);

it('hashes the hash before and the RFC 8785 form of the entry', () => {
  const text = textOf({ seq: 1, actor: { name: 'Ö' }, at: 1e21 });
  expect(text).toBe('{"actor":{"name":"Ö"},"at":1e+21,"seq":1}');
  expect(hashAfter(key, genesis, text)).toBe(createHmac('sha256', secret).update(`${genesis}${text}`).digest('hex'));
});

it('knows its own head, and no other', () => {
  const head = sealHead(key, { seq: 5, hash: 'a', keptFrom: 1 });
  expect(isHeadOf(key, head)).toBe(true);
  for (const changed of [{ seq: 6 }, { hash: 'b' }, { keptFrom: 2 }]) {
    expect(isHeadOf(key, { ...head, ...changed })).toBe(false);
  }
  expect(isHeadOf(chainKey(Buffer.alloc(32, 8)), head)).toBe(false);
});

it('gives the same name to the same text, which only the key can find', () => {
  expect(pseudonym(key, 'ada')).toMatch(/^[0-9a-f]{32}$/);
  expect(pseudonym(key, 'ada')).toBe(pseudonym(key, 'ada'));
  expect(pseudonym(chainKey(Buffer.alloc(32, 8)), 'ada')).not.toBe(pseudonym(key, 'ada'));
});
