import { rootCaller } from '../auth/account.ts';
import { defineOperation } from '../dispatch/operation.ts';
import { structure } from '../protocol/shape.ts';

/** Needs no permission. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export const getCallerIdentity = defineOperation({
  auth: 'signed',
  permission: () => undefined,
  input: structure({}, []),
  run: ({ account, caller = rootCaller }) => ({ Arn: caller.arn, UserId: caller.userId, Account: account }),
});
