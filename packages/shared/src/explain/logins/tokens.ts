import { type AccessFacts, documentOf, noClaimsReason, noDocumentReason, providerOfLogin } from '../facts.ts';
import { loginKeyCause, loginKeySlip } from './login-key.ts';
import {
  causeOf,
  claimText,
  durationText,
  either,
  type Explainers,
  listText,
  no,
  open,
  timeText,
  yes,
} from '../cause.ts';
import { explainSignature, explainTokenForm } from './token-form.ts';
import { explainUnsupportedProvider, explainWrongAudience } from './token-provider.ts';
import type { ExplainedCause } from '../explanation.ts';
import { identityKeys, isIdentityHost } from '../../aws/regions.ts';

const claimsLooked = 'its claims are looked at';

/** Messages about the token that a login brings: https://docs.aws.amazon.com/cognito/latest/developerguide/external-identity-providers.html */
export const tokenExplainers: Explainers = {
  'unsupported-provider': explainUnsupportedProvider,
  'wrong-audience': explainWrongAudience,
  'bad-signature': explainSignature,
  'not-id-token': explainTokenForm,

  'issuer-mismatch'(facts) {
    const { login, claims } = facts.attempt;
    const issuer = typeof claims?.['iss'] === 'string' ? claims['iss'] : undefined;
    const bare = issuer?.replace(/^https?:\/\//, '');
    const document = documentOf(facts);
    const other = document === undefined || bare === undefined ? undefined : providerOfLogin(document, bare, claims);
    const slip = loginKeySlip(facts);
    // A token of another provider than the key may have meant says itself under which key it belongs.
    const isSlip =
      slip !== undefined && (bare === undefined || slip.meant === bare || [slip.meant, bare].every(isIdentityHost));
    return [
      ...(isSlip ? [loginKeyCause(facts)] : []),
      causeOf(
        {
          id: 'issuer-other-provider',
          title: 'The token is of another provider than the key in Logins says',
          fix:
            other === undefined
              ? 'Send the token under the key that is its issuer (iss) without https://, and add that provider to the pool.'
              : `Send the token under the key ${other.login}, which the pool has.`,
          page: 'providers',
        },
        bare === undefined || login === undefined
          ? open(noClaimsReason(facts, claimsLooked))
          : either(
              bare !== login && !isSlip,
              `The token was issued by ${issuer}, and sent under ${login}.`,
              isSlip
                ? `The token was issued by ${issuer}, whose key was misspelled.`
                : `The token was issued by ${issuer}, which is its key.`,
            ),
      ),
    ];
  },

  'claim-missing'(facts, { values: { claim = 'aud' } }) {
    const { claims } = facts.attempt;
    const isAccess = claims?.['token_use'] === 'access' || (claims !== undefined && 'client_id' in claims);
    return [
      causeOf(
        {
          id: 'access-token',
          title: 'The app sent the access token in place of the ID token',
          fix: 'Send the ID token (id_token, getIdToken()) in Logins. Access tokens are for APIs, and have no aud.',
        },
        claims === undefined
          ? claim === 'aud'
            ? open(`${noClaimsReason(facts, claimsLooked)} A missing aud nearly always means an access token.`)
            : open(noClaimsReason(facts, claimsLooked))
          : either(
              isAccess,
              `The token says token_use: ${claimText(claims, 'token_use')} and has no ${claim}: it is an access token.`,
              `The token says token_use: ${claimText(claims, 'token_use')}.`,
            ),
      ),
      causeOf(
        {
          id: 'claim-left-out',
          title: `The provider leaves ${claim} out of its tokens`,
          fix: `Let the provider put ${claim} into its ID tokens: AWS wants iss, sub, aud and exp.`,
        },
        claims === undefined
          ? open(noClaimsReason(facts, claimsLooked))
          : either(
              !isAccess && !Object.hasOwn(claims, claim),
              `The token has ${listText(Object.keys(claims))}, and no ${claim}.`,
              isAccess ? 'Access tokens never have it.' : `The token has ${claim}.`,
            ),
      ),
    ];
  },

  'token-expired-at': (facts, { values }) => explainExpiry(facts, Number(values['now']), Number(values['exp'])),
  'token-expired': (facts) => explainExpiry(facts, facts.nowSeconds, undefined),

  'not-cognito-token'(facts) {
    const { host } = identityKeys(facts.poolId);
    const { claims } = facts.attempt;
    const name = documentOf(facts)?.DeveloperProviderName;
    const isOwn = typeof claims?.['iss'] === 'string' && claims['iss'].includes('cognito-identity');
    const amr = claims?.['amr'];
    const isDevelopers = Array.isArray(amr) && name !== undefined && amr.includes(name);
    return [
      causeOf(
        {
          id: 'foreign-token',
          title: `A token of another issuer was sent under ${host}`,
          fix: `Send the token of a provider under that provider's own key. The key ${host} is for tokens that your back end gets from GetOpenIdTokenForDeveloperIdentity.`,
        },
        claims === undefined
          ? open(noClaimsReason(facts, claimsLooked))
          : either(
              !isOwn,
              `The token was issued by ${claimText(claims, 'iss')}.`,
              `The token was issued by ${claimText(claims, 'iss')}.`,
            ),
      ),
      causeOf(
        {
          id: 'token-of-get-open-id-token',
          title: 'The token comes from GetOpenIdToken',
          fix: 'Let the back end call GetOpenIdTokenForDeveloperIdentity: only its tokens are taken here.',
        },
        claims === undefined
          ? open(noClaimsReason(facts, claimsLooked))
          : either(
              isOwn && !isDevelopers,
              `Its amr is ${listText(Array.isArray(amr) ? amr.map(String) : [])}, without the developer provider ${name ?? '(the pool has none)'}.`,
              isOwn ? `Its amr names the developer provider ${name}.` : 'It is not of an identity pool at all.',
            ),
      ),
    ];
  },

  'cognito-token-refused'(facts, { operation }) {
    const { host } = identityKeys(facts.poolId);
    const { login } = facts.attempt;
    return [
      causeOf(
        {
          id: 'cognito-token-to-public-operation',
          title: `A token was sent under ${host} to ${operation ?? 'GetId or GetOpenIdToken'}`,
          fix: 'For developer identities skip GetId and GetOpenIdToken: take identity ID and token from your back end, and call GetCredentialsForIdentity with both. For other users send the token under the key of their provider.',
        },
        login === undefined || login === host
          ? yes(`Under ${host} only GetCredentialsForIdentity takes a token.`)
          : no(`The login was sent under ${login}.`),
      ),
    ];
  },

  'not-public-provider'(facts) {
    const { host } = identityKeys(facts.poolId);
    const document = documentOf(facts);
    const name = document?.DeveloperProviderName;
    const { login } = facts.attempt;
    return [
      causeOf(
        {
          id: 'developer-provider-as-login',
          title: 'The app sent the developer provider as a login',
          fix: `Let your back end call GetOpenIdTokenForDeveloperIdentity with this provider, and the app send the token that it gets under ${host} to GetCredentialsForIdentity.`,
          page: 'providers',
        },
        document === undefined
          ? open(noDocumentReason(facts))
          : name === undefined
            ? no('The pool has no developer provider.')
            : either(
                login === undefined || login === name,
                `${name} is the developer provider of this pool.`,
                `The login was sent under ${login}, and the developer provider is ${name}.`,
              ),
      ),
    ];
  },
};

/** `now` is AWS's, in seconds since the epoch; without `exp` the token's own is taken. */
function explainExpiry(facts: AccessFacts, now: number, exp: number | undefined): ExplainedCause[] {
  const { claims } = facts.attempt;
  const own = typeof claims?.['exp'] === 'number' ? claims['exp'] : undefined;
  const end = exp ?? own;
  const issued = typeof claims?.['iat'] === 'number' ? claims['iat'] : undefined;
  const lifetime = end !== undefined && issued !== undefined ? end - issued : undefined;
  return [
    causeOf(
      {
        id: 'token-too-old',
        title: 'The app sent a token that had expired',
        fix: 'Let the app refresh the token before it asks for credentials (with the refresh token, or by signing in again), and drop tokens that it keeps over a restart.',
      },
      end === undefined
        ? yes('AWS says so. How long ago is not in the message.')
        : yes(
            `It expired at ${timeText(end)}${now >= end ? `, ${durationText(now - end)} before it was used` : ''}${
              lifetime === undefined ? '' : `; it lives ${durationText(Math.max(0, lifetime))}`
            }.`,
          ),
    ),
    causeOf(
      {
        id: 'issuer-clock',
        title: 'The clock of the provider is behind',
        fix: 'Set the clock of the provider: AWS compares exp with its own time and gives no grace.',
      },
      lifetime !== undefined && lifetime < 60
        ? yes(`The token lives ${durationText(Math.max(0, lifetime))} only.`)
        : open('Whether the clock of the provider is right can’t be seen from here.'),
    ),
  ];
}
