import { endpoint } from '@lifeguard/shared/api/endpoint';
import { expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { call, request } from '#api/call.ts';

const about = { summary: 'A thing', permission: 'pools:read', response: z.object({ at: z.coerce.date() }) } as const;
const plain = endpoint('GET', '/api/things', about);
const whole = endpoint('PUT', '/api/things/:id', {
  audit: 'not-recorded',
  ...about,
  query: z.strictObject({ ids: z.string().transform((text) => text.split(',')) }),
  body: z.strictObject({ count: z.number().default(1) }),
});
const good = { params: { id: '1' }, query: { ids: '1,2' }, body: { count: 2 } };

it('a call gives the parsed answer of its endpoint', () => {
  expectTypeOf(() => call(plain, {})).returns.resolves.toEqualTypeOf<{ at: Date }>();
  expectTypeOf(() => call(whole, good)).returns.resolves.toEqualTypeOf<{ at: Date }>();
  expectTypeOf(() => request(whole, good)).returns.resolves.toEqualTypeOf<Response>();
});

it('a call takes what its endpoint takes before it is parsed', () => {
  expectTypeOf(() => call(whole, { ...good, body: {} })).toBeFunction();
  // @ts-expect-error The query is sent as it is before the BFF parses it.
  void (() => call(whole, { ...good, query: { ids: ['1', '2'] } }));
  // @ts-expect-error The body has no member of this type.
  void (() => call(whole, { ...good, body: { count: '2' } }));
  // @ts-expect-error The path has no such parameter.
  void (() => call(whole, { ...good, params: { id: '1', other: '2' } }));
});

it('a call leaves out nothing that its endpoint needs', () => {
  const { params, query, body } = good;
  expectTypeOf(() => call(whole, { params, query, body })).toBeFunction();
  // @ts-expect-error The path names a parameter.
  void (() => call(whole, { query, body }));
  // @ts-expect-error The endpoint has a query.
  void (() => call(whole, { params, body }));
  // @ts-expect-error The endpoint has a body.
  void (() => call(whole, { params, query }));
});

it('a call gives nothing that its endpoint does not take', () => {
  expectTypeOf(() => call(plain, {})).toBeFunction();
  // @ts-expect-error The path names no parameter.
  void (() => call(plain, { params: { id: '1' } }));
  // @ts-expect-error The endpoint has no query.
  void (() => call(plain, { query: { ids: '1' } }));
  // @ts-expect-error The endpoint has no body.
  void (() => call(plain, { body: {} }));
});
