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

/** For actions that know no resources. */
export const anyResource: Permission = { resource: '*' };
