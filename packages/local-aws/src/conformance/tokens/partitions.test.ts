import {
  CreateIdentityPoolCommand,
  DeleteIdentityPoolCommand,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  GetOpenIdTokenCommand,
  GetOpenIdTokenForDeveloperIdentityCommand,
  SetIdentityPoolRolesCommand,
} from '@aws-sdk/client-cognito-identity';
import { AssumeRoleWithWebIdentityCommand } from '@aws-sdk/client-sts';
import { decodeJwt } from 'jose';
import { afterAll, describe, expect, it } from 'vitest';

import { failureOf, isRemote, startAws } from '../support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());

/** Each region's name for identity pools and the issuer of their tokens, written out. */
const regions = [
  ['us-east-1', 'cognito-identity.amazonaws.com', 'https://cognito-identity.amazonaws.com'],
  ['us-gov-west-1', 'cognito-identity-us-gov.amazonaws.com', 'https://cognito-identity.us-gov-west-1.amazonaws.com'],
  [
    'us-gov-east-1',
    'cognito-identity.us-gov-east-1.amazonaws.com',
    'https://cognito-identity.us-gov-east-1.amazonaws.com',
  ],
  [
    'cn-north-1',
    'cognito-identity.cn-north-1.amazonaws.com.cn',
    'https://cognito-identity.cn-north-1.amazonaws.com.cn',
  ],
  [
    'eusc-de-east-1',
    'cognito-identity.eusc-de-east-1.amazonaws.eu',
    'https://cognito-identity.eusc-de-east-1.amazonaws.eu',
  ],
] as const;

const trust = (host: string, poolId: string, kind: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: host },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { [`${host}:aud`]: poolId },
          'ForAnyValue:StringLike': { [`${host}:amr`]: kind },
        },
      },
    ],
  });

// An account of AWS is in one partition only.
describe.runIf(!isRemote).each(regions)('in %s', (region, host, issuer) => {
  const cognito = aws.cognitoIn(region);

  async function poolWithRoles(nameInPolicies: string) {
    const { IdentityPoolId = '' } = await cognito.send(
      new CreateIdentityPoolCommand({
        IdentityPoolName: 'partition',
        AllowUnauthenticatedIdentities: true,
        DeveloperProviderName: 'dev',
      }),
    );
    const unauthenticated = await aws.createRole(undefined, trust(nameInPolicies, IdentityPoolId, 'unauthenticated'));
    const authenticated = await aws.createRole(undefined, trust(nameInPolicies, IdentityPoolId, 'authenticated'));
    await cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { authenticated, unauthenticated } }));
    const { IdentityId = '' } = await cognito.send(new GetIdCommand({ IdentityPoolId }));
    return {
      IdentityPoolId,
      IdentityId,
      unauthenticated,
      remove: () => cognito.send(new DeleteIdentityPoolCommand({ IdentityPoolId })),
    };
  }

  it('guests get a role that trusts the name of the region, in both flows', async () => {
    const { IdentityId, IdentityPoolId, unauthenticated, remove } = await poolWithRoles(host);
    const { Credentials } = await cognito.send(new GetCredentialsForIdentityCommand({ IdentityId }));
    expect(Credentials?.AccessKeyId).toMatch(/^ASIA/);
    const { Token = '' } = await cognito.send(new GetOpenIdTokenCommand({ IdentityId }));
    expect(decodeJwt(Token)).toMatchObject({ iss: issuer, aud: IdentityPoolId });
    const session = await aws.sts.send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: unauthenticated,
        RoleSessionName: 'web',
        WebIdentityToken: Token,
      }),
    );
    expect(session.Provider).toBe(host);
    await remove();
  });

  it('developers’ tokens are taken under the name of the region', async () => {
    const { IdentityPoolId, remove } = await poolWithRoles(host);
    const { IdentityId, Token = '' } = await cognito.send(
      new GetOpenIdTokenForDeveloperIdentityCommand({ IdentityPoolId, Logins: { dev: 'ada' } }),
    );
    const { Credentials } = await cognito.send(
      new GetCredentialsForIdentityCommand({ IdentityId, Logins: { [host]: Token } }),
    );
    expect(Credentials?.AccessKeyId).toMatch(/^ASIA/);
    await remove();
  });

  it.each(regions.filter(([, other]) => other !== host))(
    'a role that trusts the name of %s is not given',
    async (_, other) => {
      const { IdentityId, remove } = await poolWithRoles(other);
      expect(await failureOf(cognito.send(new GetCredentialsForIdentityCommand({ IdentityId })))).toMatchObject({
        code: 'InvalidIdentityPoolConfigurationException',
      });
      await remove();
    },
  );
});
