import { accountId, rootCaller } from '../auth/account.ts';
import { Trail } from '../cloudtrail/trail.ts';
import { createIdentityPool } from '../cognito-identity/operations/pools/create-identity-pool.ts';
import { getId } from '../cognito-identity/operations/identities/get-id.ts';
import type { Operation } from '../dispatch/operation.ts';
import { AwsError } from '../protocol/errors.ts';
import { Store } from '../store.ts';

/** One operation after another on a store in memory, with no HTTP in between. Its clock stands still at `now`. */
export function operationBed(region = 'us-east-1') {
  const store = new Store();
  const bed = {
    store,
    now: Date.parse('2026-01-02T03:04:05.678Z'),
    region,
    /** The operation's answer. */
    async run(operation: Operation, input: unknown): Promise<Record<string, unknown>> {
      const clock = { now: () => bed.now };
      const context = {
        store,
        clock,
        trail: new Trail(),
        region: bed.region,
        account: accountId,
        caller: rootCaller,
        isFromPage: false,
        fault: undefined,
      };
      return { ...(await operation.run(context, input)) };
    },
    /** The error of an operation that must be refused, as `Code: message`. */
    async refusal(operation: Operation, input: unknown): Promise<string> {
      try {
        await bed.run(operation, input);
      } catch (error) {
        if (error instanceof AwsError) return `${error.code}: ${error.message}`;
        throw error;
      }
      return 'was not refused';
    },
    /** Makes a pool that lets guests in and answers its id. */
    async pool(members: Record<string, unknown> = {}): Promise<string> {
      const input = { IdentityPoolName: 'pool', AllowUnauthenticatedIdentities: true, ...members };
      const { IdentityPoolId } = await bed.run(createIdentityPool, input);
      return String(IdentityPoolId);
    },
    /** Makes guests of a pool, one after another, and answers their ids. */
    async guests(IdentityPoolId: string, count: number): Promise<string[]> {
      const ids: string[] = [];
      while (ids.length < count) ids.push(String((await bed.run(getId, { IdentityPoolId }))['IdentityId']));
      return ids;
    },
    /** Makes a role of the local IAM and answers its ARN. */
    role(name: string): string {
      const Arn = `arn:aws:iam::${accountId}:role/${name}`;
      store.iamRoles.insert({
        RoleName: name,
        RoleId: 'AROAEXAMPLE',
        Arn,
        Path: '/',
        AssumeRolePolicyDocument: '{"Statement":[]}',
        CreateDate: '2026-01-01T00:00:00Z',
        MaxSessionDuration: 3600,
        Tags: [],
      });
      return Arn;
    },
  };
  return bed;
}
