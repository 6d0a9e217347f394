import type { QueryService } from '../query-service.ts';
import { createRole, deleteRole, getRole, listRoles } from './roles.ts';

export const iam: QueryService = {
  name: 'iam',
  protocol: { version: '2010-05-08', namespace: 'https://iam.amazonaws.com/doc/2010-05-08/' },
  operations: { CreateRole: createRole, DeleteRole: deleteRole, GetRole: getRole, ListRoles: listRoles },
};
