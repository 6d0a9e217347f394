/** What a caller must be allowed to do before a call is looked at: the action is the service's name and the operation's. */
export interface Permission {
  /** ARN as the policy's Resource sees it; `*` where the action knows no resources. */
  readonly resource: string;
  /** Condition keys of the request beside the global ones, in lower case. */
  readonly conditions?: ReadonlyMap<string, readonly string[]>;
}

/** One for an action that is not the operation's own. */
export interface NamedPermission extends Permission {
  /** `cognito-identity:TagResource` */
  readonly action: string;
}

type Condition = [key: string, values: readonly string[]];

/** The conditions that a resource's tags make. */
export function resourceTags(tags: object): Condition[] {
  return tagConditions('aws:resourcetag', tags);
}

/** The conditions that tags in a request make; none without tags. */
export function requestTags(tags: object): Condition[] {
  const keys = Object.keys(tags);
  return keys.length === 0 ? [] : [...tagConditions('aws:requesttag', tags), ['aws:tagkeys', keys]];
}

function tagConditions(prefix: string, tags: object): Condition[] {
  // Not checked against a shape yet: what is no text has no value here, and is refused later.
  return Object.entries(tags).map(([key, value]: [string, unknown]) => [
    `${prefix}/${key.toLowerCase()}`,
    typeof value === 'string' ? [value] : [],
  ]);
}

/** For actions that know no resources. */
export const anyResource: Permission = { resource: '*' };
