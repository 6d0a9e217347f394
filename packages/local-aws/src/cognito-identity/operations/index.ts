import type * as sdk from '@aws-sdk/client-cognito-identity';

import type { Operation } from '../../dispatch/operation.ts';
import { createIdentityPool } from './pools/create-identity-pool.ts';
import { deleteIdentities } from './identities/delete-identities.ts';
import { deleteIdentityPool } from './pools/delete-identity-pool.ts';
import { describeIdentityPool } from './pools/describe-identity-pool.ts';
import { describeIdentity } from './identities/describe-identity.ts';
import { getCredentialsForIdentity } from './identities/get-credentials-for-identity.ts';
import { getId } from './identities/get-id.ts';
import { getIdentityPoolRoles } from './roles/get-identity-pool-roles.ts';
import { getOpenIdTokenForDeveloperIdentity } from './developer/get-open-id-token-for-developer-identity.ts';
import { getOpenIdToken } from './identities/get-open-id-token.ts';
import { getPrincipalTagAttributeMap } from './roles/get-principal-tag-attribute-map.ts';
import { listIdentities } from './identities/list-identities.ts';
import { listIdentityPools } from './pools/list-identity-pools.ts';
import { listTagsForResource } from './pools/list-tags-for-resource.ts';
import { lookupDeveloperIdentity } from './developer/lookup-developer-identity.ts';
import { mergeDeveloperIdentities } from './developer/merge-developer-identities.ts';
import { setIdentityPoolRoles } from './roles/set-identity-pool-roles.ts';
import { setPrincipalTagAttributeMap } from './roles/set-principal-tag-attribute-map.ts';
import { tagResource } from './pools/tag-resource.ts';
import { unlinkDeveloperIdentity } from './developer/unlink-developer-identity.ts';
import { unlinkIdentity } from './identities/unlink-identity.ts';
import { untagResource } from './pools/untag-resource.ts';
import { updateIdentityPool } from './pools/update-identity-pool.ts';

/** The operations that the SDK knows: each of its commands is one. */
export type OperationName = keyof {
  [K in keyof typeof sdk as K extends `${infer Name}Command` ? (Name extends '$' ? never : Name) : never]: true;
};

/** Every operation of the service; the compiler refuses a missing one. */
export const operations = {
  CreateIdentityPool: createIdentityPool,
  DeleteIdentities: deleteIdentities,
  DeleteIdentityPool: deleteIdentityPool,
  DescribeIdentity: describeIdentity,
  DescribeIdentityPool: describeIdentityPool,
  GetCredentialsForIdentity: getCredentialsForIdentity,
  GetId: getId,
  GetIdentityPoolRoles: getIdentityPoolRoles,
  GetOpenIdToken: getOpenIdToken,
  GetOpenIdTokenForDeveloperIdentity: getOpenIdTokenForDeveloperIdentity,
  GetPrincipalTagAttributeMap: getPrincipalTagAttributeMap,
  ListIdentities: listIdentities,
  ListIdentityPools: listIdentityPools,
  ListTagsForResource: listTagsForResource,
  LookupDeveloperIdentity: lookupDeveloperIdentity,
  MergeDeveloperIdentities: mergeDeveloperIdentities,
  SetIdentityPoolRoles: setIdentityPoolRoles,
  SetPrincipalTagAttributeMap: setPrincipalTagAttributeMap,
  TagResource: tagResource,
  UnlinkDeveloperIdentity: unlinkDeveloperIdentity,
  UnlinkIdentity: unlinkIdentity,
  UntagResource: untagResource,
  UpdateIdentityPool: updateIdentityPool,
} as const satisfies Record<OperationName, Operation>;
