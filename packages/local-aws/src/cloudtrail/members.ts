import type { Shape, StructureShape } from '../protocol/shape.ts';

const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** Members that no event shows: tokens, keys, and who an app's users are. */
const secretMembers: ReadonlySet<string> = new Set([
  'ClientSecret',
  'DestinationUserIdentifier',
  'DeveloperUserIdentifier',
  'SecretAccessKey',
  'SessionToken',
  'SourceUserIdentifier',
  'WebIdentityToken',
]);

const loginProviders = 'SupportedLoginProviders';

type Members = Readonly<Record<string, unknown>>;

/** The members of an input as an event has them, and what was left out of them as secret. */
export interface ShownInput {
  readonly parameters: Members;
  readonly secrets: readonly string[];
}

/**
 * The members that the shape knows, under their names with a small first letter; keys of maps stay as they are. The input
 * was not checked: what is of another type is left out.
 */
export function shownInput(shape: Shape, input: unknown): ShownInput {
  const secrets: string[] = [];
  const parameters = shape.type === 'structure' ? readStructure(shape, input, secrets) : undefined;
  return { parameters: parameters ?? {}, secrets };
}

/** `text`, unless a secret of the call stands in it. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.some((secret) => secret !== '' && text.includes(secret)) ? hidden : text;
}

function read(shape: Shape, value: unknown, secrets: string[]): unknown {
  switch (shape.type) {
    case 'string':
      return typeof value === 'string' ? value : undefined;
    case 'integer':
    case 'timestamp':
      return typeof value === 'number' ? value : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'list':
      return Array.isArray(value) ? value.flatMap((item) => read(shape.member, item, secrets) ?? []) : undefined;
    case 'map':
      return isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, read(shape.value, item, secrets)]))
        : undefined;
    case 'structure':
      return readStructure(shape, value, secrets);
  }
}

function readStructure({ members }: StructureShape, value: unknown, secrets: string[]): Members | undefined {
  if (!isObject(value)) return undefined;
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, member]) => {
      const given = Object.hasOwn(value, name) ? (value[name] ?? undefined) : undefined;
      if (given === undefined) return [];
      if (secretMembers.has(name)) return [[lowerFirst(name), hide(given, secrets)]];
      const known = read(member, given, secrets);
      const shown = name === loginProviders ? withoutConsumerSecrets(known, secrets) : known;
      return shown === undefined ? [] : [[lowerFirst(name), shown]];
    }),
  );
}

/**
 * An answer as an event has it. Answers have no shape: their maps are those of the same name in the input, as what is set
 * is answered.
 */
export function shownAnswer(input: Shape, answer: object): object {
  return readMembers(answer, mapsOf(input));
}

function readAnswer(value: unknown, maps: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => readAnswer(item, maps));
  if (!isObject(value)) return value;
  // A list of the Query protocol.
  if (Array.isArray(value['member'])) return readAnswer(value['member'], maps);
  return readMembers(value, maps);
}

function readMembers(value: object, maps: ReadonlySet<string>): object {
  return Object.fromEntries(
    (Object.entries(value) as [string, unknown][]).map(([name, item]) => {
      if (secretMembers.has(name)) return [lowerFirst(name), hidden];
      if (name === loginProviders) return [lowerFirst(name), withoutConsumerSecrets(item, [])];
      return [lowerFirst(name), maps.has(name) && isObject(item) ? readMap(item, maps) : readAnswer(item, maps)];
    }),
  );
}

function readMap(map: Members, maps: ReadonlySet<string>): Members {
  return Object.fromEntries(Object.entries(map).map(([key, item]) => [key, readAnswer(item, maps)]));
}

const knownMaps = new WeakMap<Shape, ReadonlySet<string>>();

/** The names of all members that are maps, at any depth. */
function mapsOf(shape: Shape): ReadonlySet<string> {
  const known = knownMaps.get(shape);
  if (known !== undefined) return known;
  const names = new Set<string>();
  addMaps(shape, names);
  knownMaps.set(shape, names);
  return names;
}

function addMaps(shape: Shape, names: Set<string>): void {
  if (shape.type === 'list') addMaps(shape.member, names);
  if (shape.type === 'map') addMaps(shape.value, names);
  if (shape.type !== 'structure') return;
  for (const [name, member] of Object.entries(shape.members)) {
    if (member.type === 'map') names.add(name);
    addMaps(member, names);
  }
}

function hide(value: unknown, secrets: string[]): string {
  if (typeof value === 'string') secrets.push(value);
  return hidden;
}

/** Of Twitter and Digits a pool has the app's secret too, behind a semicolon. */
function withoutConsumerSecrets(logins: unknown, secrets: string[]): unknown {
  if (!isObject(logins)) return logins;
  return Object.fromEntries(
    Object.entries(logins).map(([provider, value]) => [
      provider,
      typeof value === 'string' && value.includes(';') ? hide(value, secrets) : value,
    ]),
  );
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
