import { SetPrincipalTagAttributeMapCommand } from '@aws-sdk/client-cognito-identity';
import { DeleteRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import type { CheckedUser } from '@lifeguard/shared/api/access-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  type Access,
  guest,
  host,
  mappingKey,
  startAccess,
  trustOf,
  type TrustStatement,
  user,
  userPool,
} from './access-test-bed.ts';

const otherPool = 'us-east-1:99999999-2222-4333-8444-555555555555';
const configurationError = 'Invalid identity pool configuration. Check assigned IAM roles for this pool.';

/** Trust policies that keep a user out: what is wrong, the user, the statements, the cause. */
const wrongTrust: readonly (readonly [string, CheckedUser, readonly TrustStatement[], string])[] = [
  ['the principal is a service', user(), [{ principal: { Service: 'lambda.amazonaws.com' } }], 'trust-principal'],
  [
    'the principal is another provider',
    user(),
    [{ principal: { Federated: 'accounts.google.com' } }],
    'trust-principal',
  ],
  ['the action is AssumeRole', user(), [{ action: 'sts:AssumeRole' }], 'trust-action'],
  ['it is for another pool', user(), [{ aud: otherPool }], 'trust-aud'],
  ['a guest role for a signed-in user', user(), [{ amr: 'unauthenticated' }], 'trust-amr'],
  ['a role of users for a guest', guest, [{}], 'trust-amr'],
  ['only users of another provider', user(), [{ amr: 'graph.facebook.com' }], 'trust-amr'],
  [
    'amr compared without ForAnyValue',
    user(),
    [{ condition: { StringEquals: { [`${host}:amr`]: 'authenticated' } } }],
    'trust-amr',
  ],
  [
    'a slip of the pen in a condition',
    user(),
    [{ condition: { 'ForAnyValue:StringLike': { 'amazon.com:amr': 'authenticated' } } }],
    'trust-other-condition',
  ],
  ['one other identity only', user(), [{ condition: { StringEquals: { [`${host}:sub`]: otherPool } } }], 'trust-sub'],
  ['a statement denies it', user(), [{}, { effect: 'Deny' }], 'trust-deny'],
];

describe('"Invalid identity pool configuration", by its true cause', () => {
  let all: Access;
  beforeAll(async () => {
    all = await startAccess();
  });
  afterAll(() => all.close());

  const kindOf = (who: CheckedUser) => (who.kind === 'guest' ? 'unauthenticated' : 'authenticated');

  it.each(wrongTrust.map(([name, who, statements, cause]) => ({ name, who, statements, cause })))(
    'the trust policy: $name; a policy that is proposed lets the user in',
    async ({ who, statements, cause }) => {
      const poolId = await all.makePool();
      const role = await all.makeRole(trustOf(poolId, ...statements));
      await all.setRoles(poolId, { [kindOf(who)]: role.arn });
      const { explanation, steps, doesPredictionHold } = await all.check(poolId, who);
      // That a role is for some only may be meant: then no other policy is proposed.
      const isOnPurpose = cause === 'trust-sub' || JSON.stringify(statements).includes('facebook');
      expect(steps[1]?.error?.message).toBe(configurationError);
      expect(explanation?.causes[0]).toMatchObject({ id: cause, verdict: 'cause', target: { page: 'roles' } });
      expect(doesPredictionHold).toBe(true);
      // The message alone, pasted by somebody who knows nothing of the user, leads there too.
      const kind = who.kind === 'guest' ? 'guest' : 'federated';
      const pasted = await all.explain(poolId, { message: configurationError, kind });
      const found = pasted.causes.find(({ id }) => id === cause);
      expect(found?.verdict).toBe(cause === 'trust-sub' ? 'unknown' : 'cause');
      const PolicyDocument = explanation?.causes[0]?.policy?.proposed;
      expect(PolicyDocument === undefined).toBe(isOnPurpose);
      if (PolicyDocument === undefined) return;
      await all.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: role.name, PolicyDocument }));
      expect(await all.check(poolId, who)).toMatchObject({ roleArn: role.arn, doesPredictionHold: true });
    },
  );

  it('the pool has no role, for users and for guests', async () => {
    const poolId = await all.makePool();
    for (const who of [user(), guest]) {
      const { explanation } = await all.check(poolId, who);
      expect(explanation?.causes[0]).toMatchObject({ id: 'no-role', verdict: 'cause' });
    }
  });

  it('the role was deleted', async () => {
    const poolId = await all.makePool();
    const role = await all.makeRole(trustOf(poolId, {}));
    await all.setRoles(poolId, { authenticated: role.arn });
    await all.iam.send(new DeleteRoleCommand({ RoleName: role.name }));
    const { explanation, doesPredictionHold } = await all.check(poolId, user());
    expect(explanation?.causes[0]).toMatchObject({ id: 'role-missing', verdict: 'cause' });
    expect(explanation?.causes[0]?.policy?.proposed).toContain(poolId);
    expect(doesPredictionHold).toBe(true);
  });

  it('attributes are mapped, and the role lacks sts:TagSession; or the tags are too large', async () => {
    const poolId = await all.makePool();
    const role = await all.makeRole(trustOf(poolId, {}));
    await all.setRoles(poolId, { authenticated: role.arn });
    const map = { IdentityPoolId: poolId, IdentityProviderName: userPool, PrincipalTags: { team: 'team' } };
    await all.cognito.send(new SetPrincipalTagAttributeMapCommand(map));
    const lacking = await all.check(poolId, user({ team: 'dock' }));
    expect(lacking.explanation?.causes[0]).toMatchObject({ id: 'trust-tag-session', verdict: 'cause' });
    const PolicyDocument = lacking.explanation?.causes[0]?.policy?.proposed ?? '';
    await all.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: role.name, PolicyDocument }));
    expect(await all.check(poolId, user({ team: 'dock' }))).toMatchObject({ roleArn: role.arn });
    const tooLarge = await all.check(poolId, user({ team: 'x'.repeat(500) }));
    expect(tooLarge.explanation?.causes[0]).toMatchObject({ id: 'tags-too-large', verdict: 'cause' });
  });

  it('in the classic flow STS refuses the role by itself', async () => {
    const poolId = await all.makePool();
    const role = await all.makeRole(trustOf(poolId, { aud: otherPool }));
    const check = await all.check(poolId, user(), { flow: 'classic', roleArn: role.arn });
    expect(check.steps[2]).toMatchObject({ operation: 'AssumeRoleWithWebIdentity', outcome: 'failed' });
    expect(check.explanation?.causes[0]).toMatchObject({ id: 'trust-aud', verdict: 'cause' });
  });

  it.each([
    ['Rules', { 'custom:tier': 'free' }, 'no-rule-matches'],
    ['Token', {}, 'no-role-in-token'],
    ['Token', { 'cognito:roles': ['arn:aws:iam::1:role/a', 'arn:aws:iam::1:role/b'] }, 'several-roles-none-preferred'],
  ] as const)('an ambiguous role mapping of the type %s for %j', async (Type, claims, cause) => {
    const poolId = await all.makePool();
    const role = await all.makeRole(trustOf(poolId, {}));
    const Rules = [{ Claim: 'custom:tier', MatchType: 'Equals' as const, Value: 'gold', RoleARN: role.arn }];
    const mapping = { Type, AmbiguousRoleResolution: 'Deny' as const };
    await all.setRoles(
      poolId,
      { authenticated: role.arn },
      { [mappingKey]: Type === 'Rules' ? { ...mapping, RulesConfiguration: { Rules } } : mapping },
    );
    const check = await all.check(poolId, user(claims));
    expect(check.steps[1]?.error?.message).toMatch(/^The ambiguous role mapping rules for:/);
    expect(check.explanation?.causes[0]).toMatchObject({ id: cause, verdict: 'cause', target: { key: mappingKey } });
    expect(check.doesPredictionHold).toBe(true);
    const chosen = await all.check(poolId, user(claims), { roleArn: `${role.arn}-not-offered` });
    expect(chosen.explanation?.causes[0]).toMatchObject({ id: 'custom-role-not-offered', verdict: 'cause' });
  });
});
