import type { QueryContext } from '../query-service.ts';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export function getCallerIdentity({ account, caller }: QueryContext): object {
  return { Arn: caller.arn, UserId: caller.userId, Account: account };
}
