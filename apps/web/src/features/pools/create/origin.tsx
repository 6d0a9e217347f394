import Alert from '@cloudscape-design/components/alert';
import type { PoolOrigin } from './copy.ts';

/** At the providers: the secrets that must be entered again, after a reload or for a pool that is made like another one. */
export function LostSecrets({ origin }: { origin: PoolOrigin | undefined }) {
  return (
    <Alert type="warning">
      {origin === undefined
        ? 'Consumer secrets are not kept when the page is reloaded.'
        : `The consumer secrets of ${origin.IdentityPoolName} are not copied.`}{' '}
      Enter them again, or empty the field of the key.
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
