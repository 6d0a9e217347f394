/** A statement as somebody wrote it: `parsePolicy` must have accepted the policy. */
export interface RawStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: string | Readonly<Record<string, string | string[]>>;
  readonly Action?: string | string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A policy as somebody wrote it, with its spelling and order. */
export interface RawPolicy {
  readonly Version?: string;
  readonly Statement: RawStatement | RawStatement[];
}

export interface RawCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

export function allStatements({ Statement }: RawPolicy): RawStatement[] {
  return [Statement].flat();
}

/** The policy as indented JSON. */
export function policyText(policy: RawPolicy): string {
  return JSON.stringify(policy, null, 2);
}

/** With other statements; a single one that was no list stays so. */
export function withStatements(policy: RawPolicy, statements: readonly RawStatement[]): RawPolicy {
  const [only, ...others] = statements;
  const isSingle = !Array.isArray(policy.Statement) && only !== undefined && others.length === 0;
  return { ...policy, Statement: isSingle ? only : [...statements] };
}

/** The conditions of a statement on one key, whose case does not matter. */
export function conditionsOn({ Condition = {} }: RawStatement, key: string): RawCondition[] {
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys)
      .filter(([name]) => name.toLowerCase() === key)
      .map(([name, values]) => ({ operator, key: name, values: [values].flat().map(String) })),
  );
}

/** With other values for a condition; under another operator its place among the conditions changes too. */
export function changeCondition(
  statement: RawStatement,
  { operator, key }: Pick<RawCondition, 'operator' | 'key'>,
  values: readonly string[],
  newOperator = operator,
): RawStatement {
  const [only, ...others] = values;
  const value = others.length === 0 && only !== undefined ? only : values;
  const kept =
    newOperator === operator ? (statement.Condition ?? {}) : without(statement.Condition ?? {}, operator, key);
  return { ...statement, Condition: { ...kept, [newOperator]: { ...kept[newOperator], [key]: value } } };
}

function without(conditions: NonNullable<RawStatement['Condition']>, operator: string, key: string) {
  return Object.fromEntries(
    Object.entries(conditions).flatMap(([name, keys]) => {
      if (name !== operator) return [[name, keys]];
      const left = Object.entries(keys).filter(([other]) => other !== key);
      return left.length === 0 ? [] : [[name, Object.fromEntries(left)]];
    }),
  );
}
