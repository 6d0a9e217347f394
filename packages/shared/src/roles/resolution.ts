import type { MappingRule, RoleMapping, Roles } from '../aws/role-mapping.ts';

/** Claims of a verified token, or attributes of a SAML assertion, as parsed JSON. */
export type Claims = Readonly<Record<string, unknown>>;

/** One login whose token has already been verified. */
export interface ResolvedLogin {
  /** The provider as the keys of RoleMappings spell it: for a user pool with `:clientId`, for OIDC and SAML the ARN. */
  readonly mappingKey: string;
  readonly claims: Claims;
  /** Role ARNs of the SAML attribute `Role`; absent for every other provider and without that attribute. */
  readonly samlRoles?: readonly string[] | undefined;
}

/** Everything that decides which role a user of a pool gets. */
export interface RoleRequest {
  readonly roles: Readonly<Roles>;
  readonly roleMappings: Readonly<Record<string, RoleMapping>>;
  readonly user:
    | { readonly kind: 'guest' }
    | { readonly kind: 'developer' }
    | { readonly kind: 'federated'; readonly logins: readonly ResolvedLogin[] };
  readonly customRoleArn?: string | undefined;
}

/**
 * What became of one rule. `matched-other-role`: it matches, but CustomRoleArn asks for another role.
 * `claim-not-comparable`: the claim is an object, or a list of nothing but objects.
 */
export type RuleResult =
  | 'matched'
  | 'matched-other-role'
  | 'not-matched'
  | 'claim-missing'
  | 'claim-not-comparable'
  | 'not-reached';

/** One station on the way to the role. `values` are a claim's values as the text they were compared as. */
export type ResolutionStep =
  | { readonly step: 'user'; readonly kind: RoleRequest['user']['kind'] }
  | { readonly step: 'mapping'; readonly mappingKey: string; readonly type: RoleMapping['Type'] | 'none' }
  | {
      readonly step: 'rule';
      readonly index: number;
      readonly rule: MappingRule;
      readonly result: RuleResult;
      readonly values: readonly string[];
    }
  | { readonly step: 'token'; readonly preferredRole: string | undefined; readonly roles: readonly string[] }
  | { readonly step: 'saml-roles'; readonly mappingKey: string; readonly roles: readonly string[] }
  | {
      readonly step: 'custom-role';
      readonly customRoleArn: string;
      readonly result: 'allowed' | 'not-allowed' | 'ignored';
    }
  | { readonly step: 'ambiguous'; readonly resolution: 'AuthenticatedRole' | 'Deny' }
  | { readonly step: 'role'; readonly role: string; readonly source: RoleSource };

export type RoleSource =
  | 'rule'
  | 'preferred-role'
  | 'only-role'
  | 'custom-role'
  | 'saml'
  | 'authenticated-role'
  | 'unauthenticated-role';

/**
 * `no-role`: the pool has no role for this user. `ambiguous`: the mapping `mappingKey` found no role and says Deny.
 * `custom-role-not-allowed`: CustomRoleArn is none of the roles this user may choose.
 */
export type RoleRefusal = 'no-role' | 'ambiguous' | 'custom-role-not-allowed';

export type RoleResolution =
  | { readonly outcome: 'role'; readonly role: string; readonly trace: readonly ResolutionStep[] }
  | {
      readonly outcome: 'refused';
      readonly refusal: RoleRefusal;
      /** The deciding mapping, where there was one. */
      readonly mappingKey?: string;
      readonly trace: readonly ResolutionStep[];
    };

/**
 * The role that GetCredentialsForIdentity gives to a user, with the way there. Of several logins the first whose
 * provider has a mapping decides; without any, the first that brought SAML roles. Guests and developer identities get
 * the pool's default role, whatever CustomRoleArn says. A mapping without AmbiguousRoleResolution, which the service
 * would not accept for these types, counts as Deny. Never throws.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 */
export function resolveRole(request: RoleRequest): RoleResolution {
  const { user, roles, customRoleArn } = request;
  const start: Trace = [{ step: 'user', kind: user.kind }];
  if (user.kind === 'federated') return resolveFederated(request, user.logins, start);
  const trace: Trace =
    customRoleArn === undefined ? start : [...start, { step: 'custom-role', customRoleArn, result: 'ignored' }];
  return user.kind === 'guest'
    ? settle(trace, roles.unauthenticated, 'unauthenticated-role')
    : settle(trace, roles.authenticated, 'authenticated-role');
}

/** The member itself: a claim called `constructor` must not find what every object inherits. */
export function ownValue<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** A string as it is, a number or boolean as its JSON text; undefined for everything else. */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

type Trace = readonly ResolutionStep[];

function resolveFederated(request: RoleRequest, logins: readonly ResolvedLogin[], start: Trace): RoleResolution {
  let trace = start;
  for (const login of logins) {
    const mapping = ownValue(request.roleMappings, login.mappingKey);
    trace = [...trace, { step: 'mapping', mappingKey: login.mappingKey, type: mapping?.Type ?? 'none' }];
    if (mapping === undefined) continue;
    return mapping.Type === 'Token'
      ? resolveByToken(request, login, mapping, trace)
      : resolveByRules(request, login, mapping, trace);
  }
  const saml = logins.find((login) => login.samlRoles !== undefined && login.samlRoles.length > 0);
  if (saml !== undefined) return resolveBySaml(request, saml.mappingKey, saml.samlRoles ?? [], trace);
  if (request.customRoleArn !== undefined) return resolveCustom(trace, request.customRoleArn, []);
  return settle(trace, request.roles.authenticated, 'authenticated-role');
}

function resolveByToken(request: RoleRequest, login: ResolvedLogin, mapping: RoleMapping, before: Trace) {
  const preferred = ownValue(login.claims, 'cognito:preferred_role');
  const preferredRole = typeof preferred === 'string' && preferred !== '' ? preferred : undefined;
  const tokenRoles = roleList(ownValue(login.claims, 'cognito:roles'));
  const trace: Trace = [...before, { step: 'token', preferredRole, roles: tokenRoles }];
  if (request.customRoleArn !== undefined) {
    return resolveCustom(trace, request.customRoleArn, tokenRoles, login.mappingKey);
  }
  if (preferredRole !== undefined) return settle(trace, preferredRole, 'preferred-role');
  if (tokenRoles.length === 1) return settle(trace, tokenRoles[0], 'only-role');
  return resolveAmbiguous(request, login, mapping, trace);
}

/** A list in the tokens that user pools really issue, text with commas in the documentation. */
function roleList(value: unknown): string[] {
  const entries: readonly unknown[] = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
  return entries.flatMap((entry) => (typeof entry === 'string' && entry.trim() !== '' ? [entry.trim()] : []));
}

function resolveByRules(request: RoleRequest, login: ResolvedLogin, mapping: RoleMapping, before: Trace) {
  const { customRoleArn } = request;
  let role: string | undefined;
  const steps = (mapping.RulesConfiguration?.Rules ?? []).map((rule, index): ResolutionStep => {
    if (role !== undefined) return { step: 'rule', index, rule, result: 'not-reached', values: [] };
    const { result, values } = tryRule(rule, login.claims);
    if (result !== 'matched') return { step: 'rule', index, rule, result, values };
    if (customRoleArn !== undefined && customRoleArn !== rule.RoleARN) {
      return { step: 'rule', index, rule, result: 'matched-other-role', values };
    }
    role = rule.RoleARN;
    return { step: 'rule', index, rule, result, values };
  });
  const trace = [...before, ...steps];
  if (customRoleArn !== undefined) {
    return resolveCustom(trace, customRoleArn, role === undefined ? [] : [role], login.mappingKey);
  }
  return role === undefined ? resolveAmbiguous(request, login, mapping, trace) : settle(trace, role, 'rule');
}

function tryRule(rule: MappingRule, claims: Claims): { result: RuleResult; values: readonly string[] } {
  const claim = ownValue(claims, rule.Claim);
  if (claim === undefined || claim === null) return { result: 'claim-missing', values: [] };
  const elements: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  const values = elements.flatMap((element) => scalarText(element) ?? []);
  if (values.length === 0 && elements.length > 0) return { result: 'claim-not-comparable', values };
  return { result: isMatch(rule, values) ? 'matched' : 'not-matched', values };
}

/** Literal and case-sensitive. Of a list any element will do; NotEqual wants every element to differ. */
function isMatch(rule: MappingRule, values: readonly string[]): boolean {
  switch (rule.MatchType) {
    case 'Equals':
      return values.includes(rule.Value);
    case 'NotEqual':
      return !values.includes(rule.Value);
    case 'StartsWith':
      return values.some((value) => value.startsWith(rule.Value));
    case 'Contains':
      return values.some((value) => value.includes(rule.Value));
  }
}

function resolveBySaml(request: RoleRequest, mappingKey: string, samlRoles: readonly string[], before: Trace) {
  const trace: Trace = [...before, { step: 'saml-roles', mappingKey, roles: samlRoles }];
  if (request.customRoleArn !== undefined) return resolveCustom(trace, request.customRoleArn, samlRoles);
  return settle(trace, samlRoles.length === 1 ? samlRoles[0] : undefined, 'saml');
}

function resolveCustom(
  before: Trace,
  customRoleArn: string,
  choices: readonly string[],
  mappingKey?: string,
): RoleResolution {
  const isAllowed = choices.includes(customRoleArn);
  const result = isAllowed ? 'allowed' : 'not-allowed';
  const trace: Trace = [...before, { step: 'custom-role', customRoleArn, result }];
  return isAllowed ? settle(trace, customRoleArn, 'custom-role') : refuse(trace, 'custom-role-not-allowed', mappingKey);
}

function resolveAmbiguous(request: RoleRequest, login: ResolvedLogin, mapping: RoleMapping, before: Trace) {
  const resolution = mapping.AmbiguousRoleResolution ?? 'Deny';
  const trace: Trace = [...before, { step: 'ambiguous', resolution }];
  return resolution === 'Deny'
    ? refuse(trace, 'ambiguous', login.mappingKey)
    : settle(trace, request.roles.authenticated, 'authenticated-role', login.mappingKey);
}

function settle(trace: Trace, role: string | undefined, source: RoleSource, mappingKey?: string): RoleResolution {
  if (role === undefined) return refuse(trace, 'no-role', mappingKey);
  return { outcome: 'role', role, trace: [...trace, { step: 'role', role, source }] };
}

function refuse(trace: Trace, refusal: RoleRefusal, mappingKey?: string): RoleResolution {
  return { outcome: 'refused', refusal, trace, ...(mappingKey !== undefined && { mappingKey }) };
}
