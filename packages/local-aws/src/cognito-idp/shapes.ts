// The shapes that the subjects of the service share, and those of groups.
// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_Types.html
import { integer, list, map, string, structure, type Value } from '../protocol/shape.ts';

export const userPoolId = string({ min: 1, max: 55, pattern: '[\\w-]+_[0-9a-zA-Z]+' });
/** Of pools and of clients. */
export const displayName = string({ min: 1, max: 128, pattern: '[\\w\\s+=,.@-]+' });
export const arn = string({
  min: 20,
  max: 2048,
  pattern: 'arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:([\\w+=/,.@-]*)?:[0-9]+:[\\w+=/,.@-]+(:[\\w+=/,.@-]+)?(:[\\w+=/,.@-]+)?',
});
export const freeText = string({ min: 0, max: 131072 });
export const queryLimit = integer({ min: 1, max: 60 });
export const poolPaginationKey = string({ min: 1, pattern: '[\\S]+' });
export const paginationKey = string({ min: 1, max: 131072, pattern: '[\\S]+' });
export const tags = map(string({ min: 1, max: 128 }), string({ min: 0, max: 256 }));
export const clientId = string({ min: 1, max: 128, pattern: '[\\w+]+' });
export const groupName = string({ min: 1, max: 128, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+' });

/** Stored dates are whole milliseconds since the epoch. */
export const storedDate = integer({});

/** What one operation on a pool needs and no more. */
export const userPoolInput = structure({ UserPoolId: userPoolId }, ['UserPoolId']);
export const clientInput = structure({ UserPoolId: userPoolId, ClientId: clientId }, ['UserPoolId', 'ClientId']);
export const groupInput = structure({ GroupName: groupName, UserPoolId: userPoolId }, ['GroupName', 'UserPoolId']);

const groupMembers = {
  GroupName: groupName,
  Description: string({ max: 2048 }),
  RoleArn: arn,
  Precedence: integer({ min: 0 }),
};
export const createGroupInput = structure({ ...groupMembers, UserPoolId: userPoolId }, ['GroupName', 'UserPoolId']);
export type GroupInput = Value<typeof createGroupInput>;
export const listGroupsInput = structure(
  { UserPoolId: userPoolId, Limit: integer({ min: 0, max: 60 }), NextToken: paginationKey },
  ['UserPoolId'],
);

/** A group as it is stored. */
export const groupShape = structure({ ...groupMembers, CreationDate: storedDate }, ['GroupName', 'CreationDate']);
export type Group = Value<typeof groupShape>;

/** A list of values of an enumeration. */
export function listOf<const T extends string>(...values: readonly T[]) {
  return list(string({ enum: values }));
}
