import { identityKeys, isIdentityHost } from '@lifeguard/shared/aws/regions';
import { decodeJwt, errors } from 'jose';

import { checkOpenIdToken, type OpenIdToken } from '../cognito-identity/tokens/open-id-token.ts';
import { AwsError } from '../protocol/errors.ts';
import { defineOperation, type OperationContext } from '../dispatch/operation.ts';
import { assumePoolRole, type PoolRole } from './pool-role.ts';
import { durationOf, sessionAnswer, sessionPoliciesOf } from './session-request.ts';
import { duplicateTagKeys } from './session-tags.ts';
import { assumeRoleWithWebIdentityInput } from './shapes.ts';

/**
 * The second half of the basic (classic) flow: an OpenID token of an identity pool for a session of a role that trusts it.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export const assumeRoleWithWebIdentity = defineOperation({
  auth: 'public',
  input: assumeRoleWithWebIdentityInput,
  async run(context, input) {
    const token = await readToken(context, input.WebIdentityToken);
    const sessionPolicies = sessionPoliciesOf(input);
    const assumed = assumePoolRole(context, input.RoleArn, token, {
      sessionName: input.RoleSessionName,
      durationOf: (role) => durationOf(input.DurationSeconds, role),
      ...(sessionPolicies === undefined ? {} : { sessionPolicies }),
    });
    if (!assumed.isAssumed) throw refusal(assumed);
    return {
      ...sessionAnswer(assumed.session),
      SubjectFromWebIdentityToken: token.identityId,
      Provider: identityKeys(token.poolId).host,
      Audience: token.poolId,
    };
  },
});

function refusal(refused: PoolRole & { isAssumed: false }): AwsError {
  switch (refused.reason) {
    case 'no-such-role':
    case 'not-trusted':
      return new AwsError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', 403);
    case 'duplicate-tags':
      return duplicateTagKeys();
    case 'tags-too-large': {
      const message = `Packed size of session tags consumes ${refused.percent}% of allotted space.`;
      return new AwsError('PackedPolicyTooLarge', message);
    }
  }
}

async function readToken(context: OperationContext, text: string): Promise<OpenIdToken> {
  const checked = await checkOpenIdToken(context, text);
  if (checked.isValid) return checked.token;
  if (checked.reason === 'expired') {
    throw new AwsError(
      'ExpiredTokenException',
      `Token expired: current date/time ${checked.nowSeconds} must be before the expiration date/time ${checked.expSeconds}`,
    );
  }
  throw new AwsError('InvalidIdentityToken', tokenRefusal(issuerOf(text)));
}

function tokenRefusal(issuer: string | undefined): string {
  if (issuer === undefined) {
    return 'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)';
  }
  // AWS's text for a forged token of the pools' issuer is not public.
  if (isIdentityHost(issuer.replace('https://', '')))
    return 'The token could not be verified: it was not signed by its issuer.';
  return `No OpenIDConnect provider found in your account for ${issuer}`;
}

function issuerOf(text: string): string | undefined {
  try {
    return decodeJwt(text).iss;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
    throw error;
  }
}
