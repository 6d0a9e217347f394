import { planToken } from '@lifeguard/shared/aws/plans';
import type { CheckedTokenInput, TokenEffect, TokenSubject } from '@lifeguard/shared/api/developer-tokens';

import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';
import { asProblem } from '../client/errors.ts';
import { sendPlanned } from '../client/executor.ts';
import { lookAgain } from '../client/look-again.ts';
import { checkRegion, type DeveloperIdentities } from './developer-users.ts';

interface TokenPreview {
  readonly DeveloperProviderName: string;
  readonly effect: TokenEffect;
  /** Absent: AWS would make one. */
  readonly IdentityId?: string;
}

/** Tokens with which their holder is a developer user. Only where the configuration of the connection allows it. */
export function createDeveloperTokens(clients: AwsClients, users: DeveloperIdentities) {
  /** @throws ProblemError forbidden where tokens are off, conflict where the user belongs to another identity */
  async function preview(call: AwsCall, poolId: string, subject: TokenSubject): Promise<TokenPreview> {
    refuseWhereOff(call);
    checkRegion(call, subject.IdentityId, 'IdentityId');
    const DeveloperProviderName = await users.providerOf(call, poolId);
    const owner = await users.identityIdOf(call, poolId, subject.DeveloperUserIdentifier);
    if (owner !== undefined && subject.IdentityId !== undefined && owner !== subject.IdentityId) {
      throw new ProblemError(
        'conflict',
        `No token was issued: this user belongs to the identity ${owner}, not to ${subject.IdentityId}. Leave the identity out, or enter the right one.`,
      );
    }
    if (owner !== undefined) return { DeveloperProviderName, effect: 'none', IdentityId: owner };
    if (subject.IdentityId === undefined) return { DeveloperProviderName, effect: 'new_identity' };
    return { DeveloperProviderName, effect: 'new_login', IdentityId: subject.IdentityId };
  }

  /** @throws ProblemError as `preview`, and conflict where the call would change something else than the person was told */
  async function issue(
    call: AwsCall,
    poolId: string,
    input: CheckedTokenInput,
  ): Promise<{ IdentityId: string; Token: string }> {
    const { DeveloperProviderName, effect } = await preview(call, poolId, input);
    if (effect !== input.effect) {
      throw new ProblemError(
        'conflict',
        'No token was issued: since you looked, the user was linked to an identity or unlinked from it, so the call would change something else than you were told. Check again.',
      );
    }
    const planned = planToken({ IdentityPoolId: poolId, DeveloperProviderName }, input);
    try {
      const { IdentityId = '', Token = '' } = await sendPlanned(clients, call, planned);
      return { IdentityId, Token };
    } catch (reason) {
      if (effect === 'none') throw reason;
      const owner = await lookAgain(clients, call, reason, {
        read: (look) => users.identityIdOf(look, poolId, input.DeveloperUserIdentifier),
        meaning: (found) => (found === undefined ? 'not_applied' : 'applied'),
        without: 'no identity of this user',
      });
      throw tokenLost(asProblem(reason), owner);
    }
  }

  return { preview, issue };
}

/** The user has an identity by now, which is what the call changed; its token can't be had again. */
function tokenLost(error: ProblemError, owner: string | undefined): ProblemError {
  return new ProblemError(
    'outcome_unknown',
    `The user belongs to the identity ${owner} now, but AWS's answer with the token did not arrive. Check again, then issue another token.`,
    error.members,
    error,
  );
}

function refuseWhereOff({ connection }: AwsCall): void {
  if (connection.developerTokens) return;
  throw new ProblemError(
    'forbidden',
    `Issuing tokens for developer users is off for the connection "${connection.label}", so nothing was done. ` +
      'Whoever has such a token is that user. To allow it, set developerTokens: true for the connection in the file that ' +
      'LIFEGUARD_CONFIG names or, for the local AWS and the profiles of your AWS files, start Lifeguard with LIFEGUARD_DEVELOPER_TOKENS=on.',
  );
}
