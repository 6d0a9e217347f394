import { LookupDeveloperIdentityCommand } from '@aws-sdk/client-cognito-identity';
import { planMerge, planUnlink } from '@lifeguard/shared/aws/plans';
import {
  type DeveloperLookup,
  type FoundDeveloperUsers,
  leavesUnreachable,
  type MergeInput,
  type MergePreview,
  type MergeSide,
  type MergeUsers,
  type UnlinkInput,
  type UnlinkPreview,
  type UnlinkUser,
} from '@lifeguard/shared/identities/developer-users';
import { mergeRefusals, mergeRefusalText } from '@lifeguard/shared/identities/developer-merge';
import { type Identity, maxIdentities } from '@lifeguard/shared/identities/identity';
import { regionOf } from '@lifeguard/shared/aws/ids';

import { invalidFields, ProblemError } from '@lifeguard/shared/api/problem-error';
import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';
import { asProblem } from '../client/errors.ts';
import { sendPlanned } from '../client/executor.ts';
import { lookAgain } from '../client/look-again.ts';
import { allOf, pagesOf } from '../client/answers/pages.ts';
import { refuseWrite } from '../client/read-only.ts';
import type { PoolReader } from '../pool/reader.ts';

export type DeveloperIdentities = ReturnType<typeof createDeveloperIdentities>;

/** The users of a pool's developer provider: those whom the developer's own server signs in. */
export function createDeveloperIdentities(
  clients: AwsClients,
  reader: PoolReader,
  identities: { get(call: AwsCall, identityId: string): Promise<Identity> },
) {
  /** @throws ProblemError not_found for an unknown user or identity, conflict where both are given and do not match */
  async function lookup(call: AwsCall, IdentityPoolId: string, by: DeveloperLookup): Promise<FoundDeveloperUsers> {
    checkRegion(call, by.IdentityId, 'IdentityId');
    const command = new LookupDeveloperIdentityCommand({
      IdentityPoolId,
      ...by,
      MaxResults: by.MaxResults ?? maxIdentities,
    });
    const answer = await clients.read(call, (client, options) => client.send(command, options));
    return {
      IdentityId: answer.IdentityId ?? '',
      DeveloperUserIdentifierList: answer.DeveloperUserIdentifierList ?? [],
      ...(answer.NextToken === undefined ? {} : { NextToken: answer.NextToken }),
    };
  }

  /** The identity of a developer user; undefined where the pool does not know the user. */
  async function identityIdOf(call: AwsCall, poolId: string, user: string): Promise<string | undefined> {
    try {
      return (await lookup(call, poolId, { DeveloperUserIdentifier: user, MaxResults: 1 })).IdentityId;
    } catch (reason) {
      if (asProblem(reason).code === 'not_found') return undefined;
      throw reason;
    }
  }

  async function usersOf(call: AwsCall, poolId: string, IdentityId: string): Promise<string[]> {
    const pages = pagesOf(call, 'LookupDeveloperIdentity', async (NextToken) => {
      const page = await lookup(call, poolId, { IdentityId, NextToken });
      return { items: page.DeveloperUserIdentifierList, next: page.NextToken };
    });
    return allOf(pages);
  }

  /** @throws ProblemError invalid_input where the pool has no developer provider */
  async function providerOf(call: AwsCall, poolId: string): Promise<string> {
    const { pool } = await reader.describe(call, poolId);
    if (pool.DeveloperProviderName !== undefined) return pool.DeveloperProviderName;
    throw new ProblemError(
      'invalid_input',
      'This pool has no developer provider, so it has no developer users. Nothing was changed. Add a developer provider to the pool first.',
    );
  }

  async function sideOf(call: AwsCall, poolId: string, DeveloperUserIdentifier: string): Promise<MergeSide> {
    const IdentityId = await identityIdOf(call, poolId, DeveloperUserIdentifier);
    if (IdentityId === undefined) return { DeveloperUserIdentifier };
    const [identity, DeveloperUserIdentifierList] = await Promise.all([
      identities.get(call, IdentityId),
      usersOf(call, poolId, IdentityId),
    ]);
    return { DeveloperUserIdentifier, found: { identity, DeveloperUserIdentifierList } };
  }

  async function previewMerge(call: AwsCall, poolId: string, users: MergeUsers): Promise<MergePreview> {
    // First, so that a pool that is not there is not taken for users who are not there.
    const DeveloperProviderName = await providerOf(call, poolId);
    const [source, destination] = await Promise.all([
      sideOf(call, poolId, users.SourceUserIdentifier),
      sideOf(call, poolId, users.DestinationUserIdentifier),
    ]);
    return { DeveloperProviderName, source, destination };
  }

  /** @throws ProblemError conflict where it is not the merge that the person saw, or where AWS would refuse it */
  async function merge(call: AwsCall, poolId: string, input: MergeInput): Promise<{ IdentityId: string }> {
    if (call.isReadOnly) refuseWrite('MergeDeveloperIdentities', call.connection);
    if (input.confirm !== input.DestinationUserIdentifier) {
      throw new ProblemError(
        'confirmation_mismatch',
        'What you typed is not exactly the identifier of the destination, so nothing was merged. Upper and lower case and spaces count.',
        { fields: { confirm: ['This is not exactly the identifier of the destination.'] } },
      );
    }
    const preview = await previewMerge(call, poolId, input);
    const isAsSeen =
      preview.source.found?.identity.IdentityId === input.SourceIdentityId &&
      preview.destination.found?.identity.IdentityId === input.DestinationIdentityId;
    if (!isAsSeen) {
      throw new ProblemError(
        'conflict',
        'Nothing was merged: since you looked, one of the two users has come to another identity or is gone. Look at the preview again.',
      );
    }
    const [refusal] = mergeRefusals(preview);
    if (refusal !== undefined) {
      throw new ProblemError('conflict', `Nothing was merged. ${mergeRefusalText(refusal)}`);
    }
    const { DeveloperProviderName } = preview;
    const planned = planMerge({ IdentityPoolId: poolId, DeveloperProviderName }, input);
    await sendPlanned(clients, call, planned).catch((reason: unknown) =>
      lookAgain(clients, call, reason, {
        read: (look) => identityIdOf(look, poolId, input.SourceUserIdentifier),
        meaning(owner) {
          if (owner === input.DestinationIdentityId) return 'applied';
          return owner === input.SourceIdentityId ? 'not_applied' : 'unknown';
        },
        without: 'the two users apart',
      }),
    );
    return { IdentityId: input.DestinationIdentityId };
  }

  /** @throws ProblemError conflict where the user does not belong to the identity (any more) */
  async function previewUnlink(call: AwsCall, poolId: string, user: UnlinkUser): Promise<UnlinkPreview> {
    const DeveloperProviderName = await providerOf(call, poolId);
    await lookup(call, poolId, user);
    const [{ Logins }, users] = await Promise.all([
      identities.get(call, user.IdentityId),
      usersOf(call, poolId, user.IdentityId),
    ]);
    return {
      DeveloperProviderName,
      remainingProviders: Logins.filter((login) => login !== DeveloperProviderName),
      remainingUsers: users.filter((name) => name !== user.DeveloperUserIdentifier).length,
    };
  }

  /** @throws ProblemError conflict where the identity would become unreachable and the person was not told so */
  async function unlink(call: AwsCall, poolId: string, input: UnlinkInput): Promise<{ IdentityId: string }> {
    const { IdentityId, DeveloperUserIdentifier } = input;
    const preview = await previewUnlink(call, poolId, { IdentityId, DeveloperUserIdentifier });
    if (leavesUnreachable(preview) && !input.leavesUnreachable) {
      throw new ProblemError(
        'conflict',
        'Nothing was unlinked: since you looked, this user has become the last login of the identity, which nobody could reach without it. Look again, then decide.',
      );
    }
    const { DeveloperProviderName } = preview;
    const planned = planUnlink({ IdentityPoolId: poolId, DeveloperProviderName }, input);
    await sendPlanned(clients, call, planned).catch((reason: unknown) =>
      lookAgain(clients, call, reason, {
        read: (look) => identityIdOf(look, poolId, DeveloperUserIdentifier),
        meaning: (owner) => (owner === IdentityId ? 'not_applied' : 'applied'),
        without: 'the user still linked',
      }),
    );
    return { IdentityId };
  }

  return { lookup, identityIdOf, providerOf, previewMerge, merge, previewUnlink, unlink };
}

/** @throws ProblemError invalid_input: an id of another region can't be there */
export function checkRegion({ connection }: AwsCall, id: string | undefined, field: string): void {
  if (id === undefined || regionOf(id) === connection.region) return;
  throw invalidFields({ [field]: [`This identity belongs to ${regionOf(id)}, not to ${connection.region}.`] });
}
