import { GetRoleCommand, IAMClient, type Role } from '@aws-sdk/client-iam';

import { type Everything, startAll } from '../../testing/harness.ts';

/** A trust policy for the identity pool with this id. */
export const trust = (aud: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: 'cognito-identity.amazonaws.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': aud } },
      },
    ],
  });
export const seen = trust('us-east-1:11111111-2222-3333-4444-555555555555');
export const wanted = trust('us-east-1:99999999-2222-3333-4444-555555555555');

export const arnOf = (name: string, path = '/') => `arn:aws:iam::123456789012:role${path}${name}`;

/** The ways in which an answer is lost although the work was done. */
export const lost = [
  ['no answer', { hang: true, afterEffect: true, times: 9 }],
  ['an answer to the second attempt only', { hang: true, afterEffect: true, times: 1 }],
  ['an internal error', { error: 'ServiceFailure', status: 500, afterEffect: true, times: 1 }],
  ['internal errors', { error: 'ServiceFailure', status: 500, afterEffect: true, times: 9 }],
] as const;

/** BFF, local AWS, and a client of its IAM beside the BFF. */
export async function startIam() {
  const all: Everything = await startAll({ timeouts: { requestMs: 300, readMs: 1000, writeMs: 700, lockMs: 400 } });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const iam = new IAMClient({ region: 'us-east-1', endpoint: all.aws.url, credentials });
  let count = 0;
  const roleOf = async (RoleName: string): Promise<Role | undefined> =>
    (await iam.send(new GetRoleCommand({ RoleName })).catch(() => undefined))?.Role;
  return {
    ...all,
    iam,
    roleOf,
    trustOf: async (name: string) => decodeURIComponent((await roleOf(name))?.AssumeRolePolicyDocument ?? ''),
    newName: () => `Role-${(count += 1)}`,
    async close() {
      iam.destroy();
      await all.close();
    },
  };
}
export type Iam = Awaited<ReturnType<typeof startIam>>;
