import { AwsError } from './errors.ts';
import type { Shape, StructureShape } from './shape.ts';

/**
 * The form parameters of an operation as the members of its input, not checked yet. Lists are `Name.member.1`, of
 * structures `Name.member.1.Key`; an empty one is sent as its name alone. A number that is none stays the text that it is.
 */
export function queryInput(shape: Shape, parameters: URLSearchParams): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(membersOf(shape)).map(([name, member]) => [name, read(parameters, name, member)]),
  );
}

/** @throws AwsError MalformedInput where a number is none. */
export function checkWholeNumbers(shape: Shape, input: Readonly<Record<string, unknown>>): void {
  const members = membersOf(shape);
  const wrong = Object.keys(members).find(
    (name) => members[name]?.type === 'integer' && typeof input[name] === 'string',
  );
  if (wrong !== undefined) throw new AwsError('MalformedInput', `The value of ${wrong} is not a whole number.`);
}

/** Every operation's input is a structure. */
function membersOf(shape: Shape): StructureShape['members'] {
  return shape.type === 'structure' ? shape.members : {};
}

function read(parameters: URLSearchParams, name: string, shape: Shape): unknown {
  switch (shape.type) {
    case 'string':
      return parameters.get(name);
    case 'integer': {
      const value = parameters.get(name);
      return value !== null && /^-?\d{1,9}$/.test(value) ? Number(value) : value;
    }
    case 'list': {
      const items = shape.member.type === 'string' ? textList(parameters, name) : structureList(parameters, name);
      return items.length === 0 && !parameters.has(name) ? undefined : items;
    }
    case 'timestamp':
    case 'boolean':
    case 'map':
    case 'structure':
      throw new Error(`No operation here has an input that is a ${shape.type}.`);
  }
}

function textList(parameters: URLSearchParams, name: string): string[] {
  const items: [number, string][] = [];
  for (const [key, value] of parameters) {
    const match = /^(\w+)\.member\.(\d{1,4})$/.exec(key);
    if (match !== null && match[1] === name) items.push([Number(match[2]), value]);
  }
  return items.sort(([left], [right]) => left - right).map(([, value]) => value);
}

/** Items of a list parameter: `Tags.member.1.Key` gives `[{ Key }]`. */
function structureList(parameters: URLSearchParams, name: string): Record<string, string>[] {
  const items = new Map<number, [string, string][]>();
  const pattern = new RegExp(`^${name}\\.member\\.(\\d{1,4})\\.(\\w+)$`);
  for (const [key, value] of parameters) {
    const match = pattern.exec(key);
    if (match === null) continue;
    const [, index, field = ''] = match;
    const fields = items.get(Number(index));
    if (fields === undefined) items.set(Number(index), [[field, value]]);
    else fields.push([field, value]);
  }
  return [...items.entries()].sort(([left], [right]) => left - right).map(([, fields]) => Object.fromEntries(fields));
}
