import { identityPoolName, type PoolDocument } from '@lifeguard/shared/aws/pool-document';
import type { PoolChanges } from '@lifeguard/shared/pool/changes';
import { z } from 'zod';

export const poolProperties = z.object({
  IdentityPoolName: identityPoolName,
  AllowUnauthenticatedIdentities: z.boolean(),
  AllowClassicFlow: z.boolean(),
});
export type PoolProperties = z.infer<typeof poolProperties>;

/** The same while somebody types: the name may be anything. */
export const poolPropertiesDraft = poolProperties.extend({ IdentityPoolName: z.string() });

/** Not set means allowed, so the switch stands on "on". */
export function propertiesOf(document: PoolDocument): PoolProperties {
  return {
    IdentityPoolName: document.IdentityPoolName,
    AllowUnauthenticatedIdentities: document.AllowUnauthenticatedIdentities,
    AllowClassicFlow: document.AllowClassicFlow ?? true,
  };
}

/** Only what differs: a classic flow that is not set stays not set until somebody touches it. */
export function changesOf(document: PoolDocument, values: PoolProperties): PoolChanges {
  const before = propertiesOf(document);
  return {
    ...(values.IdentityPoolName === before.IdentityPoolName ? {} : { IdentityPoolName: values.IdentityPoolName }),
    ...(values.AllowUnauthenticatedIdentities === before.AllowUnauthenticatedIdentities
      ? {}
      : { AllowUnauthenticatedIdentities: values.AllowUnauthenticatedIdentities }),
    ...(values.AllowClassicFlow === before.AllowClassicFlow ? {} : { AllowClassicFlow: values.AllowClassicFlow }),
  };
}
