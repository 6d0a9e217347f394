import { AwsError, notAuthorized } from '../protocol/errors.ts';
import type { VerifiedLogin } from './logins/login.ts';
import type { PoolRoles, RoleMapping } from './shapes.ts';

/** For whom a role is wanted, once identity and logins are settled. */
export type RoleUser =
  | { readonly kind: 'guest' }
  | { readonly kind: 'developer' }
  | { readonly kind: 'federated'; readonly logins: readonly VerifiedLogin[] };

type MappingRule = NonNullable<RoleMapping['RulesConfiguration']>['Rules'][number];

/** What a login may choose from with CustomRoleArn, and what it gets where it does not choose. */
interface Offer {
  readonly roles: readonly string[];
  readonly role: string | undefined;
}

/**
 * The ARN of the role that the enhanced flow assumes; throws the service's refusal where there is none. Written from
 * the documentation and not from the console's simulator, so that each can witness against the other (decision 012).
 * Of several logins the first one with a mapping decides.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 */
export function chooseRole(
  { Roles, RoleMappings = {} }: PoolRoles,
  user: RoleUser,
  customRoleArn: string | undefined,
): string {
  if (user.kind === 'guest') return configured(Roles['unauthenticated']);
  if (user.kind === 'developer') return configured(Roles['authenticated']);

  for (const { mappingKey, claims } of user.logins) {
    const mapping = Object.hasOwn(RoleMappings, mappingKey) ? RoleMappings[mappingKey] : undefined;
    if (mapping === undefined) continue;
    const role = chosen(mapping.Type === 'Token' ? offerOfToken(claims) : offerOfRules(mapping, claims), customRoleArn);
    if (role !== undefined) return role;
    if (mapping.AmbiguousRoleResolution === 'AuthenticatedRole') return configured(Roles['authenticated']);
    throw notAuthorized(`The ambiguous role mapping rules for: ${mappingKey} denied this request.`);
  }
  const samlRoles = user.logins.find((login) => login.samlRoles?.length)?.samlRoles ?? [];
  const role = chosen({ roles: samlRoles, role: onlyOne(samlRoles) }, customRoleArn);
  return configured(role ?? (samlRoles.length === 0 ? Roles['authenticated'] : undefined));
}

export function badConfiguration(): AwsError {
  return new AwsError(
    'InvalidIdentityPoolConfigurationException',
    'Invalid identity pool configuration. Check assigned IAM roles for this pool.',
  );
}

function configured(role: string | undefined): string {
  if (role === undefined) throw badConfiguration();
  return role;
}

function chosen({ roles, role }: Offer, customRoleArn: string | undefined): string | undefined {
  if (customRoleArn === undefined) return role;
  if (roles.includes(customRoleArn)) return customRoleArn;
  throw notAuthorized(`The role '${customRoleArn}' is not one that this login may choose.`);
}

/** `cognito:roles` is documented as text with commas; user pools send a list. */
function offerOfToken(claims: VerifiedLogin['claims']): Offer {
  const { 'cognito:preferred_role': preferred, 'cognito:roles': given } = claims;
  const list: readonly unknown[] = Array.isArray(given) ? given : typeof given === 'string' ? given.split(',') : [];
  const roles = list.flatMap((role) => (typeof role === 'string' && role.trim() !== '' ? [role.trim()] : []));
  return { roles, role: typeof preferred === 'string' && preferred !== '' ? preferred : onlyOne(roles) };
}

function offerOfRules({ RulesConfiguration }: RoleMapping, claims: VerifiedLogin['claims']): Offer {
  const rules = RulesConfiguration?.Rules ?? [];
  const roles = rules.filter((rule) => isMet(rule, claims)).map(({ RoleARN }) => RoleARN);
  return { roles, role: roles[0] };
}

/** A claim that is missing, or in which nothing is text, meets no rule, not even one of NotEqual. Of a list any element will do. */
function isMet({ Claim, MatchType, Value }: MappingRule, claims: VerifiedLogin['claims']): boolean {
  const claim = Object.hasOwn(claims, Claim) ? claims[Claim] : undefined;
  const elements: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  const texts = elements.flatMap((element) => claimText(element) ?? []);
  switch (MatchType) {
    case 'Equals':
      return texts.includes(Value);
    case 'NotEqual':
      return (texts.length > 0 || elements.length === 0) && !texts.includes(Value);
    case 'StartsWith':
      return texts.some((text) => text.startsWith(Value));
    case 'Contains':
      return texts.some((text) => text.includes(Value));
  }
}

/** Numbers and booleans are compared as JSON writes them. */
export function claimText(value: unknown): string | undefined {
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}

function onlyOne(roles: readonly string[]): string | undefined {
  return roles.length === 1 ? roles[0] : undefined;
}
