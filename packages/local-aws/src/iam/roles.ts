import { AwsError } from '../protocol/errors.ts';
import { memberList } from '../protocol/query-xml.ts';
import { integer, string, structure } from '../protocol/shape.ts';
import { validate } from '../protocol/validation.ts';
import type { QueryContext } from '../query-service.ts';
import { randomText } from '../sts/session.ts';
import { createRoleInput, roleName, type StoredRole } from './shapes.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export function createRole(context: QueryContext, parameters: URLSearchParams): object {
  const tags = memberList(parameters, 'Tags');
  const input = validate(
    createRoleInput,
    {
      ...texts(parameters, ['RoleName', 'Path', 'AssumeRolePolicyDocument', 'Description']),
      ...whole(parameters, 'MaxSessionDuration'),
      ...(tags.length === 0 ? {} : { Tags: tags }),
    },
    'ValidationError',
  );
  if (!isPolicyDocument(input.AssumeRolePolicyDocument)) {
    throw new AwsError('MalformedPolicyDocument', 'This policy contains invalid Json');
  }
  if (context.store.iamRoles.find(input.RoleName) !== undefined) {
    throw new AwsError('EntityAlreadyExists', `Role with name ${input.RoleName} already exists.`, 409);
  }
  const Path = input.Path ?? '/';
  const role: StoredRole = {
    RoleName: input.RoleName,
    RoleId: `AROA${randomText(17)}`,
    Arn: `arn:aws:iam::${context.account}:role${Path}${input.RoleName}`,
    Path,
    AssumeRolePolicyDocument: input.AssumeRolePolicyDocument,
    CreateDate: new Date(context.clock.now()).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    MaxSessionDuration: input.MaxSessionDuration ?? 3600,
    Tags: input.Tags ?? [],
    ...(input.Description === undefined ? {} : { Description: input.Description }),
  };
  context.store.iamRoles.insert(role);
  return { Role: roleAnswer(role) };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
export function getRole(context: QueryContext, parameters: URLSearchParams): object {
  return { Role: roleAnswer(findRole(context, parameters)) };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html */
export function deleteRole(context: QueryContext, parameters: URLSearchParams): undefined {
  context.store.iamRoles.remove(findRole(context, parameters).RoleName);
}

const listRolesInput = structure(
  {
    PathPrefix: string({ min: 1, max: 512, pattern: '\\u002F[\\u0021-\\u007E]*' }),
    Marker: string({ min: 1, max: 320 }),
    MaxItems: integer({ min: 1, max: 1000 }),
  },
  [],
);

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
export function listRoles(context: QueryContext, parameters: URLSearchParams): object {
  const input = validate(
    listRolesInput,
    { ...texts(parameters, ['PathPrefix', 'Marker']), ...whole(parameters, 'MaxItems') },
    'ValidationError',
  );
  const limit = input.MaxItems ?? 100;
  const prefix = input.PathPrefix ?? '/';
  const after = input.Marker === undefined ? '' : Buffer.from(input.Marker, 'base64url').toString();
  const roles = context.store.iamRoles
    .list(after, prefix === '/' ? limit + 1 : 100_000)
    .filter((role) => role.Path.startsWith(prefix));
  const page = roles.slice(0, limit);
  const isTruncated = roles.length > limit;
  return {
    Roles: { member: page.map(({ Tags: _tags, ...role }) => roleAnswer({ ...role, Tags: [] })) },
    IsTruncated: isTruncated,
    ...(isTruncated ? { Marker: Buffer.from(page.at(-1)?.RoleName ?? '').toString('base64url') } : {}),
  };
}

function findRole(context: QueryContext, parameters: URLSearchParams): StoredRole {
  const { RoleName } = validate(
    structure({ RoleName: roleName }, ['RoleName']),
    texts(parameters, ['RoleName']),
    'ValidationError',
  );
  const role = context.store.iamRoles.find(RoleName);
  if (role === undefined) throw new AwsError('NoSuchEntity', `The role with name ${RoleName} cannot be found.`, 404);
  return role;
}

/** IAM answers policy documents percent-encoded. */
function roleAnswer(role: StoredRole): object {
  const { Tags, AssumeRolePolicyDocument, ...members } = role;
  return {
    ...members,
    AssumeRolePolicyDocument: encodeURIComponent(AssumeRolePolicyDocument),
    ...(Tags.length === 0 ? {} : { Tags: { member: Tags } }),
  };
}

function texts(parameters: URLSearchParams, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = parameters.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

function whole(parameters: URLSearchParams, name: string): Record<string, number> {
  const value = parameters.get(name);
  if (value === null) return {};
  if (!/^-?\d{1,9}$/.test(value)) throw new AwsError('MalformedInput', `The value of ${name} is not a whole number.`);
  return { [name]: Number(value) };
}

function isPolicyDocument(text: string): boolean {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null && Object.hasOwn(document, 'Statement');
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
