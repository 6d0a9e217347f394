import { rootCaller } from '../auth/account.ts';
import type { QueryOperation } from '../dispatch/query-service.ts';

/** Needs no permission. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export const getCallerIdentity: QueryOperation = {
  auth: 'signed',
  permission: () => undefined,
  run: ({ account, caller = rootCaller }) => ({ Arn: caller.arn, UserId: caller.userId, Account: account }),
};
