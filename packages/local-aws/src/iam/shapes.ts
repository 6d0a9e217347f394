// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
import { integer, list, string, structure, type Value } from '../protocol/shape.ts';

export const roleName = string({ min: 1, max: 64, pattern: '[\\w+=,.@-]+' });
export const rolePath = string({ min: 1, max: 512, pattern: '(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)' });
export const roleTags = list(
  structure({ Key: string({ min: 1, max: 128 }), Value: string({ min: 0, max: 256 }) }, ['Key', 'Value']),
  { max: 50 },
);

export const createRoleInput = structure(
  {
    RoleName: roleName,
    Path: rolePath,
    AssumeRolePolicyDocument: string({ min: 1, max: 131072 }),
    Description: string({ max: 1000 }),
    MaxSessionDuration: integer({ min: 3600, max: 43200 }),
    Tags: roleTags,
  },
  ['RoleName', 'AssumeRolePolicyDocument'],
);

/** A role as it is stored. `CreateDate` is ISO 8601. */
export const storedRoleShape = structure(
  {
    RoleName: roleName,
    RoleId: string({}),
    Arn: string({}),
    Path: rolePath,
    AssumeRolePolicyDocument: string({}),
    CreateDate: string({}),
    Description: string({}),
    MaxSessionDuration: integer({}),
    Tags: roleTags,
  },
  ['RoleName', 'RoleId', 'Arn', 'Path', 'AssumeRolePolicyDocument', 'CreateDate', 'MaxSessionDuration', 'Tags'],
);
export type StoredRole = Value<typeof storedRoleShape>;
