import { z } from 'zod';

/** What a schema knows of an answer of AWS, and what it does not. */
export interface ReadAnswer {
  /** The answer without what is not known. Undefined where a text of it is not known, up to the entry of a map that it stands in. */
  readonly value: unknown;
  /** Paths of unknown members, and of unknown texts with the text. */
  readonly unknown: readonly string[];
}

/**
 * Parts an answer of AWS by a schema of the document that it goes into. Whatever else is wrong with a value stays in it, so that it does not go
 * unseen. `path` is where the value stands, empty or with a dot at its end.
 */
export function readAnswer(value: unknown, schema: z.core.$ZodType, path: string): ReadAnswer {
  if (schema instanceof z.ZodOptional) return readAnswer(value, schema.unwrap(), path);
  if (schema instanceof z.ZodPipe) return readAnswer(value, schema.out, path);
  if (schema instanceof z.ZodEnum) {
    const isUnknown = typeof value === 'string' && !schema.options.includes(value);
    return isUnknown ? { value: undefined, unknown: [`${path.slice(0, -1)} "${value}"`] } : { value, unknown: [] };
  }
  if (typeof value !== 'object' || value === null) return { value, unknown: [] };
  if (schema instanceof z.ZodArray) return readItems(Object.values(value), schema.element, path);
  if (schema instanceof z.ZodRecord) return readEntries(value, schema.valueType, path);
  return schema instanceof z.ZodObject ? readMembers(value, schema.shape, path) : { value, unknown: [] };
}

function readItems(items: readonly unknown[], schema: z.core.$ZodType, path: string): ReadAnswer {
  const read = items.map((item) => readAnswer(item, schema, path));
  const values = read.map((item) => item.value);
  return {
    value: values.includes(undefined) ? undefined : values,
    unknown: read.flatMap((item) => item.unknown),
  };
}

function readEntries(map: object, schema: z.core.$ZodType, path: string): ReadAnswer {
  const read = Object.entries(map).map(([key, item]) => [key, readAnswer(item, schema, `${path}${key}.`)] as const);
  return {
    value: Object.fromEntries(read.flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value]]))),
    unknown: read.flatMap(([, item]) => item.unknown),
  };
}

function readMembers(members: object, shape: Readonly<Record<string, z.core.$ZodType>>, path: string): ReadAnswer {
  const given = Object.entries(members).filter(([, item]) => item !== null);
  const read = given.map(([key, item]) => {
    const schema = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (schema === undefined) return { isKnown: false, key, value: undefined, unknown: [`${path}${key}`] };
    return { isKnown: true, key, ...readAnswer(item, schema, `${path}${key}.`) };
  });
  const known = read.filter(({ isKnown }) => isKnown);
  return {
    value: known.some(({ value }) => value === undefined)
      ? undefined
      : Object.fromEntries(known.map(({ key, value }) => [key, value])),
    unknown: read.flatMap((item) => item.unknown),
  };
}
