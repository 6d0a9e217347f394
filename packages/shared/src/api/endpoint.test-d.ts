import { expectTypeOf, it } from 'vitest';
import { z } from 'zod';

import { type Endpoint, endpoint, type Nothing, type PathParams, pathOf, type Permission } from './endpoint.ts';

const response = z.object({ name: z.string() });
const about = { summary: 'A thing', permission: 'pools:read', response } as const;
const body = z.strictObject({ base: z.string(), changes: z.object({ count: z.coerce.number() }) });
const query = z.strictObject({ ids: z.string().transform((text) => text.split(',')) });

it('the path names the parameters', () => {
  expectTypeOf<PathParams<'/api/:a/things/:b'>>().toEqualTypeOf<{ a: string; b: string }>();
  const path = '/api/:a/things/:b';
  expectTypeOf(pathOf(path, { a: '1', b: '2' })).toEqualTypeOf<string>();
  // @ts-expect-error Every parameter of the path has to be given.
  pathOf(path, { a: '1' });
  // @ts-expect-error The path does not name this parameter.
  pathOf(path, { a: '1', b: '2', c: '3' });
  // @ts-expect-error A parameter is text.
  pathOf(path, { a: '1', b: 2 });
});

it('an endpoint keeps its path and its schemas', () => {
  const plain = endpoint('GET', '/api/things/:id', about);
  expectTypeOf(plain).toEqualTypeOf<Endpoint<'/api/things/:id', typeof response, Nothing, Nothing>>();
  expectTypeOf(plain.path).toEqualTypeOf<'/api/things/:id'>();
  const whole = endpoint('PATCH', '/api/things', { ...about, audit: 'not-recorded', query, body });
  expectTypeOf(whole).toEqualTypeOf<Endpoint<'/api/things', typeof response, typeof query, typeof body>>();
  expectTypeOf<z.input<typeof whole.query>>().toEqualTypeOf<{ ids: string }>();
  expectTypeOf<z.output<typeof whole.query>>().toEqualTypeOf<{ ids: string[] }>();
  expectTypeOf(whole).toExtend<Endpoint>();
});

it('an endpoint says who may call it, what it answers, and how', () => {
  expectTypeOf(endpoint('GET', '/api/things', about).permission).toEqualTypeOf<Permission>();
  // @ts-expect-error There is no default for the permission.
  endpoint('GET', '/api/things', { summary: 'A thing', response });
  // @ts-expect-error Nobody has a permission of this name.
  endpoint('GET', '/api/things', { ...about, permission: 'pools:everything' });
  // @ts-expect-error There is no default for the answer.
  endpoint('GET', '/api/things', { summary: 'A thing', permission: 'pools:read' });
  // @ts-expect-error No endpoint is asked with this method.
  endpoint('OPTIONS', '/api/things', about);
});

it('an endpoint names only members that its body has', () => {
  const named = endpoint('PATCH', '/api/things', {
    ...about,
    audit: 'not-recorded',
    body,
    form: 'changes',
    rawKeys: ['base'],
  });
  expectTypeOf(named.body).toEqualTypeOf<typeof body>();
  // @ts-expect-error The body has no such member for a form to fill in.
  endpoint('PATCH', '/api/things', { ...about, audit: 'not-recorded', body, form: 'change' });
  // @ts-expect-error The body has no such member whose keys could stay raw.
  endpoint('PATCH', '/api/things', { ...about, audit: 'not-recorded', body, rawKeys: ['bases'] });
});

it('whoever makes an endpoint that may write decides whether it is recorded', () => {
  // @ts-expect-error There is no default.
  endpoint('POST', '/api/things', about);
  // @ts-expect-error The list of operations is closed.
  endpoint('POST', '/api/things', { ...about, audit: 'thing.make' });
  expectTypeOf(endpoint('POST', '/api/things', { ...about, audit: 'pool.create' }).path).toEqualTypeOf<'/api/things'>();
});
