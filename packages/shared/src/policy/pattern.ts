/** What is known of a request. */
export interface RequestContext {
  /** Condition key in lower case to its values. A key without values counts as absent. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Whether the caller of the evaluation knows this key (lower case), be it present or not. */
  isKnown(key: string): boolean;
}

/** A context, and whether the policy's version has variables: only 2012-10-17 does. */
export interface PolicyScope {
  readonly context: RequestContext;
  readonly hasVariables: boolean;
}

/** Consecutive parts of a text. In those that came from a variable `*` and `?` are no wildcards. */
export type Pattern = ReadonlyArray<{ readonly text: string; readonly isLiteral: boolean }>;

export type Expansion =
  | { readonly outcome: 'pattern'; readonly pattern: Pattern }
  /** A variable has no single value: the text matches nothing. */
  | { readonly outcome: 'unresolved' }
  /** A variable names a key that the caller doesn't know: nobody can say what the text matches. */
  | { readonly outcome: 'unknown-key' };

/**
 * Replaces `${key}`, `${key, 'default'}`, `${*}`, `${?}` and `${$}`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function expandVariables(text: string, scope: PolicyScope): Expansion {
  if (!scope.hasVariables) return { outcome: 'pattern', pattern: asPattern(text) };
  const pattern: Array<Pattern[number]> = [];
  let end = 0;
  for (const match of text.matchAll(/\$\{([^}]*)\}/g)) {
    const value = variableValue(match[1] ?? '', scope.context);
    if (value.outcome !== 'value') return { outcome: value.outcome };
    pattern.push({ text: text.slice(end, match.index), isLiteral: false }, { text: value.value, isLiteral: true });
    end = match.index + match[0].length;
  }
  return { outcome: 'pattern', pattern: [...pattern, ...asPattern(text.slice(end))] };
}

/** A text as it stands, with its wildcards. */
export function asPattern(text: string): Pattern {
  return [{ text, isLiteral: false }];
}

/** The text to compare where wildcards mean nothing. */
export function patternText(pattern: Pattern): string {
  return pattern.map((part) => part.text).join('');
}

/** `*` stands for any text, also an empty one and across `/` and `:`; `?` for one character. Case-sensitive. */
export function matchesPattern(pattern: Pattern, value: string): boolean {
  return matchesTokens(tokensOf(pattern), [...value]);
}

/** As `matchesPattern`, but each of the six parts of an ARN for itself; only the last may hold colons. */
export function matchesArn(pattern: Pattern, arn: string): boolean {
  const wanted = arnParts(tokensOf(pattern));
  const given = arnParts([...arn]);
  return wanted.length === given.length && wanted.every((tokens, index) => matchesTokens(tokens, given[index] ?? []));
}

const anyText = Symbol('anyText');
const anyCharacter = Symbol('anyCharacter');
type Token = string | typeof anyText | typeof anyCharacter;

function tokensOf(pattern: Pattern): Token[] {
  return pattern.flatMap((part) => [...part.text].map((character) => (part.isLiteral ? character : token(character))));
}

function token(character: string): Token {
  if (character === '*') return anyText;
  return character === '?' ? anyCharacter : character;
}

/** Goes back only to the last `*`, so that no pattern takes exponential time. */
function matchesTokens(tokens: readonly Token[], characters: readonly string[]): boolean {
  let at = 0;
  let next = 0;
  let star: { readonly token: number; readonly character: number } | undefined;
  while (next < characters.length) {
    if (tokens[at] === anyText) {
      star = { token: at, character: next };
      at += 1;
    } else if (at < tokens.length && (tokens[at] === anyCharacter || tokens[at] === characters[next])) {
      at += 1;
      next += 1;
    } else if (star !== undefined) {
      star = { token: star.token, character: star.character + 1 };
      at = star.token + 1;
      next = star.character;
    } else {
      return false;
    }
  }
  return tokens.slice(at).every((rest) => rest === anyText);
}

function arnParts<T>(items: readonly T[]): T[][] {
  const parts: T[][] = [[]];
  for (const item of items) {
    if (item === ':' && parts.length < 6) parts.push([]);
    else parts.at(-1)?.push(item);
  }
  return parts;
}

type VariableValue =
  | { readonly outcome: 'value'; readonly value: string }
  | { readonly outcome: 'unresolved' | 'unknown-key' };

function variableValue(variable: string, context: RequestContext): VariableValue {
  if (variable === '*' || variable === '?' || variable === '$') return { outcome: 'value', value: variable };
  const [, key, preset] = /^\s*([^,\s]+)\s*(?:,\s*'([^']*)'\s*)?$/.exec(variable) ?? [];
  if (key === undefined) return { outcome: 'unresolved' };
  const name = key.toLowerCase();
  if (!context.isKnown(name)) return { outcome: 'unknown-key' };
  const values = context.values.get(name) ?? [];
  const value = values.length === 0 ? preset : values[0];
  return value === undefined || values.length > 1 ? { outcome: 'unresolved' } : { outcome: 'value', value };
}
