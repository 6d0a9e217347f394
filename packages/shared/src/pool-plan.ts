import type { CreatePoolInput } from './identity-pool.ts';
import type { PoolDocument } from './identity-pool-document.ts';
import { canonicalPool, sameValue } from './pool-canonical.ts';

/** An AWS call as it will be sent, with its whole input. The browser shows it; the BFF sends it. */
export interface PlannedCall {
  readonly service: 'cognito-identity';
  readonly operation:
    | 'CreateIdentityPool'
    | 'UpdateIdentityPool'
    | 'SetIdentityPoolRoles'
    | 'DeleteIdentityPool'
    | 'DeleteIdentities';
  readonly input: Readonly<Record<string, unknown>>;
}

/** The calls that turn `current` into `next`, in order; none where nothing differs. */
export function planUpdate(current: PoolDocument, next: PoolDocument): PlannedCall[] {
  const calls: PlannedCall[] = [];
  if (!sameValue(settingsOf(canonicalPool(current)), settingsOf(canonicalPool(next)))) {
    calls.push({ service: 'cognito-identity', operation: 'UpdateIdentityPool', input: updateInput(next) });
  }
  if (!sameValue(rolesOf(current), rolesOf(next))) calls.push(rolesCall(next));
  return calls;
}

/** CreateIdentityPool, and the SetIdentityPoolRoles that follows it where a default role was chosen. */
export function planCreate(input: CreatePoolInput): {
  create: PlannedCall;
  roles: (IdentityPoolId: string) => PlannedCall | undefined;
} {
  const { Roles, ...settings } = input;
  return {
    create: { service: 'cognito-identity', operation: 'CreateIdentityPool', input: withoutEmpty(settings) },
    roles: (IdentityPoolId) =>
      Object.values(Roles).every((role) => role === undefined)
        ? undefined
        : {
            service: 'cognito-identity',
            operation: 'SetIdentityPoolRoles',
            input: { IdentityPoolId, Roles: withoutEmpty(Roles) },
          },
  };
}

export function planDelete(IdentityPoolId: string): PlannedCall {
  return { service: 'cognito-identity', operation: 'DeleteIdentityPool', input: { IdentityPoolId } };
}

export function planDeleteIdentities(IdentityIdsToDelete: readonly string[]): PlannedCall {
  return { service: 'cognito-identity', operation: 'DeleteIdentities', input: { IdentityIdsToDelete } };
}

/**
 * The whole pool: what UpdateIdentityPool does not get, AWS sets back to its default.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UpdateIdentityPool.html
 */
function updateInput(document: PoolDocument): Readonly<Record<string, unknown>> {
  // Tags survive being left out, so removing the last one needs the empty map.
  return { ...withoutEmpty(settingsOf(document)), IdentityPoolTags: document.IdentityPoolTags };
}

/** Roles and mappings always go together: the call replaces both. */
function rolesCall(document: PoolDocument): PlannedCall {
  return {
    service: 'cognito-identity',
    operation: 'SetIdentityPoolRoles',
    input: { IdentityPoolId: document.IdentityPoolId, ...rolesOf(document) },
  };
}

function settingsOf(document: PoolDocument) {
  const { Roles: _roles, RoleMappings: _mappings, ...settings } = document;
  return settings;
}

function rolesOf(document: PoolDocument) {
  return { Roles: document.Roles, RoleMappings: document.RoleMappings };
}

/** Empty lists and maps mean the same to AWS as absent ones, and make the shown command shorter. */
function withoutEmpty(members: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => {
      if (value === undefined) return false;
      if (Array.isArray(value)) return value.length > 0;
      return typeof value !== 'object' || value === null || Object.keys(value).length > 0;
    }),
  );
}
