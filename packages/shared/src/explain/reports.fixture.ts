import type { PoolDocument } from '../aws/pool-document.ts';
import { poolTrustPolicy } from '../policy/trust.ts';
import { tokenForm } from '../roles/login-token.ts';
import { type AccessAttempt, known } from './facts.ts';
import {
  account,
  type Given,
  identity,
  identityId,
  login,
  poolId,
  role,
  token,
  tokenRules,
  userPool,
} from './fixture.ts';

/** An error as somebody met it, and which cause is the true one. */
export interface Report {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly operation?: string;
  readonly given?: Given;
  readonly cause: string;
  /** What the first cause says, of the values of this case. */
  readonly says: RegExp;
}

const guestRole = `arn:aws:iam::${account}:role/shop-guest`;
const groupRole = `arn:aws:iam::${account}:role/admins`;
const pathRole = `arn:aws:iam::${account}:role/service-role/shop-user`;
const trust = poolTrustPolicy({ poolId, kind: 'authenticated', needsTagSession: false });
const withRoles = (...arns: string[]) => ({ trustPolicies: known(new Map(arns.map((arn) => [arn, trust]))) });
const bothRoles: Partial<PoolDocument> = {
  AllowUnauthenticatedIdentities: true,
  Roles: { authenticated: role, unauthenticated: guestRole },
};
const groups: Partial<PoolDocument> = { ...bothRoles, RoleMappings: tokenRules };
const guest: AccessAttempt = { kind: 'guest' };
const facebook: Partial<PoolDocument> = { SupportedLoginProviders: { 'graph.facebook.com': '1029384756' } };
const opaque = (key: string): AccessAttempt => ({
  kind: 'federated',
  login: key,
  tokenForm: tokenForm('EAAGm0PX4ZCpsBAKZC'),
});

const forbidden = (value: string) => `Access to Role '${value}' is forbidden.`;
const denied = (roleName: string, action: string, reason = '', session = 'CognitoIdentityCredentials') =>
  `User: arn:aws:sts::${account}:assumed-role/${roleName}/${session} is not authorized to perform: ${action} on resource: arn:aws:x:us-east-1:${account}:thing/1${reason}`;
const bySessionPolicy = (action: string) => ` because no session policy allows the ${action} action`;
const notValid = (arn: string) => `Identity provider ${arn} is not valid for account ${account}`;
const noMatch = "Logins don't match. Please include at least one valid login for this identity or identity pool.";
const unsupported = 'Token is not from a supported provider of this identity pool.';
const notOidc = 'Invalid login token. Not a valid OpenId Connect identity token.';
const issuer = "Invalid login token. Issuer doesn't match providerName";
const stsNotJwt = 'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)';
const classic: AccessAttempt = { kind: 'guest', flow: 'classic' };

const roleArns: readonly Report[] = [
  {
    name: 'the name of a role, which the account has',
    message: forbidden('shop-stack-GuestRole-9Z8Y7X6W5V4U'),
    given: { facts: withRoles(`arn:aws:iam::${account}:role/shop-stack-GuestRole-9Z8Y7X6W5V4U`) },
    cause: 'not-a-role-arn',
    says: /is a name, and not the ARN of a role\. The account has a role of this name, arn:aws:iam::123456789012:role\/shop/,
  },
  {
    name: 'the name of a role, which the account does not have',
    message: forbidden('shop-guest'),
    cause: 'not-a-role-arn',
    says: /is a name/,
  },
  {
    name: 'an ARN without an account',
    message: forbidden('arn:aws:iam::role/shop-guest'),
    cause: 'not-a-role-arn',
    says: /six parts|twelve digits/,
  },
  {
    name: 'an ARN with an account too short',
    message: forbidden('arn:aws:iam::12345:role/shop-guest'),
    cause: 'not-a-role-arn',
    says: /twelve digits/,
  },
  {
    name: 'an ARN with a region in the place of the partition',
    message: forbidden(`arn:us-east-1:iam::${account}:role/shop-guest`),
    given: { facts: withRoles(guestRole) },
    cause: 'not-a-role-arn',
    says: /the region us-east-1 in the place of the partition, which is aws/,
  },
  {
    name: 'an ARN of IAM with a region',
    message: forbidden(`arn:aws:iam:us-east-1:${account}:role/shop-guest`),
    cause: 'not-a-role-arn',
    says: /ARNs of IAM have none/,
  },
  {
    name: 'an STS session',
    message: forbidden(`arn:aws:sts::${account}:assumed-role/shop-guest/web`),
    cause: 'not-a-role-arn',
    says: /an STS session/,
  },
  {
    name: 'an instance profile',
    message: forbidden(`arn:aws:iam::${account}:instance-profile/shop`),
    cause: 'not-a-role-arn',
    says: /for “instance-profile”, and not of a role/,
  },
  {
    name: 'white space around the ARN',
    message: forbidden(` ${role}`),
    cause: 'not-a-role-arn',
    says: /white space/,
  },
  {
    name: 'a placeholder that no template filled in',
    message: forbidden('${AuthRole.Arn}'),
    cause: 'not-a-role-arn',
    says: /six parts/,
  },
  {
    name: 'an ARN of the commercial partition for a pool of GovCloud',
    message: forbidden(`arn:aws:iam::${account}:role/shop-guest`),
    given: { facts: { poolId: 'us-gov-west-1:11111111-2222-4333-8444-555555555555' } },
    cause: 'not-a-role-arn',
    says: /partition aws, and us-gov-west-1 is in aws-us-gov/,
  },
  {
    name: 'an ARN without the path of the role',
    message: forbidden(`arn:aws:iam::${account}:role/shop-user`),
    given: { facts: withRoles(pathRole) },
    cause: 'role-missing',
    says: /it has arn:aws:iam::123456789012:role\/service-role\/shop-user, with another path/,
  },
  {
    name: 'STS was asked for a role by its name',
    code: 'ValidationError',
    message: 'Request ARN is invalid',
    given: { attempt: { ...classic, roleArn: 'shop-guest' } },
    cause: 'not-a-role-arn',
    says: /shop-guest is a name/,
  },
];

const denials: readonly Report[] = [
  {
    name: 'a guest calls a service that guests have not, as AWS says',
    message: denied(
      'shop-guest',
      'kinesisvideo:GetSignalingChannelEndpoint',
      bySessionPolicy('kinesisvideo:GetSignalingChannelEndpoint'),
    ),
    given: { pool: bothRoles, attempt: guest },
    cause: 'guest-scope',
    says: /kinesisvideo:GetSignalingChannelEndpoint is not in it, as AWS says/,
  },
  {
    name: 'the same where nothing is known of the pool',
    message: denied('shop-guest', 'bedrock:InvokeModel', bySessionPolicy('bedrock:InvokeModel')),
    cause: 'guest-scope',
    says: /bedrock:InvokeModel is not in it/,
  },
  {
    name: 'a guest calls a service that guests have not, and AWS gives no reason',
    message: denied('shop-guest', 'kinesisvideo:DescribeSignalingChannel'),
    given: { pool: bothRoles, attempt: guest },
    cause: 'guest-scope',
    says: /kinesisvideo:DescribeSignalingChannel is not in it/,
  },
  {
    name: 'a guest calls a service that guests have not, and the role does not allow it either',
    message: denied(
      'shop-guest',
      'sts:GetFederationToken',
      ' because no identity-based policy allows the sts:GetFederationToken action',
    ),
    given: { pool: bothRoles, attempt: guest },
    cause: 'guest-scope',
    says: /Besides, no identity-based policy allows it/,
  },
  {
    name: 'a guest calls a service that guests may use, and the role does not allow it',
    message: denied('shop-guest', 's3:GetObject', ' because no identity-based policy allows the s3:GetObject action'),
    given: { pool: bothRoles, attempt: guest },
    cause: 'not-allowed',
    says: /No identity-based policy of .* allows s3:GetObject/,
  },
  {
    name: 'a user signed in, and the keys are of the guest role',
    message: denied('shop-guest', 's3:PutObject', ' because no identity-based policy allows the s3:PutObject action'),
    given: { pool: bothRoles, attempt: login },
    cause: 'guest-credentials',
    says: /shop-guest is the guest role of the pool, and a login of cognito-idp.* was there/,
  },
  {
    name: 'a user signed in, the keys are of the guest role, and the service is none for guests',
    message: denied(
      'shop-guest',
      'kinesisvideo:DescribeSignalingChannel',
      bySessionPolicy('kinesisvideo:DescribeSignalingChannel'),
    ),
    given: { pool: bothRoles, attempt: login },
    cause: 'guest-credentials',
    says: /guest role/,
  },
  {
    name: 'a group of the user pool gives its own role',
    message: denied('admins', 's3:PutObject', ' because no identity-based policy allows the s3:PutObject action'),
    given: { pool: groups, attempt: login },
    cause: 'role-of-mapping',
    says: /admins is none of the pool’s default roles.*group of the user pool/,
  },
  {
    name: 'a group of the user pool gives its own role, as the token says',
    message: denied('admins', 's3:PutObject'),
    given: {
      pool: groups,
      attempt: { ...login, claims: { ...token, 'cognito:preferred_role': groupRole } },
      facts: withRoles(groupRole),
    },
    cause: 'role-of-mapping',
    says: /The token of the user names the role admins/,
  },
  {
    name: 'a rule gives another role',
    message: denied('admins', 'dynamodb:Query'),
    given: {
      pool: {
        ...bothRoles,
        RoleMappings: {
          [`${userPool}:client1`]: {
            Type: 'Rules',
            AmbiguousRoleResolution: 'Deny',
            RulesConfiguration: {
              Rules: [
                { Claim: 'sub', MatchType: 'Equals', Value: 'eve', RoleARN: role },
                { Claim: 'sub', MatchType: 'Equals', Value: 'ada', RoleARN: groupRole },
              ],
            },
          },
        },
      },
      attempt: login,
    },
    cause: 'role-of-mapping',
    says: /Rule 2 of cognito-idp/,
  },
  {
    name: 'a signed-in user with the default role, which does not allow it',
    message: denied('orders-user', 'kinesisvideo:DescribeSignalingChannel'),
    given: { pool: bothRoles, attempt: login },
    cause: 'not-allowed',
    says: /allows kinesisvideo/,
  },
  {
    name: 'the classic flow with a session policy of the app',
    message: denied('orders-user', 's3:PutObject', bySessionPolicy('s3:PutObject'), 'web-session'),
    given: { pool: bothRoles, attempt: { ...login, flow: 'classic' } },
    cause: 'session-policy',
    says: /web-session is not a session of a guest/,
  },
  {
    name: 'an explicit deny for a guest',
    message: denied(
      'shop-guest',
      'kinesisvideo:DescribeSignalingChannel',
      ' with an explicit deny in a service control policy',
    ),
    given: { pool: bothRoles, attempt: guest },
    cause: 'explicit-deny',
    says: /explicit deny in a service control policy/,
  },
];

const packed = (what: string, percent: number) => `Packed ${what} consumes ${percent}% of allotted space.`;
const oneTag: Partial<PoolDocument> = {
  PrincipalTagAttributeMaps: { [userPool]: { UseDefaults: false, PrincipalTags: { who: 'email' } } },
};
const sizes: readonly Report[] = [
  {
    name: 'tags are too large, and the token that is known has a small one',
    code: 'PackedPolicyTooLarge',
    operation: 'AssumeRoleWithWebIdentity',
    message: packed('size of session tags', 138),
    given: { pool: oneTag, attempt: { ...login, claims: { ...token, email: 'a@example.com' } } },
    cause: 'tags-too-large',
    says: /138% of the space\. The token that is known here makes tags of 16 bytes only/,
  },
  {
    name: 'tags are too large, and the token that is known shows it',
    message: packed('size of session tags', 117),
    given: { pool: oneTag, attempt: { ...login, claims: { ...token, email: 'a'.repeat(600) } } },
    cause: 'tags-too-large',
    says: /The tags of this token have 603 bytes/,
  },
  {
    name: 'tags are too large, and no token is known',
    message: packed('size of session tags', 104),
    cause: 'tags-too-large',
    says: /104%/,
  },
  {
    name: 'a session policy is too large',
    code: 'PackedPolicyTooLarge',
    message: 'Packed policy consumes 181% of allotted space, please use smaller policy.',
    cause: 'session-policies-too-large',
    says: /181% of the space/,
  },
  {
    name: 'all of it together is too large for the token of the session',
    code: 'PackedPolicyTooLarge',
    message: 'Serialized token too large for session',
    cause: 'tags-too-large',
    says: /the session is too large/,
  },
];

const providers: readonly Report[] = [
  {
    name: 'a SAML provider with a region in the place of the partition',
    code: 'NotAuthorizedException',
    message: notValid(`arn:ca-central-1:iam::${account}:saml-provider/acme`),
    cause: 'not-a-provider-arn',
    says: /the region ca-central-1 in the place of the partition, which is aws/,
  },
  {
    name: 'an OIDC provider with a region in the place of the partition',
    code: 'NotAuthorizedException',
    message: notValid(`arn:us-east-1:iam::${account}:oidc-provider/idp.example.com`),
    cause: 'not-a-provider-arn',
    says: /the region us-east-1/,
  },
  {
    name: 'a SAML provider by its name',
    message: notValid('acme-saml-provider-of-ours'),
    cause: 'not-a-provider-arn',
    says: /is a name/,
  },
  {
    name: 'a role in the place of a provider',
    message: notValid(role),
    cause: 'not-a-provider-arn',
    says: /for “role”, and not of a SAML provider or an OIDC provider/,
  },
  {
    name: 'a provider of IAM that was never made',
    message: notValid(`arn:aws:iam::${account}:saml-provider/acme`),
    cause: 'provider-missing',
    says: /IAM has no arn/,
  },
];

const noProviders: Partial<PoolDocument> = {
  CognitoIdentityProviders: [],
  SupportedLoginProviders: {},
  OpenIdConnectProviderARNs: [],
  SamlProviderARNs: [],
  DeveloperProviderName: undefined,
};
const logins: readonly Report[] = [
  {
    name: 'a login for a pool that has no provider',
    operation: 'GetId',
    message: noMatch,
    given: { pool: noProviders, attempt: login },
    cause: 'provider-not-in-pool',
    says: /The pool has no provider at all, and the app sent a login of cognito-idp/,
  },
  {
    name: 'a pool without a provider, and nothing is known of the login',
    operation: 'GetId',
    message: noMatch,
    given: { pool: noProviders },
    cause: 'provider-not-in-pool',
    says: /no provider at all/,
  },
  {
    name: 'a login of a provider that the pool has no more',
    operation: 'GetId',
    message: noMatch,
    given: { pool: { CognitoIdentityProviders: [] }, attempt: login },
    cause: 'provider-not-in-pool',
    says: /the pool has accounts\.google\.com/,
  },
  {
    name: 'a back end links its user to the identity of somebody who signs in elsewhere',
    operation: 'GetOpenIdTokenForDeveloperIdentity',
    message: noMatch,
    given: {
      attempt: { kind: 'developer', login: 'login.example', identityId },
      facts: identity([userPool]),
    },
    cause: 'public-token-missing',
    says: /no valid token of these was sent/,
  },
  {
    name: 'an access token of Facebook for another app',
    message: unsupported,
    given: { pool: facebook, attempt: opaque('graph.facebook.com') },
    cause: 'app-client-not-in-pool',
    says: /no audience that can be read here: compare the App ID of the pool, 1029384756/,
  },
  {
    name: 'an access token of Amazon for another app',
    message: unsupported,
    given: {
      pool: { SupportedLoginProviders: { 'www.amazon.com': 'amzn1.application.1' } },
      attempt: opaque('www.amazon.com'),
    },
    cause: 'app-client-not-in-pool',
    says: /compare the App ID of the pool, amzn1\.application\.1/,
  },
  {
    name: 'a token of Facebook that was not pasted',
    message: unsupported,
    given: { pool: facebook, attempt: { kind: 'federated', login: 'graph.facebook.com' } },
    cause: 'app-client-not-in-pool',
    says: /compare the App ID/,
  },
  {
    name: 'the key Facebook in place of graph.facebook.com',
    message: notOidc,
    given: { pool: facebook, attempt: opaque('Facebook') },
    cause: 'login-key-spelling',
    says: /The app sent the key Facebook; the pool has graph\.facebook\.com/,
  },
  {
    name: 'the key Google in a pool that has no Google',
    message: notOidc,
    given: { pool: facebook, attempt: opaque('Google') },
    cause: 'login-key-spelling',
    says: /AWS knows this provider as accounts\.google\.com/,
  },
  {
    name: 'a key with two letters swapped',
    message: notOidc,
    given: { pool: facebook, attempt: opaque('graph.facebok.com') },
    cause: 'login-key-spelling',
    says: /the pool has graph\.facebook\.com/,
  },
  {
    name: 'the key of a user pool without its host',
    message: unsupported,
    given: { attempt: { ...login, login: 'us-east-1_abc' } },
    cause: 'login-key-spelling',
    says: /the pool has cognito-idp/,
  },
  {
    name: 'the key of a user pool with the region of the app',
    message: issuer,
    given: { attempt: { ...login, login: 'cognito-idp.eu-west-1.amazonaws.com/us-east-1_abc' } },
    cause: 'login-key-spelling',
    says: /the pool has cognito-idp\.us-east-1/,
  },
  {
    name: 'the key of a user pool whose region the app never set',
    message: issuer,
    given: { attempt: { ...login, login: 'cognito-idp.undefined.amazonaws.com/us-east-1_abc' } },
    cause: 'login-key-spelling',
    says: /undefined/,
  },
  {
    name: 'a key with https://',
    message: issuer,
    given: { attempt: { ...login, login: `https://${userPool}` } },
    cause: 'login-key-spelling',
    says: /https:/,
  },
  {
    name: 'the token of a user pool under the key of Google',
    message: issuer,
    given: { attempt: { ...login, login: 'accounts.google.com' } },
    cause: 'issuer-other-provider',
    says: /was issued by https:\/\/cognito-idp.*, and sent under accounts\.google\.com/,
  },
  {
    name: 'the token of another user pool, whose id is almost the same',
    message: unsupported,
    given: { attempt: { ...login, login: `${userPool}d`, claims: { ...token, iss: `https://${userPool}d` } } },
    cause: 'provider-not-in-pool',
    says: /The app sent a login of cognito-idp/,
  },
];

const sts: readonly Report[] = [
  {
    name: 'the text “undefined” after the pool refused the classic flow',
    code: 'InvalidIdentityToken',
    operation: 'AssumeRoleWithWebIdentity',
    message: stsNotJwt,
    given: { attempt: classic },
    cause: 'classic-flow-refused',
    says: /AllowClassicFlow: false/,
  },
  {
    name: 'an access token where the pool allows the classic flow',
    code: 'InvalidIdentityToken',
    message: stsNotJwt,
    given: { pool: { AllowClassicFlow: true }, attempt: classic },
    cause: 'not-open-id-token',
    says: /an access token, another text, or empty/,
  },
  {
    name: 'a pool with role mappings, which have no classic flow',
    message: stsNotJwt,
    given: { pool: { AllowClassicFlow: true, RoleMappings: tokenRules }, attempt: classic },
    cause: 'classic-flow-refused',
    says: /role mappings/,
  },
  {
    name: 'a session longer than the role allows',
    code: 'ValidationError',
    operation: 'AssumeRoleWithWebIdentity',
    message: 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    given: { attempt: { ...classic, roleArn: role } },
    cause: 'longer-than-role-allows',
    says: /MaxSessionDuration of arn:aws:iam::123456789012:role\/orders-user/,
  },
  {
    name: 'a session of a chained role longer than an hour',
    message: 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    cause: 'role-chaining',
    says: /one hour/,
  },
  {
    name: 'a session of a minute',
    message:
      "1 validation error detected: Value '60' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    cause: 'duration-out-of-range',
    says: /60 seconds/,
  },
  {
    name: 'the token of the user pool was sent to STS',
    code: 'InvalidIdentityToken',
    message: `No OpenIDConnect provider found in your account for https://${userPool}`,
    given: { attempt: { ...login, flow: 'classic' } },
    cause: 'login-token-to-sts',
    says: /a provider of this pool/,
  },
  {
    name: 'the token of a user pool that the pool does not have was sent to STS',
    message:
      'No OpenIDConnect provider found in your account for https://cognito-idp.us-east-1.amazonaws.com/us-east-1_other',
    cause: 'login-token-to-sts',
    says: /a user pool/,
  },
  {
    name: 'a build server without its OIDC provider in IAM',
    message: 'No OpenIDConnect provider found in your account for https://token.actions.githubusercontent.com',
    cause: 'iam-oidc-missing',
    says: /IAM has no OIDC provider token\.actions\.githubusercontent\.com/,
  },
  {
    name: 'an OIDC provider that IAM has with a slash more',
    message: 'No OpenIDConnect provider found in your account for https://idp.example.com/',
    given: {
      facts: {
        oidcProviders: known([{ Arn: `arn:aws:iam::${account}:oidc-provider/idp.example.com`, ClientIDList: [] }]),
      },
    },
    cause: 'iam-oidc-missing',
    says: /IAM has idp\.example\.com, which is spelled in another way/,
  },
  {
    name: 'a token of GetOpenIdToken that had expired',
    code: 'ExpiredTokenException',
    message: 'Token expired: current date/time 1633093442 must be before the expiration date/time1633093032',
    cause: 'open-id-token-expired',
    says: /2021-10-01 12:57:12 UTC, 6 minutes before/,
  },
  {
    name: 'the same with dates in words',
    message:
      'Token expired: current date/time 2026-03-01T12:10:00Z must be before the expiration date/time 2026-03-01T11:10:00Z',
    cause: 'open-id-token-expired',
    says: /2026-03-01 11:10:00 UTC, 1 hour before/,
  },
  {
    name: 'temporary keys that have expired',
    message: 'The security token included in the request is expired',
    cause: 'temporary-keys-expired',
    says: /AWS says so/,
  },
];

/** What people have met, each with its siblings. */
export const reports: readonly Report[] = [...roleArns, ...denials, ...sizes, ...providers, ...logins, ...sts];
