import type { Timeouts } from '../../http/timeouts.ts';
import { GetRoleCommand, IAMClient, type Role } from '@aws-sdk/client-iam';

import { type Everything, startAll, startBeside } from '../../testing/harness.ts';

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

/** The ways in which an answer is lost although the work was done, and the time limits under which they show. */
export const lost = [
  ['no answer', { hang: true, afterEffect: true, times: 9 }, { writeMs: 200 }],
  ['an answer to the second attempt only', { hang: true, afterEffect: true, times: 1 }, { requestMs: 500 }],
  ['an internal error', { error: 'ServiceFailure', status: 500, afterEffect: true, times: 1 }, {}],
  ['internal errors', { error: 'ServiceFailure', status: 500, afterEffect: true, times: 9 }, {}],
] as const;

/** BFF, local AWS, and a client of its IAM beside the BFF. */
export async function startIam() {
  const all: Everything = await startAll();
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
    /** Does it with another BFF of the same AWS, which has other time limits. */
    async within<T>(timeouts: Partial<Timeouts>, work: (own: Everything) => Promise<T>): Promise<T> {
      const own = await startBeside(all.aws, { timeouts });
      try {
        return await work(own);
      } finally {
        await own.close();
      }
    },
    newName: () => `Role-${(count += 1)}`,
    async close() {
      iam.destroy();
      await all.close();
    },
  };
}
export type Iam = Awaited<ReturnType<typeof startIam>>;
