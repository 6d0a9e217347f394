import SpaceBetween from '@cloudscape-design/components/space-between';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { providerOfLogin } from '@lifeguard/shared/explain/facts';
import { tokenObjections } from '@lifeguard/shared/roles/login-token';
import { StatusText } from '#ui/status-text.tsx';
import { useNow } from '#ui/use-now.ts';
import { isDeveloperLogin } from './form.ts';
import type { Paste } from './paste.ts';

interface FoundProps {
  paste: Paste;
  login: string;
  document: PoolDocument;
}

/** What was found in the pasted text, and what is wrong with it at first sight. */
export function Found({ paste, login, document }: FoundProps) {
  const now = useNow();
  const { claims, hasBearer } = paste;
  const key = login.trim();
  const provider = providerOfLogin(document, key, claims);
  const objections =
    claims === undefined || provider === undefined ? [] : tokenObjections(claims, provider, now.getTime() / 1000);
  const isUnknown = key !== '' && provider === undefined && !isDeveloperLogin(key) && isSignedIn(paste);
  return (
    <div aria-live="polite">
      <SpaceBetween size="xxs">
        <StatusText type="info">{foundText(paste)}</StatusText>
        {hasBearer === true && (
          <StatusText type="info">“Bearer” was left out: the app must send the token alone to AWS.</StatusText>
        )}
        {isUnknown && <StatusText type="warning">{`The pool has no provider of the key ${key}.`}</StatusText>}
        {objections.map((objection) => (
          <StatusText key={objection} type="warning">
            {objection}
          </StatusText>
        ))}
      </SpaceBetween>
    </div>
  );
}

function isSignedIn({ token, claims }: Paste): boolean {
  return token !== undefined || claims !== undefined;
}

function foundText({ token, claims, message, problem }: Paste): string {
  if (problem !== undefined) return 'Nothing was found in this text.';
  const parts = [
    ...(message === undefined ? [] : ['an error message']),
    ...(token === undefined
      ? claims === undefined
        ? []
        : ['the claims of a user']
      : [claims === undefined ? 'a token that only its provider can read' : 'a token']),
  ];
  if (parts.length === 0) return 'Nothing is pasted: a guest is tried, somebody who has not signed in.';
  return `Found: ${parts.join(' and ')}.`;
}
