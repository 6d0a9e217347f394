import {
  type CognitoIdentityClient,
  CreateIdentityPoolCommand,
  type CreateIdentityPoolCommandInput,
  GetIdCommand,
  GetOpenIdTokenForDeveloperIdentityCommand,
} from '@aws-sdk/client-cognito-identity';
import { CreateRoleCommand, type IAMClient } from '@aws-sdk/client-iam';

/** Makes a pool through the API and answers its id. */
export async function createPool(
  cognito: CognitoIdentityClient,
  IdentityPoolName: string,
  settings: Partial<CreateIdentityPoolCommandInput> = {},
): Promise<string> {
  const { IdentityPoolId } = await cognito.send(
    new CreateIdentityPoolCommand({
      IdentityPoolName,
      AllowUnauthenticatedIdentities: false,
      AllowClassicFlow: false,
      ...settings,
    }),
  );
  if (IdentityPoolId === undefined) throw new Error('The pool has no id.');
  return IdentityPoolId;
}

/** Makes guests in a pool and answers their ids. */
export async function createGuests(
  cognito: CognitoIdentityClient,
  IdentityPoolId: string,
  count: number,
): Promise<string[]> {
  const answers = await Promise.all(
    Array.from({ length: count }, () => cognito.send(new GetIdCommand({ IdentityPoolId }))),
  );
  return answers.map(({ IdentityId }) => IdentityId ?? '');
}

/** Signs a developer user in, as a server would, and answers the id of the user's identity. */
export async function signInDeveloper(
  cognito: CognitoIdentityClient,
  IdentityPoolId: string,
  Logins: Readonly<Record<string, string>>,
  identityId?: string,
): Promise<string> {
  const answer = await cognito.send(
    new GetOpenIdTokenForDeveloperIdentityCommand({ IdentityPoolId, Logins, IdentityId: identityId }),
  );
  return answer.IdentityId ?? '';
}

/** Makes a role that all identity pools may use, or signed-in users of one, and answers its ARN. */
export async function createRole(iam: IAMClient, RoleName: string, poolId?: string): Promise<string> {
  const host = 'cognito-identity.amazonaws.com';
  const Condition =
    poolId === undefined
      ? { StringLike: { [`${host}:aud`]: '*' } }
      : {
          StringEquals: { [`${host}:aud`]: poolId },
          'ForAnyValue:StringLike': { [`${host}:amr`]: 'authenticated' },
        };
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Federated: host },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition,
          },
        ],
      }),
    }),
  );
  return Role?.Arn ?? '';
}

/** The ARN of a pool in the account of the local AWS. */
export function poolArn(IdentityPoolId: string): string {
  return `arn:aws:cognito-identity:us-east-1:123456789012:identitypool/${IdentityPoolId}`;
}
