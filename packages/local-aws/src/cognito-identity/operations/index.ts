import type * as sdk from '@aws-sdk/client-cognito-identity';

import { unbuilt } from '../not-built-yet.ts';
import type { Operation } from '../../operation.ts';
import { createIdentityPool } from './create-identity-pool.ts';
import { deleteIdentities } from './delete-identities.ts';
import { deleteIdentityPool } from './delete-identity-pool.ts';
import { describeIdentity } from './describe-identity.ts';
import { describeIdentityPool } from './describe-identity-pool.ts';
import { getId } from './get-id.ts';
import { getIdentityPoolRoles } from './get-identity-pool-roles.ts';
import { listIdentities } from './list-identities.ts';
import { listIdentityPools } from './list-identity-pools.ts';
import { listTagsForResource } from './list-tags-for-resource.ts';
import { setIdentityPoolRoles } from './set-identity-pool-roles.ts';
import { tagResource } from './tag-resource.ts';
import { untagResource } from './untag-resource.ts';
import { updateIdentityPool } from './update-identity-pool.ts';

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
  GetCredentialsForIdentity: unbuilt('GetCredentialsForIdentity'),
  GetId: getId,
  GetIdentityPoolRoles: getIdentityPoolRoles,
  GetOpenIdToken: unbuilt('GetOpenIdToken'),
  GetOpenIdTokenForDeveloperIdentity: unbuilt('GetOpenIdTokenForDeveloperIdentity'),
  GetPrincipalTagAttributeMap: unbuilt('GetPrincipalTagAttributeMap'),
  ListIdentities: listIdentities,
  ListIdentityPools: listIdentityPools,
  ListTagsForResource: listTagsForResource,
  LookupDeveloperIdentity: unbuilt('LookupDeveloperIdentity'),
  MergeDeveloperIdentities: unbuilt('MergeDeveloperIdentities'),
  SetIdentityPoolRoles: setIdentityPoolRoles,
  SetPrincipalTagAttributeMap: unbuilt('SetPrincipalTagAttributeMap'),
  TagResource: tagResource,
  UnlinkDeveloperIdentity: unbuilt('UnlinkDeveloperIdentity'),
  UnlinkIdentity: unbuilt('UnlinkIdentity'),
  UntagResource: untagResource,
  UpdateIdentityPool: updateIdentityPool,
} as const satisfies Record<OperationName, Operation>;
