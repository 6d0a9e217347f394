import { type AccessFacts, audiencesOf, documentOf, noClaimsReason, noDocumentReason } from '../facts.ts';
import { causeOf, either, type Explainer, type Finding, listText, no, open, yes } from '../cause.ts';
import { loginKeyCause, loginKeySlip } from './login-key.ts';
import { loginProviders } from '../../aws/providers.ts';
import { hasReadableTokens } from '../../roles/login-token.ts';
import { type PoolProvider, poolProviders } from '../../roles/provider-keys.ts';

const noLogin = 'It is not known which key in Logins the app used.';
const audienceLooked = 'its audience is looked at';

/** "Token is not from a supported provider of this identity pool". */
export const explainUnsupportedProvider: Explainer = (facts) => {
  const document = documentOf(facts);
  const { login } = facts.attempt;
  const all = document === undefined ? [] : poolProviders(document);
  const mine = all.filter((provider) => provider.login === login);
  const social = loginProviders.find(({ key }) => key === login);
  const missing = document === undefined ? noDocumentReason(facts) : login === undefined ? noLogin : undefined;
  const slip = loginKeySlip(facts);
  const check = (finding: () => Finding): Finding => (missing === undefined ? finding() : open(missing));
  return [
    loginKeyCause(facts),
    causeOf(
      {
        id: 'provider-not-in-pool',
        title: 'The pool does not have this provider',
        fix: 'Add the provider to the pool, or let the app use the pool that has it.',
        page: 'providers',
      },
      check(() =>
        either(
          mine.length === 0 && slip?.isInPool !== true,
          `The app sent a login of ${login}; the pool has ${listText(
            all.map((provider) => provider.login),
            'no providers',
          )}.`,
          mine.length > 0 ? `The pool has ${login}.` : 'The pool has it, under another key.',
        ),
      ),
    ),
    causeOf(
      {
        id: 'app-client-not-in-pool',
        title:
          social === undefined
            ? 'The token is of an app client that the pool does not list'
            : `The token is of another app of ${social.label} than the pool names`,
        fix:
          social === undefined
            ? 'Add the app client to the pool as a provider of its own beside the others, or let the app sign in with one that is listed.'
            : `Set the ${social.valueLabel} of ${social.label} in the pool to that of the app which the token was made for, or let the app sign in with the one that the pool names. A pool names one app of ${social.label}.`,
        page: 'providers',
      },
      check(() => clientFinding(facts, mine)),
    ),
    causeOf(
      {
        id: 'iam-provider-missing',
        title: 'The provider was deleted in IAM',
        fix: 'Make the provider in IAM again, or remove it from the pool.',
        page: 'providers',
      },
      check(() => iamFinding(facts, mine)),
    ),
  ];
};

/** "Incorrect token audience": of OIDC providers and social ones. */
export const explainWrongAudience: Explainer = (facts) => {
  const document = documentOf(facts);
  const { login, claims } = facts.attempt;
  const [provider] = document === undefined ? [] : poolProviders(document).filter((one) => one.login === login);
  const listed = provider === undefined ? undefined : audiencesOfProvider(facts, provider);
  const audiences = claims === undefined ? undefined : audiencesOf(claims);
  const isOidc = provider?.kind === 'oidc';
  return [
    causeOf(
      {
        id: 'audience-not-listed',
        title: isOidc ? 'IAM does not list the client of this token' : 'The token is of another app',
        fix: isOidc
          ? 'Add the client ID to the audiences of the OIDC provider in IAM, or let the app sign in with one that is listed.'
          : 'Set the app ID of the provider in the pool to the one that the app signs in with. For several apps make an OIDC provider in IAM.',
        page: 'providers',
      },
      audiences === undefined || listed === undefined
        ? open(
            audiences === undefined
              ? noClaimsReason(facts, audienceLooked)
              : 'The audiences of the provider could not be read.',
          )
        : either(
            !audiences.some((audience) => listed.includes(audience)),
            `The token is for ${listText(audiences, 'nobody')}; the provider lists ${listText(listed)}.`,
            `The token is for ${listText(audiences)}, which the provider lists.`,
          ),
    ),
  ];
};

function clientFinding(facts: AccessFacts, mine: readonly PoolProvider[]): Finding {
  const [first] = mine;
  if (first === undefined) return no('The pool does not have the provider at all.');
  if (first.kind === 'oidc' || first.kind === 'saml')
    return no(`Of ${first.login} IAM lists the clients, not the pool.`);
  const { claims } = facts.attempt;
  const social = loginProviders.find(({ key }) => key === first.login);
  if (social !== undefined && claims === undefined && !hasReadableTokens(first)) {
    return yes(
      `The pool has ${first.login}, so its app is what does not fit. Tokens of ${social.label} have no audience that can be read here: compare the ${social.valueLabel} of the pool, ${first.detail}, with the app that the token was made for.`,
    );
  }
  if (claims === undefined) return open(noClaimsReason(facts, audienceLooked));
  const audiences = audiencesOf(claims);
  const listed = mine.map(({ detail }) => detail);
  const others = facts.userPoolClients.isKnown ? facts.userPoolClients.value : [];
  const named = others.find(({ ClientId }) => audiences.includes(ClientId));
  return either(
    !audiences.some((audience) => listed.includes(audience)),
    `The token is for ${listText(audiences, 'no client')}${
      named === undefined ? '' : `, the app client “${named.ClientName}” of the same user pool`
    }; the pool lists ${listText(listed)}.`,
    `The token is for ${listText(audiences)}, which the pool lists.`,
  );
}

function iamFinding(facts: AccessFacts, mine: readonly PoolProvider[]): Finding {
  const [first] = mine;
  if (first === undefined) return no('The pool does not have the provider at all.');
  if (first.kind !== 'oidc' && first.kind !== 'saml') return no(`${first.login} needs no provider in IAM.`);
  const list = first.kind === 'oidc' ? facts.oidcProviders : facts.samlProviders;
  if (!list.isKnown) return open(list.reason);
  const found = list.value.some(({ Arn }) => Arn === first.key);
  return either(!found, `The pool names ${first.key}, and IAM does not have it.`, `IAM has ${first.key}.`);
}

function audiencesOfProvider(facts: AccessFacts, { kind, key, detail }: PoolProvider): readonly string[] | undefined {
  if (kind !== 'oidc') return [detail];
  return facts.oidcProviders.isKnown
    ? facts.oidcProviders.value.find(({ Arn }) => Arn === key)?.ClientIDList
    : undefined;
}
