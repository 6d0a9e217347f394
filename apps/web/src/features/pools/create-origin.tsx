import Alert from '@cloudscape-design/components/alert';
import type { PoolOrigin } from './pool-copy.ts';

/** At the providers of a pool that is made like another one: what must be entered again. */
export function OriginSecrets({ origin }: { origin: PoolOrigin }) {
  return (
    <Alert type="warning">
      The consumer secrets of {origin.IdentityPoolName} are not copied. Enter them behind the semicolon, or empty the
      field.
    </Alert>
  );
}

/** At the roles of a pool that is made like another one. */
export function OriginRoles({ origin }: { origin: PoolOrigin }) {
  return (
    <Alert type="warning">
      These are the roles of {origin.IdentityPoolName}. Where their trust policies name that pool (
      {origin.IdentityPoolId}), they must be extended by the ID of the new pool once it exists: until then its users get
      no credentials.
    </Alert>
  );
}

/** At the review of a pool that is made like another one: what it will not have. */
export function OriginMissing({ origin }: { origin: PoolOrigin }) {
  if (origin.missing.length === 0) {
    return <Alert type="info">Filled in from {origin.IdentityPoolName}; identities are not copied.</Alert>;
  }
  return (
    <Alert type="warning" header={`Not everything of ${origin.IdentityPoolName} can be set here`}>
      Filled in from {origin.IdentityPoolName}; identities are not copied. The new pool will be without these, which you
      can set afterwards on its own tabs:
      <ul>
        {origin.missing.map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
    </Alert>
  );
}
