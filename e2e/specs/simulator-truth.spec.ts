import {
  type CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  type RoleMapping,
  SetIdentityPoolRolesCommand,
} from '@aws-sdk/client-cognito-identity';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';

import { paths } from '@lifeguard/web/paths';

import { expect, test } from '../fixtures.ts';
import { localAwsClient } from '../support/clients.ts';
import { createPool, createRole } from '../support/seed.ts';

// Two hundred random cases go through the same function in packages/local-aws/src/conformance/simulator.test.ts.

const userPool = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI';
const key = `${userPool}:client1`;

interface Truth {
  readonly name: string;
  readonly mapping: (role: string) => RoleMapping;
  readonly claims: (role: string) => Record<string, unknown>;
}

const truths: readonly Truth[] = [
  {
    name: 'a rule that matches one entry of a list',
    mapping: (RoleARN) => ({
      Type: 'Rules',
      AmbiguousRoleResolution: 'Deny',
      RulesConfiguration: {
        Rules: [
          { Claim: 'custom:tier', MatchType: 'NotEqual', Value: 'free', RoleARN },
          { Claim: 'cognito:groups', MatchType: 'StartsWith', Value: 'adm', RoleARN },
        ],
      },
    }),
    claims: () => ({ 'cognito:groups': ['users', 'admins'] }),
  },
  {
    name: 'a token with several roles and none preferred',
    mapping: () => ({ Type: 'Token', AmbiguousRoleResolution: 'Deny' }),
    claims: (role) => ({ 'cognito:roles': [role, `${role}-2`] }),
  },
  {
    name: 'a token that prefers a role',
    mapping: () => ({ Type: 'Token', AmbiguousRoleResolution: 'AuthenticatedRole' }),
    claims: (role) => ({ 'cognito:roles': [role, `${role}-2`], 'cognito:preferred_role': role }),
  },
];

for (const { name, mapping, claims } of truths) {
  test(`the simulator says what AWS does: ${name}`, async ({ page, cognito, iam, control, servers }) => {
    const [users, special] = [await createRole(iam, 'users'), await createRole(iam, 'special')];
    const IdentityPoolId = await createPool(cognito, 'Shop', {
      CognitoIdentityProviders: [{ ProviderName: userPool, ClientId: 'client1', ServerSideTokenCheck: false }],
    });
    const RoleMappings = { [key]: mapping(special) };
    await cognito.send(
      new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { authenticated: users }, RoleMappings }),
    );
    const { token } = (await control('POST', 'login-tokens', {
      provider: userPool,
      claims: { sub: 'ada', aud: 'client1', ...claims(special) },
    })) as { token: string };
    await page.goto(paths.poolRoleMapping('local', IdentityPoolId, key));
    await page.getByRole('textbox', { name: 'Claims of the token (JSON)' }).fill(token);
    const role = await roleInAws(cognito, servers.localAws, IdentityPoolId, token);
    await expect(page.getByRole('list', { name: 'Way to the role' }).getByRole('listitem').last()).toContainText(
      role === undefined ? 'Gets no credentials' : `Gets the role ${role}:`,
    );
  });
}

/** The name of the role whose credentials the token gets; undefined where it gets none. */
async function roleInAws(
  cognito: CognitoIdentityClient,
  localAws: { readonly url: string },
  IdentityPoolId: string,
  token: string,
): Promise<string | undefined> {
  const Logins = { [userPool]: token };
  const { IdentityId } = await cognito.send(new GetIdCommand({ IdentityPoolId, Logins }));
  const answer = await cognito
    .send(new GetCredentialsForIdentityCommand({ IdentityId, Logins }))
    .catch((error: unknown) => {
      if (error instanceof Error && error.name === 'NotAuthorizedException') return undefined;
      throw error;
    });
  if (answer === undefined) return undefined;
  const { AccessKeyId = '', SecretKey = '', SessionToken = '' } = answer.Credentials ?? {};
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken };
  const session = new IAMClient({ ...localAwsClient(localAws), credentials });
  // A refusal of IAM names the session that asked, and so its role.
  const refusal = await session.send(new ListRolesCommand({})).then(
    () => '',
    (error: unknown) => String(error),
  );
  session.destroy();
  return /:assumed-role\/([^/]+)\//.exec(refusal)?.[1] ?? '';
}
