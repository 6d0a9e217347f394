import { accountId, rootCaller } from '../account.ts';
import { createIdentityPool } from '../cognito-identity/operations/create-identity-pool.ts';
import type { Operation } from '../operation.ts';
import { AwsError } from '../protocol/errors.ts';
import { Store } from '../store/store.ts';

/** One operation after another on a store in memory, with no HTTP in between. Its clock stands still at `now`. */
export function operationBed(region = 'us-east-1') {
  const store = new Store();
  const bed = {
    store,
    now: Date.parse('2026-01-02T03:04:05.678Z'),
    region,
    /** The operation's answer. */
    run(operation: Operation, input: unknown): Record<string, unknown> {
      const clock = { now: () => bed.now };
      const context = {
        store,
        clock,
        region: bed.region,
        account: accountId,
        caller: rootCaller,
        unprocessed: undefined,
      };
      return { ...operation.run(context, input) };
    },
    /** The error of an operation that must be refused, as `Code: message`. */
    refusal(operation: Operation, input: unknown): string {
      try {
        bed.run(operation, input);
      } catch (error) {
        if (error instanceof AwsError) return `${error.code}: ${error.message}`;
        throw error;
      }
      return 'was not refused';
    },
    /** Makes a pool that lets guests in and answers its id. */
    pool(members: Record<string, unknown> = {}): string {
      const input = { IdentityPoolName: 'pool', AllowUnauthenticatedIdentities: true, ...members };
      return String(bed.run(createIdentityPool, input)['IdentityPoolId']);
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
