import type { ShownCall } from '@lifeguard/shared/aws/planned-call';
import type { Pool } from '@lifeguard/shared/api/pools';
import type { AwsCallResult } from '@lifeguard/shared/api/problem';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';

/** What is about to be made of a pool. */
export interface PoolIntent {
  readonly IdentityPoolId: string;
  /** As it was read just before. Absent where the whole of it was not read. */
  readonly before?: Pool;
  /** As it will be. Absent: it will be gone. */
  readonly next?: PoolDocument;
  /** Version of `next`. */
  readonly nextEtag?: string;
}

/** Who keeps record of what a request does in AWS. */
export interface Journal {
  /**
   * Before the calls of an edit or a deletion are sent: nothing is sent where this throws. Again each time that somebody
   * else wrote in between and the edit begins anew.
   */
  intends(intent: PoolIntent): Promise<void>;
  /** After each write that was sent, whatever became of it; must not throw. One that a look afterwards settles has been `unknown`. */
  sent(planned: ShownCall, result: AwsCallResult): void;
}
