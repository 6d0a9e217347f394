import type { PoolProvider } from './provider-keys.ts';
import type { Claims } from './resolution.ts';

/** A claim that tokens of a provider carry. */
export interface KnownClaim {
  readonly name: string;
  /** What stands in it, for the list of suggestions. */
  readonly description: string;
  /** All values that it can have, where the provider leaves no other. */
  readonly values?: readonly string[];
  /** Users can change it at the provider, if nobody forbids it. */
  readonly isWritable?: boolean;
}

export interface ProviderClaims {
  readonly claims: readonly KnownClaim[];
  /** Rules can see no other claims. */
  readonly isComplete: boolean;
}

/** Claims that every token has that AWS accepts. */
export const alwaysThere: readonly string[] = ['iss', 'aud', 'sub'];

/** Prefix of the attributes that a user pool's owner has added. */
export const customPrefix = 'custom:';

/**
 * What rules can ask of the tokens of a provider.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 */
export function providerClaims(provider: PoolProvider): ProviderClaims {
  switch (provider.kind) {
    case 'user-pool':
      return { isComplete: false, claims: userPoolClaims(provider) };
    case 'google':
      return { isComplete: false, claims: [...idToken(googleIssuers), ...googleClaims] };
    case 'apple':
      return { isComplete: false, claims: [...idToken(['https://appleid.apple.com']), ...appleClaims] };
    case 'oidc':
      return { isComplete: false, claims: [...idToken([oidcIssuer(provider)]), ...profileClaims] };
    case 'saml':
      return { isComplete: false, claims: samlClaims };
    case 'amazon':
      return {
        isComplete: true,
        claims: [...socialClaims(provider), { name: 'user_id', description: 'User ID at Amazon' }],
      };
    case 'facebook':
      return { isComplete: true, claims: socialClaims(provider) };
    case 'twitter':
    case 'digits':
      return { isComplete: true, claims: basicClaims };
    case 'developer':
    case 'other':
      return { isComplete: false, claims: basicClaims };
  }
}

/** What AWS sees of a user's claims. Tokens that only their provider can read tell it no more than who the user is. */
export function visibleClaims(claims: Claims, provider: PoolProvider): Claims {
  const { claims: known, isComplete } = providerClaims(provider);
  if (!isComplete) return claims;
  return Object.fromEntries(Object.entries(claims).filter(([name]) => known.some((claim) => claim.name === name)));
}

const issuer = { name: 'iss', description: 'Who issued the token' };
const audience = { name: 'aud', description: 'The app that the token is for' };
const subject = { name: 'sub', description: 'ID of the user at the provider' };
const basicClaims: readonly KnownClaim[] = [subject, audience, issuer];

const googleIssuers = ['https://accounts.google.com', 'accounts.google.com'];

/** The audience may be another app's: AWS then goes by `azp`. */
function idToken(issuers: readonly string[]): readonly KnownClaim[] {
  return [subject, audience, { ...issuer, values: issuers }];
}

/** AWS itself makes these of the tokens that it can't read. */
function socialClaims({ login, detail }: PoolProvider): readonly KnownClaim[] {
  return [subject, { ...audience, values: [detail] }, { ...issuer, values: [login] }];
}

/** AWS takes no other: the ARN in IAM has it without https://. Only the local AWS knows issuers with http, on loopback. */
function oidcIssuer({ login }: PoolProvider): string {
  return `${/^(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(login) ? 'http' : 'https'}://${login}`;
}

const yesOrNo = ['true', 'false'];

const profileClaims: readonly KnownClaim[] = [
  { name: 'email', description: 'E-mail address' },
  { name: 'email_verified', description: 'Whether the e-mail address was checked: true or false' },
  { name: 'name', description: 'Full name' },
  { name: 'given_name', description: 'First name' },
  { name: 'family_name', description: 'Last name' },
  { name: 'preferred_username', description: 'Name that the user wants to be called by' },
  { name: 'groups', description: 'Groups, where the provider sends them' },
];

const googleClaims: readonly KnownClaim[] = [
  { name: 'email', description: 'E-mail address' },
  { name: 'email_verified', description: 'Whether Google has checked the address: true or false', values: yesOrNo },
  { name: 'hd', description: 'Domain of the Google Workspace organization; absent for private accounts' },
  { name: 'name', description: 'Full name', isWritable: true },
  { name: 'given_name', description: 'First name', isWritable: true },
  { name: 'family_name', description: 'Last name', isWritable: true },
  { name: 'picture', description: 'Address of the picture', isWritable: true },
  { name: 'locale', description: 'Language', isWritable: true },
];

const appleClaims: readonly KnownClaim[] = [
  { name: 'email', description: 'E-mail address, often one that Apple made up' },
  { name: 'email_verified', description: 'Whether Apple has checked the address: true or false', values: yesOrNo },
  { name: 'is_private_email', description: 'Whether Apple forwards the address: true or false', values: yesOrNo },
];

const samlClaims: readonly KnownClaim[] = [
  {
    name: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
    description: 'Name of the user',
  },
  {
    name: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn',
    description: 'User principal name',
  },
  {
    name: 'http://schemas.xmlsoap.org/claims/Group',
    description: 'Groups, as AD FS sends them',
  },
  { name: 'https://aws.amazon.com/SAML/Attributes/Role', description: 'Roles, each with the provider behind a comma' },
];

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html */
function userPoolClaims(provider: PoolProvider): readonly KnownClaim[] {
  return [
    { name: 'cognito:groups', description: 'Groups of the user, a list' },
    { name: 'cognito:roles', description: 'Roles of these groups, a list' },
    { name: 'cognito:preferred_role', description: 'Role of the group with the best precedence' },
    { name: 'cognito:username', description: 'User name in the user pool' },
    subject,
    { ...audience, values: [provider.detail] },
    { ...issuer, values: [`https://${provider.tagProvider}`] },
    { name: 'token_use', description: 'Always id', values: ['id'] },
    { name: 'email', description: 'E-mail address', isWritable: true },
    { name: 'email_verified', description: 'Whether the address was checked: true or false', values: yesOrNo },
    { name: 'phone_number', description: 'Phone number', isWritable: true },
    { name: 'phone_number_verified', description: 'Whether the number was checked: true or false', values: yesOrNo },
    ...writableAttributes.map((name): KnownClaim => ({ name, description: 'Attribute of the user', isWritable: true })),
  ];
}

/** The standard attributes of user pools that have no other line here. */
const writableAttributes: readonly string[] = [
  'name',
  'given_name',
  'family_name',
  'middle_name',
  'nickname',
  'preferred_username',
  'profile',
  'picture',
  'website',
  'gender',
  'birthdate',
  'zoneinfo',
  'locale',
  'address',
];
