import { AwsError, serializationError } from './errors.ts';
import type { IntegerShape, ListShape, MapShape, Shape, StringShape, StructureShape, Value } from './shape.ts';

/**
 * Reads a JSON value as a shape. Wrong JSON types are refused, never coerced (`SerializationException`); all failed
 * constraints are reported in one message (`ValidationException`). `null` counts as absent, unknown members are dropped.
 * `check` refuses what the shape lets through.
 */
export function validate<S extends Shape>(
  shape: S,
  input: unknown,
  code = 'ValidationException',
  check?: (input: unknown) => void,
): Value<S> {
  const failures: string[] = [];
  const value = read(shape, input, '', failures);
  if (failures.length > 0) {
    const noun = failures.length === 1 ? 'error' : 'errors';
    throw new AwsError(code, `${failures.length} validation ${noun} detected: ${failures.join('; ')}`);
  }
  check?.(input);
  return value as Value<S>;
}

function read(shape: Shape, input: unknown, path: string, failures: string[]): unknown {
  switch (shape.type) {
    case 'string':
      if (typeof input !== 'string') throw wrongType(path, 'a string');
      fail(failures, input, path, failedText(shape, input));
      return input;
    case 'integer':
      if (typeof input !== 'number' || !Number.isInteger(input)) throw wrongType(path, 'an integer');
      fail(failures, input, path, failedRange(shape, input));
      return input;
    case 'timestamp':
      if (typeof input !== 'number') throw wrongType(path, 'a timestamp');
      return input;
    case 'boolean':
      if (typeof input !== 'boolean') throw wrongType(path, 'a boolean');
      return input;
    case 'list':
      return readList(shape, input, path, failures);
    case 'map':
      return readMap(shape, input, path, failures);
    case 'structure':
      return readStructure(shape, input, path, failures);
  }
}

function readStructure(shape: StructureShape, input: unknown, path: string, failures: string[]): unknown {
  if (!isObject(input)) throw wrongType(path, 'an object');
  const value: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shape.members)) {
    const given = Object.hasOwn(input, name) ? input[name] : undefined;
    const memberPath = join(path, lowerFirst(name));
    if (given !== undefined && given !== null) value[name] = read(member, given, memberPath, failures);
    else if (shape.required.includes(name)) fail(failures, null, memberPath, ['Member must not be null']);
  }
  return value;
}

function readList(shape: ListShape, input: unknown, path: string, failures: string[]): unknown[] {
  if (!Array.isArray(input)) throw wrongType(path, 'a list');
  fail(failures, input, path, failedLength(shape, input.length));
  if (shape.member.type === 'string') {
    const member = shape.member;
    for (const item of input) if (typeof item !== 'string') throw wrongType(path, 'a list of strings');
    const isFailed = input.some((item) => failedText(member, item as string).length > 0);
    if (isFailed) fail(failures, input, path, [`Member must satisfy constraint: [${allTexts(member)}]`]);
    return input;
  }
  return input.map((item, index) => read(shape.member, item, `${path}.${index + 1}.member`, failures));
}

function readMap(shape: MapShape, input: unknown, path: string, failures: string[]): unknown {
  if (!isObject(input)) throw wrongType(path, 'an object');
  const entries = Object.entries(input).filter(([, value]) => value !== null);
  fail(failures, input, path, failedLength(shape, entries.length));
  if (entries.some(([key]) => failedText(shape.key, key).length > 0)) {
    fail(failures, input, path, [`Map keys must satisfy constraint: [${allTexts(shape.key)}]`]);
  }
  if (shape.value.type !== 'string') {
    return Object.fromEntries(
      entries.map(([key, value]) => [key, read(shape.value, value, `${path}.${key}.member`, failures)]),
    );
  }
  const valueShape = shape.value;
  for (const [, value] of entries) if (typeof value !== 'string') throw wrongType(path, 'a map of strings');
  if (entries.some(([, value]) => failedText(valueShape, value as string).length > 0)) {
    fail(failures, input, path, [`Map value must satisfy constraint: [${allTexts(valueShape)}]`]);
  }
  // fromEntries defines own members, so that a `__proto__` key is kept like any other.
  return Object.fromEntries(entries);
}

function fail(failures: string[], value: unknown, path: string, constraints: readonly string[]): void {
  for (const constraint of constraints) {
    const shown = value === null ? 'null' : `'${javaText(value)}'`;
    failures.push(`Value ${shown} at '${path}' failed to satisfy constraint: ${constraint}`);
  }
}

function failedText(shape: StringShape, value: string): string[] {
  const failed: string[] = [];
  const length = codePoints(value);
  if (shape.max !== undefined && length > shape.max) failed.push(maxLength(shape.max));
  if (shape.min !== undefined && length < shape.min) failed.push(minLength(shape.min));
  if (shape.pattern !== undefined && !fullMatch(shape.pattern).test(value)) failed.push(patternText(shape.pattern));
  if (shape.enum !== undefined && !shape.enum.includes(value)) failed.push(enumText(shape.enum));
  return failed;
}

/** Where a map or list holds a bad entry, AWS prints every constraint of the entry's shape, not only the failed one. */
function allTexts(shape: StringShape): string {
  return [
    ...(shape.max === undefined ? [] : [maxLength(shape.max)]),
    ...(shape.min === undefined ? [] : [minLength(shape.min)]),
    ...(shape.pattern === undefined ? [] : [patternText(shape.pattern)]),
    ...(shape.enum === undefined ? [] : [enumText(shape.enum)]),
  ].join(', ');
}

function failedLength(shape: { readonly min?: number; readonly max?: number }, length: number): string[] {
  if (shape.max !== undefined && length > shape.max) return [maxLength(shape.max)];
  if (shape.min !== undefined && length < shape.min) return [minLength(shape.min)];
  return [];
}

function failedRange(shape: IntegerShape, value: number): string[] {
  if (shape.max !== undefined && value > shape.max)
    return [`Member must have value less than or equal to ${shape.max}`];
  if (shape.min !== undefined && value < shape.min)
    return [`Member must have value greater than or equal to ${shape.min}`];
  return [];
}

function maxLength(max: number): string {
  return `Member must have length less than or equal to ${max}`;
}

function minLength(min: number): string {
  return `Member must have length greater than or equal to ${min}`;
}

function patternText(pattern: string): string {
  return `Member must satisfy regular expression pattern: ${pattern}`;
}

function enumText(values: readonly string[]): string {
  return `Member must satisfy enum value set: [${values.join(', ')}]`;
}

const compiled = new Map<string, RegExp>();

/** Java's `matches()`: the whole value. JavaScript's `\s` knows more white space than Java's, so it is spelt out. */
function fullMatch(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const source = pattern.replaceAll('\\s', ' \\t\\n\\v\\f\\r');
  const expression = new RegExp(`^(?:${source})$`, pattern.includes('\\p{') ? 'u' : '');
  compiled.set(pattern, expression);
  return expression;
}

/** Deeper than any shape of AWS; what a hostile request nests deeper would overflow the stack. */
const maxShownDepth = 8;

/** Values as Java prints them: `{key=value, key2=value2}`, `[a, b]`. */
function javaText(value: unknown, depth = 0): string {
  if (depth > maxShownDepth && typeof value === 'object') return '...';
  if (Array.isArray(value)) return `[${value.map((item) => javaText(item, depth + 1)).join(', ')}]`;
  if (isObject(value)) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${key}=${javaText(item, depth + 1)}`)
      .join(', ')}}`;
  }
  return String(value);
}

function codePoints(text: string): number {
  // Only text beyond the basic plane has fewer code points than units.
  return /[\ud800-\udfff]/.test(text) ? [...text].length : text.length;
}

function wrongType(path: string, wanted: string): AwsError {
  return serializationError(path === '' ? `The request is not ${wanted}.` : `The value at '${path}' is not ${wanted}.`);
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
