import type { QueryOperation, QueryService } from '../dispatch/query-service.ts';
import {
  listOpenIdConnectProviderTags,
  tagOpenIdConnectProvider,
  untagOpenIdConnectProvider,
} from './oidc-provider-tags.ts';
import {
  addClientIdToOpenIdConnectProvider,
  createOpenIdConnectProvider,
  deleteOpenIdConnectProvider,
  getOpenIdConnectProvider,
  listOpenIdConnectProviders,
  removeClientIdFromOpenIdConnectProvider,
  updateOpenIdConnectProviderThumbprint,
} from './oidc-providers.ts';
import {
  onNewOidcProvider,
  onNewRole,
  onNewSamlProvider,
  onOidcProvider,
  onOidcProviders,
  onRole,
  onRolePath,
  onSamlProvider,
  onSamlProviders,
} from './permissions.ts';
import {
  attachRolePolicy,
  detachRolePolicy,
  listAttachedRolePolicies,
  listInstanceProfilesForRole,
} from './role-attachments.ts';
import { deleteRolePolicy, getRolePolicy, listRolePolicies, putRolePolicy } from './role-policies.ts';
import { listRoleTags, tagRole, untagRole } from './role-tags.ts';
import {
  createRole,
  deleteRole,
  getRole,
  listRoles,
  updateAssumeRolePolicy,
  updateRole,
  updateRoleDescription,
} from './roles.ts';
import { listSamlProviderTags, tagSamlProvider, untagSamlProvider } from './saml-provider-tags.ts';
import {
  createSamlProvider,
  deleteSamlProvider,
  getSamlProvider,
  listSamlProviders,
  updateSamlProvider,
} from './saml-providers.ts';

export const iam: QueryService = {
  name: 'iam',
  protocol: { version: '2010-05-08', namespace: 'https://iam.amazonaws.com/doc/2010-05-08/' },
  operations: {
    AddClientIDToOpenIDConnectProvider: signed(onOidcProvider, addClientIdToOpenIdConnectProvider),
    AttachRolePolicy: signed(onRole, attachRolePolicy),
    CreateOpenIDConnectProvider: signed(onNewOidcProvider, createOpenIdConnectProvider),
    CreateRole: signed(onNewRole, createRole),
    CreateSAMLProvider: signed(onNewSamlProvider, createSamlProvider),
    DeleteOpenIDConnectProvider: signed(onOidcProvider, deleteOpenIdConnectProvider),
    DeleteRole: signed(onRole, deleteRole),
    DeleteRolePolicy: signed(onRole, deleteRolePolicy),
    DeleteSAMLProvider: signed(onSamlProvider, deleteSamlProvider),
    DetachRolePolicy: signed(onRole, detachRolePolicy),
    GetOpenIDConnectProvider: signed(onOidcProvider, getOpenIdConnectProvider),
    GetRole: signed(onRole, getRole),
    GetRolePolicy: signed(onRole, getRolePolicy),
    GetSAMLProvider: signed(onSamlProvider, getSamlProvider),
    ListAttachedRolePolicies: signed(onRole, listAttachedRolePolicies),
    ListInstanceProfilesForRole: signed(onRole, listInstanceProfilesForRole),
    ListOpenIDConnectProviders: signed(onOidcProviders, listOpenIdConnectProviders),
    ListOpenIDConnectProviderTags: signed(onOidcProvider, listOpenIdConnectProviderTags),
    ListRolePolicies: signed(onRole, listRolePolicies),
    ListRoles: signed(onRolePath, listRoles),
    ListRoleTags: signed(onRole, listRoleTags),
    ListSAMLProviders: signed(onSamlProviders, listSamlProviders),
    ListSAMLProviderTags: signed(onSamlProvider, listSamlProviderTags),
    PutRolePolicy: signed(onRole, putRolePolicy),
    RemoveClientIDFromOpenIDConnectProvider: signed(onOidcProvider, removeClientIdFromOpenIdConnectProvider),
    TagOpenIDConnectProvider: signed(onOidcProvider, tagOpenIdConnectProvider),
    TagRole: signed(onRole, tagRole),
    TagSAMLProvider: signed(onSamlProvider, tagSamlProvider),
    UntagOpenIDConnectProvider: signed(onOidcProvider, untagOpenIdConnectProvider),
    UntagRole: signed(onRole, untagRole),
    UntagSAMLProvider: signed(onSamlProvider, untagSamlProvider),
    UpdateAssumeRolePolicy: signed(onRole, updateAssumeRolePolicy),
    UpdateOpenIDConnectProviderThumbprint: signed(onOidcProvider, updateOpenIdConnectProviderThumbprint),
    UpdateRole: signed(onRole, updateRole),
    UpdateRoleDescription: signed(onRole, updateRoleDescription),
    UpdateSAMLProvider: signed(onSamlProvider, updateSamlProvider),
  },
};

function signed(
  permission: Extract<QueryOperation, { auth: 'signed' }>['permission'],
  run: QueryOperation['run'],
): QueryOperation {
  return { auth: 'signed', permission, run };
}
