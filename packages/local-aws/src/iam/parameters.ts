import { AwsError } from '../protocol/errors.ts';
import { memberList } from '../protocol/query-xml.ts';
import type { Shape, StructureShape, Value } from '../protocol/shape.ts';
import { validate } from '../protocol/validation.ts';
import { checkCharacters } from './characters.ts';

/**
 * Reads the form parameters of an operation as the members of its input. Lists are `Name.member.1`, of structures
 * `Name.member.1.Key`.
 * @throws AwsError ValidationError, or MalformedInput where a number is none.
 */
export function readInput<S extends StructureShape>(shape: S, parameters: URLSearchParams): Value<S> {
  const given: Readonly<Record<string, unknown>> = Object.fromEntries(
    Object.entries(shape.members).map(([name, member]) => [name, read(parameters, name, member)]),
  );
  const input = validate(shape, given, 'ValidationError');
  checkCharacters(given);
  return input;
}

/** The texts of a list parameter in their order; undefined where the request has none. */
export function memberTexts(parameters: URLSearchParams, name: string): string[] | undefined {
  const items: [number, string][] = [];
  for (const [key, value] of parameters) {
    const match = /^(\w+)\.member\.(\d{1,4})$/.exec(key);
    if (match !== null && match[1] === name) items.push([Number(match[2]), value]);
  }
  if (items.length === 0 && !parameters.has(name)) return undefined;
  return items.sort(([left], [right]) => left - right).map(([, value]) => value);
}

function read(parameters: URLSearchParams, name: string, shape: Shape): unknown {
  switch (shape.type) {
    case 'string':
      return parameters.get(name);
    case 'integer':
      return whole(parameters, name);
    case 'list':
      return shape.member.type === 'string' ? memberTexts(parameters, name) : structures(parameters, name);
    case 'boolean':
    case 'map':
    case 'structure':
      throw new Error(`No operation of IAM here has an input that is a ${shape.type}.`);
  }
}

/** An empty list is sent as the name of the list alone. */
function structures(parameters: URLSearchParams, name: string): object[] | undefined {
  const items = memberList(parameters, name);
  return items.length === 0 && !parameters.has(name) ? undefined : items;
}

function whole(parameters: URLSearchParams, name: string): number | undefined {
  const value = parameters.get(name);
  if (value === null) return undefined;
  if (!/^-?\d{1,9}$/.test(value)) throw new AwsError('MalformedInput', `The value of ${name} is not a whole number.`);
  return Number(value);
}
