import { invalidParameter, poolNotFound } from '../protocol/errors.ts';
import type { StoredPool } from './store/pools.ts';
import type { OperationContext } from '../dispatch/operation.ts';
import { findPool } from './pools.ts';
import type { Tags } from './shapes.ts';

const maxTags = 50;
const tagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/**
 * The service's limits on tags. AWS's texts for these are not public; the code is.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/tagging.html
 */
export function checkTags(tags: Tags): void {
  const entries = Object.entries(tags);
  if (entries.length > maxTags) throw invalidParameter(`A resource can have at most ${maxTags} tags.`);
  for (const [key, value] of entries) {
    if (/^aws:/i.test(key)) throw invalidParameter(`The tag key '${key}' is reserved: it begins with aws:.`);
    if (!tagText.test(key)) throw invalidParameter(`The tag key '${key}' has characters that are not allowed.`);
    if (!tagText.test(value))
      throw invalidParameter(`The value of the tag '${key}' has characters that are not allowed.`);
  }
}

/** The pool that an ARN names. */
export function poolOfArn(context: OperationContext, arn: string): StoredPool {
  const match = /^arn:[\w-]+:cognito-identity:([\w-]+):(\d+):identitypool\/(.+)$/.exec(arn);
  if (match === null) throw invalidParameter(`'${arn}' is not the ARN of an identity pool.`);
  const [, region, account, poolId = ''] = match;
  if (region !== context.region || account !== context.account) throw poolNotFound(poolId);
  return findPool(context, poolId);
}
