import { z } from 'zod';

import { identityId } from '../aws/ids.ts';
import {
  developerLookup,
  foundDeveloperUsers,
  mergeInput,
  mergePreview,
  mergeUsers,
  unlinkInput,
  unlinkPreview,
  unlinkUser,
} from '../identities/developer-users.ts';
import { endpoint } from './endpoint.ts';

const users = '/api/connections/:connectionId/pools/:poolId/developer-identities';

export const developerIdentityEndpoints = {
  // Not GET: identifiers of users would stand in URLs.
  lookup: endpoint('POST', `${users}/lookup`, {
    summary: 'The developer users of an identity, found by its id or by one of them',
    permission: 'developer-identities:read',
    audit: 'not-recorded',
    body: developerLookup,
    response: foundDeveloperUsers,
  }),
  previewMerge: endpoint('POST', `${users}/merge-preview`, {
    summary: 'Both sides of a merge of two developer users, as they are now',
    permission: 'developer-identities:read',
    audit: 'not-recorded',
    body: mergeUsers,
    response: mergePreview,
  }),
  merge: endpoint('POST', `${users}/merge`, {
    summary: 'Merge the identities of two developer users, for good',
    permission: 'developer-identities:write',
    audit: 'developer-user.merge',
    body: mergeInput,
    response: z.object({ IdentityId: identityId }),
  }),
  previewUnlink: endpoint('POST', `${users}/unlink-preview`, {
    summary: 'What an identity still has without one of its developer users',
    permission: 'developer-identities:read',
    audit: 'not-recorded',
    body: unlinkUser,
    response: unlinkPreview,
  }),
  unlink: endpoint('POST', `${users}/unlink`, {
    summary: 'Unlink a developer user from its identity',
    permission: 'developer-identities:write',
    audit: 'developer-user.unlink',
    body: unlinkInput,
    response: z.object({ IdentityId: identityId }),
  }),
};
