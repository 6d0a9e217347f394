import { type AccessFacts, documentOf, noDocumentReason } from '../facts.ts';
import { causeOf, claimText, either, type Explainer, type Finding, listText, no, open, yes } from '../cause.ts';
import type { ExplainedCause } from '../explanation.ts';
import { identityKeys } from '../../aws/regions.ts';
import { poolProviders } from '../../roles/provider-keys.ts';

/** "Logins don't match": of an identity, or of the pool where there is none yet. */
export const explainLoginsDontMatch: Explainer = (facts, { operation }) => {
  const { identity, attempt } = facts;
  const pool = poolFinding(facts);
  const { login, claims, identityId = 'the identity' } = attempt;
  const isCognitoToken = login === identityKeys(facts.poolId).host;
  const logins = identity.isKnown ? identity.value?.logins : undefined;
  const isLinked = login !== undefined && logins?.includes(login) === true;
  const missing = identity.isKnown
    ? login === undefined
      ? open('It is not known which login the app sent.')
      : undefined
    : open(identity.reason);
  return [
    causeOf(
      {
        id: 'provider-not-in-pool',
        title: 'The pool has no provider that this login could be of',
        fix: 'Add the provider that the app signs in with to the pool, or let the app use the pool that has it.',
        page: 'providers',
      },
      pool,
    ),
    ...(operation === 'GetOpenIdTokenForDeveloperIdentity' ? [publicTokenCause(facts)] : []),
    causeOf(
      {
        id: 'token-of-other-identity',
        title: 'The developer’s token is for another identity',
        fix: 'Send the IdentityId that GetOpenIdTokenForDeveloperIdentity answered together with the token.',
      },
      isCognitoToken && claims !== undefined
        ? either(
            claims['sub'] !== attempt.identityId || claims['aud'] !== facts.poolId,
            `The token is for ${claimText(claims, 'sub')} of the pool ${claimText(claims, 'aud')}, the app asked for ${identityId} of ${facts.poolId}.`,
            `The token is for ${identityId}.`,
          )
        : no('The login is not a token of GetOpenIdTokenForDeveloperIdentity.'),
    ),
    causeOf(
      {
        id: 'provider-not-linked',
        title: 'The identity has no login of this provider',
        fix: 'Call GetId with the same logins first, and use the identity that it answers. To link a second provider, send a token of a linked provider in the same call.',
        page: 'identities',
        key: attempt.identityId,
      },
      missing ??
        either(
          !isLinked && !isCognitoToken && pool[0] !== 'cause',
          `${identityId} is linked to ${listText(logins ?? [], 'nothing')}, and the app sent a login of ${login}.`,
          `${identityId} has a login of ${login}.`,
        ),
    ),
    causeOf(
      {
        id: 'other-user',
        title: 'The token is of another user of the same provider',
        fix: 'Two people use the same device: let the app drop the identity ID that it keeps when somebody signs out, and call GetId again with the token of the one who signs in.',
        page: 'identities',
        key: attempt.identityId,
      },
      missing ??
        either(
          isLinked,
          `${identityId} has a login of ${login}, and AWS says that it is not that of this token${claims?.['sub'] === undefined ? '' : ` (sub ${claimText(claims, 'sub')})`}.`,
          `${identityId} has no login of ${login} at all.`,
        ),
    ),
  ];
};

/** Of GetId there is no identity yet: then it is the pool that knows no such login. */
function poolFinding(facts: AccessFacts): Finding {
  const document = documentOf(facts);
  if (document === undefined) return open(noDocumentReason(facts));
  const { login } = facts.attempt;
  const logins = [...new Set(poolProviders(document).map((provider) => provider.login))];
  const own = [document.DeveloperProviderName, identityKeys(facts.poolId).host];
  if (logins.length === 0 && document.DeveloperProviderName === undefined) {
    return yes(
      `The pool has no provider at all${login === undefined ? '' : `, and the app sent a login of ${login}`}.`,
    );
  }
  if (login === undefined) return no(`The pool has ${listText(logins, 'a developer provider only')}.`);
  return either(
    !logins.includes(login) && !own.includes(login),
    `The app sent a login of ${login}; the pool has ${listText(logins, 'a developer provider only')}.`,
    `The pool has ${login}.`,
  );
}

/** A back end links its user to an identity that has public logins only with a token of one of them. */
function publicTokenCause({ identity, attempt }: AccessFacts): ExplainedCause {
  const logins = identity.isKnown ? (identity.value?.logins ?? []) : [];
  const { identityId = 'the identity' } = attempt;
  return causeOf(
    {
      id: 'public-token-missing',
      title: 'The back end links its user to an identity of somebody who signs in elsewhere',
      fix: 'Send a current token of a linked provider in the same call (Logins), or leave IdentityId out, and the user gets an identity of their own.',
      page: 'identities',
      key: attempt.identityId,
    },
    identity.isKnown
      ? either(
          logins.length > 0,
          `${identityId} is linked to ${listText(logins)}, and no valid token of these was sent.`,
          `${identityId} has no linked login.`,
        )
      : open(identity.reason),
  );
}
