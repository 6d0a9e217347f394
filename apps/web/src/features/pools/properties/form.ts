import { identityPoolName, type PoolDocument } from '@lifeguard/shared/aws/pool-document';
import type { PoolChanges } from '@lifeguard/shared/pool/changes';
import { z } from 'zod';

export const poolProperties = z.object({
  IdentityPoolName: identityPoolName,
  AllowUnauthenticatedIdentities: z.boolean(),
  AllowClassicFlow: z.enum(['notSet', 'allowed', 'refused']),
});
export type PoolProperties = z.infer<typeof poolProperties>;

/** The same while somebody types: the name may be anything. */
export const poolPropertiesDraft = poolProperties.extend({ IdentityPoolName: z.string() });

export function propertiesOf(document: PoolDocument): PoolProperties {
  const { IdentityPoolName, AllowUnauthenticatedIdentities, AllowClassicFlow } = document;
  return {
    IdentityPoolName,
    AllowUnauthenticatedIdentities,
    AllowClassicFlow: AllowClassicFlow === undefined ? 'notSet' : AllowClassicFlow ? 'allowed' : 'refused',
  };
}

/** Only what differs. The form offers "not set" where it is so now, as AWS keeps what is set. */
export function changesOf(document: PoolDocument, values: PoolProperties): PoolChanges {
  const before = propertiesOf(document);
  const { IdentityPoolName, AllowUnauthenticatedIdentities, AllowClassicFlow } = values;
  const members: Required<Pick<PoolChanges, keyof PoolProperties>> = {
    IdentityPoolName,
    AllowUnauthenticatedIdentities,
    AllowClassicFlow: AllowClassicFlow === 'notSet' ? undefined : AllowClassicFlow === 'allowed',
  };
  const differs = (member: keyof PoolProperties) => values[member] !== before[member];
  return Object.fromEntries(Object.entries(members).filter(([member]) => differs(member as keyof PoolProperties)));
}
