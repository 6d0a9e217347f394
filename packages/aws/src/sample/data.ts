import { CognitoIdentityClient, GetIdCommand, ListIdentityPoolsCommand } from '@aws-sdk/client-cognito-identity';
import { planCreateRole } from '@lifeguard/shared/aws/plans';
import { identityKeys } from '@lifeguard/shared/aws/regions';
import { planCreate } from '@lifeguard/shared/pool/plan';
import { userPoolKey } from '@lifeguard/shared/roles/provider-keys';
import pLimit from 'p-limit';

import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';
import { sendPlanned } from '../client/executor.ts';
import { createSampleProviders, ignoringTaken, type SampleUserPools } from './providers.ts';
import { sampleAccount, type SamplePool, samplePools, type SampleRole } from './pools.ts';

const guestsAtOnce = 20;

/** Fills the embedded local AWS through the same public API that an app or a script would use. */
export function createSampleData(clients: AwsClients) {
  async function load(call: AwsCall) {
    await checkEmpty(clients, call);
    const guest = new CognitoIdentityClient({
      region: call.connection.region,
      endpoint: call.connection.endpoint,
      credentials: { accessKeyId: 'guest', secretAccessKey: 'guest' },
      // GetId is public: an app calls it without credentials.
      signer: { sign: async (request) => request },
      requestHandler: { httpAgent: { maxSockets: guestsAtOnce } },
    });
    let identities = 0;
    const providers = await createSampleProviders(clients, call);
    for (const sample of samplePools) {
      const IdentityPoolId = await createPool(clients, call, sample, providers);
      identities += await createIdentities(call, guest, sample, IdentityPoolId);
    }
    guest.destroy();
    return { pools: samplePools.length, roles: samplePools.flatMap((sample) => sample.roles).length, identities };
  }
  return { load };
}

async function checkEmpty(clients: AwsClients, call: AwsCall): Promise<void> {
  if (call.connection.kind !== 'embedded') {
    throw new ProblemError('forbidden', 'Sample data is only for the embedded local AWS. Nothing was created.');
  }
  const command = new ListIdentityPoolsCommand({ MaxResults: 1 });
  const page = await clients.read(call, (client, options) => client.send(command, options));
  if ((page.IdentityPools?.length ?? 0) === 0) return;
  throw new ProblemError(
    'conflict',
    'Sample data is only for an empty local AWS, and this one has pools. Nothing was created.',
  );
}

async function createPool(
  clients: AwsClients,
  call: AwsCall,
  sample: SamplePool,
  userPools: SampleUserPools,
): Promise<string> {
  const own = (sample.userPools ?? []).flatMap(({ name }) => userPools.get(name) ?? []);
  const { create } = planCreate({
    IdentityPoolName: sample.name,
    AllowUnauthenticatedIdentities: sample.guests,
    AllowClassicFlow: sample.classic,
    SupportedLoginProviders: { ...sample.login },
    OpenIdConnectProviderARNs: [...(sample.oidc ?? [])],
    SamlProviderARNs: [...(sample.saml ?? [])],
    CognitoIdentityProviders: own.map((item) => ({ ...item, ServerSideTokenCheck: false })),
    IdentityPoolTags: { ...sample.tags },
    ...(sample.developer === undefined ? {} : { DeveloperProviderName: sample.developer }),
    Roles: {},
  });
  const { IdentityPoolId = '' } = await sendPlanned(clients, call, create);
  // The trust policy names the pool, and the pool's roles must exist: so pool, roles, assignment.
  for (const role of sample.roles) await createRole(clients, call, role, IdentityPoolId);
  const first = (kind: SampleRole['kind']) => sample.roles.find((role) => role.kind === kind);
  const defaults = (['authenticated', 'unauthenticated'] as const).flatMap((kind) => {
    const role = first(kind);
    return role === undefined ? [] : [[kind, arnOf(role.name)] as const];
  });
  const mappings = Object.entries(sample.rules ?? {}).map(([provider, rules]) => {
    const Rules = rules.map(({ role, ...rule }) => ({ ...rule, RoleARN: arnOf(role) }));
    const userPool = userPools.get(provider);
    return [
      userPool === undefined ? provider : userPoolKey(userPool),
      { Type: 'Rules' as const, AmbiguousRoleResolution: 'AuthenticatedRole' as const, RulesConfiguration: { Rules } },
    ] as const;
  });
  await sendPlanned(clients, call, {
    service: 'cognito-identity',
    operation: 'SetIdentityPoolRoles',
    input: { IdentityPoolId, Roles: Object.fromEntries(defaults), RoleMappings: Object.fromEntries(mappings) },
  });
  for (const [provider, PrincipalTags] of Object.entries(sample.attributes ?? {})) {
    const IdentityProviderName = userPools.get(provider)?.ProviderName ?? provider;
    await sendPlanned(clients, call, {
      service: 'cognito-identity',
      operation: 'SetPrincipalTagAttributeMap',
      input: { IdentityPoolId, IdentityProviderName, UseDefaults: false, PrincipalTags: { ...PrincipalTags } },
    });
  }
  return IdentityPoolId;
}

async function createRole(clients: AwsClients, call: AwsCall, role: SampleRole, poolId: string): Promise<void> {
  const planned = planCreateRole({
    RoleName: role.name,
    Description: role.description,
    AssumeRolePolicyDocument: JSON.stringify(trustPolicy(poolId, role.kind)),
  });
  // A role of an earlier sample: its pool is gone, the name is still good to show.
  await ignoringTaken(sendPlanned(clients, call, planned));
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: role.actions, Resource: '*' }] };
  await sendPlanned(clients, call, {
    service: 'iam',
    operation: 'PutRolePolicy',
    input: { RoleName: role.name, PolicyName: 'permissions', PolicyDocument: JSON.stringify(policy) },
  });
}

// https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
function trustPolicy(poolId: string, kind: SampleRole['kind']) {
  const { host, aud, amr } = identityKeys(poolId);
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: host },
        Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
        Condition: {
          StringEquals: { [aud]: poolId },
          'ForAnyValue:StringLike': { [amr]: kind },
        },
      },
    ],
  };
}

async function createIdentities(
  call: AwsCall,
  guest: CognitoIdentityClient,
  sample: SamplePool,
  IdentityPoolId: string,
): Promise<number> {
  const { recentGuests, older, authenticatedShare, olderThanDays } = sample.identities;
  const limit = pLimit(guestsAtOnce);
  const newcomers = Array.from({ length: recentGuests }, () =>
    limit(() => guest.send(new GetIdCommand({ IdentityPoolId }), { abortSignal: call.signal })),
  );
  await Promise.all(newcomers);
  const response = await fetch(`${call.connection.endpoint}/_local/identities`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ IdentityPoolId, count: older, authenticatedShare, olderThanDays }),
    signal: call.signal,
  });
  await response.body?.cancel();
  if (!response.ok)
    throw new ProblemError(
      'upstream_bad_response',
      'The local AWS did not make the older identities. The pools exist.',
    );
  return recentGuests + older;
}

function arnOf(roleName: string): string {
  return `arn:aws:iam::${sampleAccount}:role/${roleName}`;
}
