import { documentOf, noDocumentReason } from './facts.ts';
import { causeOf, either, type Explainers, type Finding, listText, no, open, yes } from './cause.ts';
import { explainLoginsDontMatch } from './logins/logins-dont-match.ts';
import { regionOf } from '../aws/ids.ts';

/** Messages about the pool, the identity and whether its user came with a login. */
export const identityExplainers: Explainers = {
  'pool-not-found'(facts, { values: { poolId = facts.poolId } }) {
    const isThis = poolId === facts.poolId;
    const isGone = facts.pool.isKnown && facts.pool.value === undefined;
    return [
      causeOf(
        {
          id: 'pool-deleted',
          title: 'The pool was deleted',
          fix: 'A deleted pool does not come back. Make a new one, and give the app its ID.',
        },
        isThis && facts.pool.isKnown
          ? either(isGone, `AWS has no pool ${poolId}.`, `The pool ${poolId} exists.`)
          : open(isThis ? noDocumentReason(facts) : `The message is about ${poolId}, not about this pool.`),
      ),
      causeOf(
        {
          id: 'other-pool',
          title: 'The app names another pool',
          fix: `If the app should use this pool, give it the ID ${facts.poolId}.`,
        },
        either(!isThis, `The app asked for ${poolId}; this pool is ${facts.poolId}.`, 'The message names this pool.'),
      ),
      causeOf(
        {
          id: 'other-region',
          title: 'The app asks another region',
          fix: `Let the app make its client for ${regionOf(facts.poolId)}: a pool is known in its own region only.`,
        },
        regionOf(poolId) === regionOf(facts.poolId)
          ? open(
              isThis && facts.pool.isKnown && !isGone
                ? `The pool exists in ${regionOf(poolId)}, so the app most likely asked another region or another endpoint.`
                : 'The message does not say which region was asked.',
            )
          : yes(`The ID in the message is of ${regionOf(poolId)}, this pool is in ${regionOf(facts.poolId)}.`),
      ),
    ];
  },

  'identity-not-found'(facts, { values }) {
    const identityId = values['identityId'] ?? facts.attempt.identityId ?? '';
    const isAbsent = facts.identity.isKnown && facts.identity.value === undefined;
    const isPoolId = identityId === facts.poolId;
    const isOtherRegion = regionOf(identityId) !== regionOf(facts.poolId);
    return [
      causeOf(
        {
          id: 'pool-id-sent',
          title: 'The app sent the ID of the pool in place of that of the identity',
          fix: 'Call GetId with the ID of the pool first, and send the IdentityId that it answers.',
        },
        either(isPoolId, `${identityId} is the ID of this pool.`, `${identityId} is not the ID of the pool.`),
      ),
      causeOf(
        {
          id: 'identity-other-region',
          title: 'The identity is of another region',
          fix: 'Drop the identity ID that the app keeps, and call GetId again for this pool.',
        },
        either(
          isOtherRegion,
          `${identityId} is of ${regionOf(identityId)}, the pool is in ${regionOf(facts.poolId)}.`,
          `${identityId} is of ${regionOf(identityId)}, as the pool.`,
        ),
      ),
      causeOf(
        {
          id: 'identity-deleted',
          title: 'The identity was deleted, and the app still keeps its ID',
          fix: 'Let the app drop the ID that it keeps and call GetId again: the user then gets a new identity. What the app stored under the old ID is no longer reached.',
          page: 'identities',
        },
        facts.identity.isKnown
          ? either(
              isAbsent && !isPoolId && !isOtherRegion,
              `AWS has no identity ${identityId}. It was deleted, by itself or with its pool, or never existed.`,
              isAbsent ? 'Something else is wrong with the ID.' : `The identity ${identityId} exists.`,
            )
          : open(facts.identity.reason),
      ),
    ];
  },

  'guests-refused'(facts) {
    const document = documentOf(facts);
    const hasLogin = facts.attempt.kind === 'federated' || facts.attempt.login !== undefined;
    return [
      causeOf(
        {
          id: 'guest-access-off',
          title: 'Guest access is off',
          fix: 'If everybody may have the guest role, allow guest access and choose a guest role. If not, see below: the app must send a login.',
          page: 'properties',
        },
        document === undefined
          ? open(noDocumentReason(facts))
          : either(
              !document.AllowUnauthenticatedIdentities,
              'The pool has AllowUnauthenticatedIdentities: false, and the call carried no login.',
              'The pool lets guests in now: the setting was changed since, or the app uses another pool.',
            ),
      ),
      causeOf(
        {
          id: 'logins-not-sent',
          title: 'The user has signed in, and the app did not send the token',
          fix: 'Send the ID token in Logins with every call, under the key of its provider. Look for calls that are made before the sign-in has ended, and for credentials that are made without logins.',
        },
        hasLogin
          ? open('A login is said to have been there, but AWS gives this message only for calls without one.')
          : open('Whether the user had signed in can’t be seen from here.'),
      ),
    ];
  },

  'identity-forbidden'(facts, { values }) {
    const identityId = values['identityId'] ?? facts.attempt.identityId ?? 'the identity';
    const { identity } = facts;
    const found = identity.isKnown ? identity.value : undefined;
    const logins = found?.logins ?? [];
    const checked = (finding: Finding): Finding => {
      if (!identity.isKnown) return open(identity.reason);
      return found === undefined ? no(`AWS has no identity ${identityId} any more.`) : finding;
    };
    return [
      causeOf(
        {
          id: 'signed-in-without-login',
          title: 'The identity belongs to a signed-in user, and no login was sent',
          fix: 'Send the current token of the user in Logins. If the user has signed out, let the app drop the identity ID that it keeps and call GetId again, as a guest.',
          page: 'identities',
          key: identityId,
        },
        checked(
          either(
            logins.length > 0,
            `${identityId} is linked to ${listText(logins)}: it can be used with a login of these only, never again as a guest.`,
            `${identityId} has no linked login.`,
          ),
        ),
      ),
      causeOf(
        {
          id: 'identity-disabled',
          title: 'The identity is disabled, because it was merged into another one',
          fix: 'Let the app take over the IdentityId that each answer names, and drop the one it keeps. A disabled identity can’t be enabled again.',
          page: 'identities',
          key: identityId,
        },
        checked(disabledFinding(identityId, found)),
      ),
      causeOf(
        {
          id: 'last-login-unlinked',
          title: 'The identity has lost its last login',
          fix: 'Nobody can use it any more. Let the app drop the ID and call GetId again; delete this identity.',
          page: 'identities',
          key: identityId,
        },
        checked(
          found?.isDisabled === undefined
            ? logins.length > 0
              ? no(`${identityId} is linked to ${listText(logins)}.`)
              : open(
                  'An identity without logins that is not a guest was either disabled or unlinked; AWS does not say which.',
                )
            : either(
                !found.isDisabled && logins.length === 0,
                `${identityId} is enabled and has no login: as AWS refuses it as a guest, it had one that was unlinked.`,
                found.isDisabled ? `${identityId} is disabled.` : `${identityId} is linked to ${listText(logins)}.`,
              ),
        ),
      ),
    ];
  },

  'logins-dont-match': explainLoginsDontMatch,
};

function disabledFinding(identityId: string, found: { isDisabled: boolean | undefined } | undefined): Finding {
  if (found?.isDisabled === undefined) {
    return open(
      'AWS shows disabled identities only by leaving them out of a list, which was too long to compare here.',
    );
  }
  return either(
    found.isDisabled,
    `${identityId} is left out of the list of enabled identities: its logins went to another identity when the two were merged.`,
    `${identityId} is in the list of enabled identities.`,
  );
}
