import type { Permission } from '../permission.ts';
import type { QueryContext, QueryOperation, QueryService } from '../query-service.ts';
import { createRole, deleteRole, getRole, listRoles } from './roles.ts';

type Run = QueryOperation['run'];
type PermissionOf = Extract<QueryOperation, { auth: 'signed' }>['permission'];

/** On a role named by `RoleName`. Its path is part of the ARN, so the role is looked up; one that is missing counts as pathless. */
function onRole(run: Run): QueryOperation {
  return { auth: 'signed', permission: roleNamed, run };
}

function roleNamed({ store, account }: QueryContext, parameters: URLSearchParams): Permission {
  const name = parameters.get('RoleName') ?? '';
  return { resource: store.iamRoles.find(name)?.Arn ?? `arn:aws:iam::${account}:role/${name}` };
}

function onNewRole(run: Run): QueryOperation {
  const permission: PermissionOf = ({ account }, parameters) => ({
    resource: `arn:aws:iam::${account}:role${parameters.get('Path') ?? '/'}${parameters.get('RoleName') ?? ''}`,
  });
  return { auth: 'signed', permission, run };
}

function onRolePath(run: Run): QueryOperation {
  const permission: PermissionOf = ({ account }, parameters) => ({
    resource: `arn:aws:iam::${account}:role${parameters.get('PathPrefix') ?? '/'}`,
  });
  return { auth: 'signed', permission, run };
}

export const iam: QueryService = {
  name: 'iam',
  protocol: { version: '2010-05-08', namespace: 'https://iam.amazonaws.com/doc/2010-05-08/' },
  operations: {
    CreateRole: onNewRole(createRole),
    DeleteRole: onRole(deleteRole),
    GetRole: onRole(getRole),
    ListRoles: onRolePath(listRoles),
  },
};
