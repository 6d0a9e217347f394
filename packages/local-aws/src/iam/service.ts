import type { QueryService } from '../dispatch/operation.ts';
import { checkCharacters } from './characters.ts';
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
  attachRolePolicy,
  detachRolePolicy,
  getPolicy,
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
  rules: { code: 'ValidationError', check: checkCharacters },
  operations: {
    AddClientIDToOpenIDConnectProvider: addClientIdToOpenIdConnectProvider,
    AttachRolePolicy: attachRolePolicy,
    CreateOpenIDConnectProvider: createOpenIdConnectProvider,
    CreateRole: createRole,
    CreateSAMLProvider: createSamlProvider,
    DeleteOpenIDConnectProvider: deleteOpenIdConnectProvider,
    DeleteRole: deleteRole,
    DeleteRolePolicy: deleteRolePolicy,
    DeleteSAMLProvider: deleteSamlProvider,
    DetachRolePolicy: detachRolePolicy,
    GetOpenIDConnectProvider: getOpenIdConnectProvider,
    GetPolicy: getPolicy,
    GetRole: getRole,
    GetRolePolicy: getRolePolicy,
    GetSAMLProvider: getSamlProvider,
    ListAttachedRolePolicies: listAttachedRolePolicies,
    ListInstanceProfilesForRole: listInstanceProfilesForRole,
    ListOpenIDConnectProviders: listOpenIdConnectProviders,
    ListOpenIDConnectProviderTags: listOpenIdConnectProviderTags,
    ListRolePolicies: listRolePolicies,
    ListRoles: listRoles,
    ListRoleTags: listRoleTags,
    ListSAMLProviders: listSamlProviders,
    ListSAMLProviderTags: listSamlProviderTags,
    PutRolePolicy: putRolePolicy,
    RemoveClientIDFromOpenIDConnectProvider: removeClientIdFromOpenIdConnectProvider,
    TagOpenIDConnectProvider: tagOpenIdConnectProvider,
    TagRole: tagRole,
    TagSAMLProvider: tagSamlProvider,
    UntagOpenIDConnectProvider: untagOpenIdConnectProvider,
    UntagRole: untagRole,
    UntagSAMLProvider: untagSamlProvider,
    UpdateAssumeRolePolicy: updateAssumeRolePolicy,
    UpdateOpenIDConnectProviderThumbprint: updateOpenIdConnectProviderThumbprint,
    UpdateRole: updateRole,
    UpdateRoleDescription: updateRoleDescription,
    UpdateSAMLProvider: updateSamlProvider,
  },
};
