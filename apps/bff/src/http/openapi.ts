import { type Endpoint, nothing } from '@lifeguard/shared/api/endpoint';
import { pathParamSchemas } from '@lifeguard/shared/api/path-params';
import { csrfHeader } from '@lifeguard/shared/api/session';
import { z } from 'zod';

/** OpenAPI 3.1 of the endpoint values: what `serve` accepts and sends, in the words of the schemas. */
export function openapiDocument(
  endpoints: readonly Endpoint[],
  problem: z.ZodType,
  version: string,
): Record<string, unknown> {
  const paths = new Map<string, Record<string, unknown>>();
  for (const item of endpoints) {
    const path = item.path.replace(/:([A-Za-z]+)/g, '{$1}');
    paths.set(path, { ...paths.get(path), [item.method.toLowerCase()]: operation(item) });
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Lifeguard', version },
    paths: Object.fromEntries(paths),
    components: {
      schemas: { Problem: schema(problem, 'output') },
      securitySchemes: { csrf: { type: 'apiKey', in: 'header', name: csrfHeader } },
    },
    security: [{ csrf: [] }],
  };
}

function operation(item: Endpoint): Record<string, unknown> {
  const body = item.body === nothing ? {} : { requestBody: { content: json(schema(item.body, 'input')) } };
  return {
    summary: item.summary,
    'x-permission': item.permission,
    parameters: parameters(item),
    ...body,
    responses: {
      200: { description: 'Done', content: { [item.answers]: { schema: schema(item.response, 'output') } } },
      default: {
        description: 'Not done, and why',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function parameters(item: Endpoint): unknown[] {
  const names = [...item.path.matchAll(/:([A-Za-z]+)/g)].map((match) => match[1] ?? '');
  const inPath = names.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: schema(pathParamSchemas[name] ?? z.string(), 'input'),
  }));
  const inQuery =
    item.query instanceof z.ZodObject
      ? Object.entries<z.ZodType>(item.query.shape).map(([name, value]) => ({
          name,
          in: 'query',
          required: !value.safeParse(undefined).success,
          schema: schema(value, 'input'),
        }))
      : [];
  const version = item.ifMatch ? [{ name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } }] : [];
  return [...inPath, ...inQuery, ...version];
}

function schema(type: z.core.$ZodType, io: 'input' | 'output'): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(type, {
    io,
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      // Of a map the first half only looks at its keys: what may stand in it is said by the second.
      if (!(zodSchema instanceof z.ZodPipe) || !(zodSchema.in instanceof z.ZodUnknown)) return;
      const { $schema: _, ...map } = schema(zodSchema.out, io);
      Object.assign(jsonSchema, map);
    },
  });
}

function json(value: unknown): unknown {
  return { 'application/json': { schema: value } };
}
