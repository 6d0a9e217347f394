import { type AccessCheckInput, accessCheckEndpoints, type ExplanationInput } from '@lifeguard/shared/api/access-check';
import { identityEndpoints } from '@lifeguard/shared/api/identities';
import { call } from '#api/call.ts';

export const accessMutations = {
  check: (connectionId: string, poolId: string, body: AccessCheckInput) =>
    call(accessCheckEndpoints.check, { params: { connectionId, poolId }, body }),
  explain: (connectionId: string, poolId: string, body: ExplanationInput) =>
    call(accessCheckEndpoints.explain, { params: { connectionId, poolId }, body }),
  removeIdentity: (connectionId: string, poolId: string, identityId: string) =>
    call(identityEndpoints.remove, {
      params: { connectionId, poolId },
      body: { IdentityIds: [identityId], confirmCount: 1 },
    }),
};
