/** One message of Cognito Identity or STS. Named groups of `pattern` are its variable parts. */
export interface CatalogueMessage {
  readonly id: string;
  readonly code: string;
  readonly pattern: RegExp;
  /** In plain words. */
  readonly meaning: string;
}

/**
 * The messages that users and administrators of identity pools meet. A more special message stands before a more general
 * one. https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html
 */
export const errorCatalogue = [
  {
    id: 'pool-not-found',
    code: 'ResourceNotFoundException',
    pattern: /IdentityPool '(?<poolId>[^']*)' not found/i,
    meaning: 'The app asked for an identity pool that this account and region do not have.',
  },
  {
    id: 'identity-not-found',
    code: 'ResourceNotFoundException',
    pattern: /Identity '(?<identityId>[^']*)' not found/i,
    meaning: 'The app came with an identity ID that does not exist, or no longer does.',
  },
  {
    id: 'guests-refused',
    code: 'NotAuthorizedException',
    pattern: /Unauthenticated access is not supported for this identity pool/i,
    meaning: 'The app came without a login, as a guest, and this pool does not let guests in.',
  },
  {
    id: 'identity-forbidden',
    code: 'NotAuthorizedException',
    pattern: /Access to Identity '(?<identityId>[^']*)' is forbidden/i,
    meaning: 'The identity cannot be used the way the app tried: without a login, or because it was disabled.',
  },
  {
    id: 'logins-dont-match',
    code: 'NotAuthorizedException',
    pattern: /Logins don'?t match\. ?Please include at least one valid login/i,
    meaning: 'The token is good, but its login is none of those of the identity, or of the pool.',
  },
  {
    id: 'unsupported-provider',
    code: 'NotAuthorizedException',
    pattern: /Token is not from a supported provider of this identity pool/i,
    meaning: 'The token comes from a provider, or from an app client of it, that this pool does not list.',
  },
  {
    id: 'issuer-mismatch',
    code: 'NotAuthorizedException',
    pattern: /Invalid login token\. ?Issuer doesn'?t match providerName/i,
    meaning: 'The token was issued by somebody else than the key in Logins says.',
  },
  {
    id: 'claim-missing',
    code: 'NotAuthorizedException',
    pattern: /Invalid login token\. ?Missing a required claim: ?(?<claim>[\w:.-]*\w)/i,
    meaning: 'The token lacks a claim that every ID token has.',
  },
  {
    id: 'token-expired-at',
    code: 'NotAuthorizedException',
    pattern: /Invalid login token\. ?Token expired: ?(?<now>\d+) ?>= ?(?<exp>\d+)/i,
    meaning: 'The token was sent after it had expired.',
  },
  {
    id: 'token-expired',
    code: 'NotAuthorizedException',
    pattern: /Invalid login token\. ?Token is expired/i,
    meaning: 'The token was sent after it had expired.',
  },
  {
    id: 'bad-signature',
    code: 'NotAuthorizedException',
    pattern: /Invalid login token\. ?Couldn'?t verify signed token/i,
    meaning: 'The signature of the token does not fit the keys that its issuer publishes.',
  },
  {
    id: 'not-id-token',
    code: 'NotAuthorizedException',
    pattern: /Invalid login token\. ?Not a valid OpenId Connect identity token/i,
    meaning: 'What the app sent as a token is not a JWT.',
  },
  {
    id: 'not-cognito-token',
    code: 'NotAuthorizedException',
    pattern: /Invalid login token\. ?Not a Cognito token/i,
    meaning: 'Under the key of identity pools themselves only tokens of GetOpenIdTokenForDeveloperIdentity are taken.',
  },
  {
    id: 'cognito-token-refused',
    code: 'NotAuthorizedException',
    pattern: /Invalid login token\. ?Can'?t pass in a Cognito token/i,
    meaning: 'A token of the identity pool itself was sent to an operation that does not take one.',
  },
  {
    id: 'wrong-audience',
    code: 'NotAuthorizedException',
    // STS says it without the beginning.
    pattern: /(?:Invalid login token\. ?)?Incorrect token audience/i,
    meaning: 'The token was made for another app than those that the provider lists.',
  },
  {
    id: 'not-public-provider',
    code: 'InvalidParameterException',
    pattern: /Please provide a valid public provider/i,
    meaning: 'The app named the developer provider in Logins, which only a back end may do.',
  },
  {
    id: 'classic-off',
    code: 'InvalidParameterException',
    pattern: /Basic \(classic\) flow is not enabled/i,
    meaning: 'The app used the basic (classic) flow, and the pool does not allow it.',
  },
  {
    id: 'classic-with-mappings',
    code: 'InvalidParameterException',
    pattern: /Basic \(classic\) flow is not supported with RoleMappings/i,
    meaning: 'The app used the basic (classic) flow, which AWS refuses for pools with role mappings.',
  },
  {
    id: 'classic-with-saml',
    code: 'InvalidParameterException',
    pattern: /Basic \(classic\) flow is not supported with SAML/i,
    meaning: 'The app used the basic (classic) flow with a SAML login, which AWS refuses.',
  },
  {
    id: 'bad-configuration',
    code: 'InvalidIdentityPoolConfigurationException',
    pattern: /Invalid identity pool configuration\. ?Check assigned IAM roles/i,
    meaning: 'The login was accepted, but AWS could not take on the role that the pool has for this user.',
  },
  {
    id: 'ambiguous-roles',
    code: 'NotAuthorizedException',
    pattern: /ambiguous role mapping rules for: ?(?<key>\S+) denied this request/i,
    meaning: 'The login was accepted, but the role mapping of its provider found no role and then refuses.',
  },
  {
    id: 'role-not-choosable',
    code: 'NotAuthorizedException',
    pattern: /The role '(?<role>[^']*)' is not one that this login may choose/i,
    meaning: 'The app asked for a role (CustomRoleArn) that this user may not choose.',
  },
  {
    id: 'sts-not-authorized',
    code: 'AccessDenied',
    pattern: /Not authorized to perform:? sts:AssumeRoleWithWebIdentity/i,
    meaning: 'The trust policy of the role does not let this user of the pool in, or the role does not exist.',
  },
  {
    id: 'tags-too-large',
    code: 'PackedPolicyTooLarge',
    pattern:
      /Packed (?:size of )?(?<what>[\w ]+?) consumes (?<percent>\d+)% of allotted space|Serialized token too large for session/i,
    meaning: 'The principal tags of this user, or the policies of the session, are larger than a session can carry.',
  },
  {
    id: 'sts-not-a-jwt',
    code: 'InvalidIdentityToken',
    pattern: /The ID Token provided is not a valid JWT/i,
    meaning: 'What the app sent to STS as a token is none. It must be the token that GetOpenIdToken answered.',
  },
  {
    id: 'oidc-provider-unknown',
    code: 'InvalidIdentityToken',
    pattern: /No OpenID ?Connect provider found in your account for (?<issuer>[^\s'"},]*[^\s'"},.])/i,
    meaning: 'STS got a token of an issuer that IAM of this account does not know.',
  },
  {
    id: 'sts-token-expired',
    code: 'ExpiredTokenException',
    pattern:
      /Token expired: ?current date\/time (?<now>[\w:.+-]+) must be before the expiration date\/time ?(?<exp>[\w:.+-]*\w)/i,
    meaning: 'The token of GetOpenIdToken was sent to STS after it had expired.',
  },
  {
    id: 'duration-too-long',
    code: 'ValidationError',
    pattern: /The requested DurationSeconds exceeds the MaxSessionDuration set for this role/i,
    meaning: 'The app asked STS for a longer session than the role allows.',
  },
  {
    id: 'role-chaining-too-long',
    code: 'ValidationError',
    pattern: /The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining/i,
    meaning: 'A session of a role asked for another role for longer than an hour.',
  },
  {
    id: 'duration-invalid',
    code: 'ValidationError',
    pattern: /Value '?(?<value>-?\d+)'? at 'durationSeconds' failed to satisfy constraint/i,
    meaning: 'The app asked STS for a session that is shorter or longer than any may be.',
  },
  {
    id: 'request-arn-invalid',
    code: 'ValidationError',
    pattern: /Request ARN is invalid/i,
    meaning: 'The app asked STS for a role by something that is not the ARN of a role.',
  },
  {
    id: 'role-forbidden',
    code: 'NotAuthorizedException',
    pattern: /Access to Role '(?<role>[^']*)' is forbidden/i,
    meaning: 'Whoever set the roles of the pool may not give this role to Cognito.',
  },
  {
    id: 'mapping-key-invalid',
    code: 'InvalidParameterException',
    pattern: /\((?<key>[^()]*)\) is not a valid RoleMapping ProviderName/i,
    meaning: 'A role mapping names a provider that the pool does not have, or spells it in another way.',
  },
  {
    id: 'too-many-rules',
    code: 'InvalidParameterException',
    pattern: /The number of rules in the request exceeded (?<limit>\d+)/i,
    meaning: 'A role mapping has more rules than AWS takes.',
  },
  {
    id: 'user-pool-invalid',
    code: 'InvalidParameterException',
    pattern: /Invalid Cognito Identity Provider/i,
    meaning: 'A user pool in the settings is not written as AWS wants it, or its app client is missing.',
  },
  {
    id: 'provider-arn-invalid',
    code: 'InvalidParameterException',
    pattern: /Identity provider (?<arn>\S+) is not valid for account (?<account>\d+)/i,
    meaning: 'What the settings name as an IAM provider is not one of this account.',
  },
  {
    id: 'no-developer-provider',
    code: 'InvalidParameterException',
    pattern: /This identity pool does not support the specified developer provider/i,
    meaning: 'A back end named a developer provider that this pool does not have.',
  },
  {
    id: 'pool-forbidden',
    code: 'NotAuthorizedException',
    pattern: /Access to this identity pool is forbidden/i,
    meaning: 'The AWS credentials of the back end have no rights on this pool.',
  },
  {
    id: 'rate-exceeded',
    code: 'TooManyRequestsException',
    pattern: /^(?:.*[^\w])?Rate exceeded\b/i,
    meaning: 'The account makes more calls a second than AWS allows in this region.',
  },
  {
    id: 'pool-name-invalid',
    code: 'ValidationException',
    pattern: /Value '(?<value>.*)' at 'identityPoolName' failed to satisfy constraint: (?<constraint>.+)/i,
    meaning: 'The name of the pool has characters that AWS does not take, or a length that it does not take.',
  },
  {
    id: 'pool-id-invalid',
    code: 'ValidationException',
    pattern: /Value '?(?<value>.*?)'? at 'identityPoolId' failed to satisfy constraint: (?<constraint>.+)/i,
    meaning: 'What the app sent as the ID of the pool does not have the form of one.',
  },
  {
    id: 'identity-id-invalid',
    code: 'ValidationException',
    pattern: /Value '?(?<value>.*?)'? at 'identityId' failed to satisfy constraint: (?<constraint>.+)/i,
    meaning: 'What the app sent as the ID of the identity does not have the form of one.',
  },
  {
    id: 'login-length-invalid',
    code: 'ValidationException',
    pattern: /Value '?\{(?<value>.*)\}'? at 'logins' failed to satisfy constraint: (?<constraint>.+)/i,
    meaning: 'An entry of Logins has no token, or one that is too long.',
  },
  {
    id: 'login-providers-invalid',
    code: 'ValidationException',
    pattern: /'supportedLoginProviders' failed to satisfy constraint: (?<constraint>.+)/i,
    meaning: 'An app ID of a social provider has characters that AWS does not take, or a length that it does not take.',
  },
  {
    id: 'action-denied',
    code: 'AccessDeniedException',
    pattern:
      /User: ?(?<user>\S+) is not authorized to perform: ?(?<action>[\w-]+:\w+)(?: on resource: ?(?<resource>\S+))?(?<reason> (?:with an explicit deny|because no)[^(]*)?/i,
    meaning: 'The AWS credentials that made the call may not make it.',
  },
  {
    id: 'credentials-expired',
    code: 'ExpiredTokenException',
    pattern: /The security token included in the request is expired/i,
    meaning: 'The temporary keys that the call was signed with have expired.',
  },
  {
    id: 'credentials-invalid',
    code: 'UnrecognizedClientException',
    pattern: /The security token included in the request is invalid/i,
    meaning: 'AWS does not know the access key that the call was signed with.',
  },
] as const satisfies readonly CatalogueMessage[];
export type MessageId = (typeof errorCatalogue)[number]['id'];
