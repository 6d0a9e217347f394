import { z } from 'zod';

import { connectionId, identityId, identityPoolId } from '../aws/ids.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
const roleName = z.string().regex(/^[\w+=,.@-]{1,64}$/, 'This is not the name of a role.');

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPoolClients.html */
const userPoolId = z
  .string()
  .regex(/^[\w-]{1,55}$/, 'This is not the id of a user pool. It looks like us-east-1_aB3dE6gH9.');

const uuid = z.uuid('This is not a UUID.');

/** Every path parameter that an endpoint may name, and what it must look like. */
export const pathParamSchemas: Readonly<Record<string, z.ZodType<string>>> = {
  connectionId,
  poolId: identityPoolId,
  identityId,
  roleName,
  userPoolId,
  jobId: uuid,
  savedFilterId: uuid,
};
