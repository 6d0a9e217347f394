import { documentOf, noDocumentReason } from './facts.ts';
import { causeOf, either, type Explainer, type Explainers, listText, no, open, shortText, yes } from './cause.ts';
import { arnSlip } from '../aws/arn-slip.ts';
import { regionalIdExample, regionOf } from '../aws/ids.ts';
import { type PoolProvider, poolProviders } from '../roles/provider-keys.ts';
import { nearestProvider } from './logins/login-key.ts';
import { userPoolProviderName } from '../aws/providers.ts';
import { regionName } from '../aws/regions.ts';

const userPoolId = new RegExp(`^${regionName}_\\w+$`);

/** Messages about a request that AWS refuses for its form. */
export const requestExplainers: Explainers = {
  'mapping-key-invalid'(facts, { values: { key = '' } }) {
    const document = documentOf(facts);
    const providers = document === undefined ? [] : poolProviders(document);
    const ofUserPool = providers.filter(({ kind, login }) => kind === 'user-pool' && login === key);
    const ofIssuer = providers.filter(({ kind, login }) => kind === 'oidc' && login === key);
    const near = ofUserPool.length + ofIssuer.length > 0 ? [] : nearestMapping(providers, key);
    const better = [...ofUserPool, ...ofIssuer, ...near];
    return [
      causeOf(
        {
          id: 'mapping-key-spelling',
          title: 'The mapping spells the provider in another way',
          fix: 'Write a user pool with its app client (cognito-idp.REGION.amazonaws.com/ID:CLIENT), OIDC and SAML providers by their ARN.',
          page: 'role-mappings',
        },
        document === undefined
          ? open(noDocumentReason(facts))
          : either(
              better.length > 0,
              `${key} is written ${listText(better.map((provider) => provider.key))} in role mappings.`,
              `No provider of the pool is spelled almost like ${key}.`,
            ),
      ),
      causeOf(
        {
          id: 'mapping-of-no-provider',
          title: 'The pool does not have this provider',
          fix: 'Add the provider to the pool first, or remove its mapping.',
          page: 'providers',
        },
        document === undefined
          ? open(noDocumentReason(facts))
          : either(
              better.length === 0 && !providers.some((provider) => provider.key === key),
              `The pool has ${listText(
                providers.map((provider) => provider.key),
                'no providers',
              )}, and not ${key}.`,
              better.length === 0
                ? `The pool has ${key} now: it was added since.`
                : 'The pool has it, in another spelling.',
            ),
      ),
    ];
  },

  'too-many-rules': (_, { values: { limit = '25' } }) => [
    causeOf(
      {
        id: 'rules-over-limit',
        title: `One provider has more than ${limit} rules`,
        fix: 'Join rules of the same role, remove those that never match, or give the roles to groups of a user pool and let the token name the role.',
        page: 'role-mappings',
      },
      yes(
        `AWS takes at most ${limit} rules for each provider. The model of the API names 400, which is not what the service does.`,
      ),
    ),
  ],

  'user-pool-invalid'(facts) {
    const { login } = facts.attempt;
    const wrong = (documentOf(facts)?.CognitoIdentityProviders ?? []).filter(
      ({ ProviderName }) => !userPoolProviderName.safeParse(ProviderName).success,
    );
    const sent =
      login === undefined
        ? 'The request was refused, so its values are not in the pool; those that are in it are well written.'
        : `The name that was sent is ${shortText(login)}.`;
    return [
      causeOf(
        {
          id: 'user-pool-name',
          title:
            'The provider name is not of the form cognito-idp.REGION.amazonaws.com/USERPOOLID, or its app client is missing',
          fix: 'Write the provider name without https://, and give the app client in ClientId, never in the name.',
          page: 'providers',
        },
        login !== undefined && userPoolProviderName.safeParse(login).success
          ? yes(`The name ${login} is well written, so the app client (ClientId) was missing.`)
          : yes(wrong.length > 0 ? `In the pool: ${listText(wrong.map(({ ProviderName }) => ProviderName))}.` : sent),
      ),
    ];
  },

  'provider-arn-invalid'(facts, { values: { arn = '', account = '' } }) {
    const owner = arn.split(':')[4] ?? '';
    const known = [
      ...(facts.samlProviders.isKnown ? facts.samlProviders.value : []),
      ...(facts.oidcProviders.isKnown ? facts.oidcProviders.value : []),
    ].some(({ Arn }) => Arn === arn);
    const slip = known ? undefined : arnSlip(arn, ['saml-provider', 'oidc-provider'], regionOf(facts.poolId));
    const isProvider = slip === undefined;
    return [
      causeOf(
        {
          id: 'provider-of-other-account',
          title: 'The provider is of another account',
          fix: `Make the provider in IAM of account ${account}, and name it here.`,
          page: 'providers',
        },
        either(
          isProvider && owner !== account,
          `${arn} is of account ${owner}, the pool of ${account}.`,
          isProvider ? `The ARN is of account ${account}, as the pool.` : 'The text is not the ARN of an IAM provider.',
        ),
      ),
      causeOf(
        {
          id: 'not-a-provider-arn',
          title: 'The text is not the ARN of an IAM provider',
          fix:
            slip?.better === undefined
              ? 'Write it as arn:aws:iam::ACCOUNT:saml-provider/NAME or arn:aws:iam::ACCOUNT:oidc-provider/HOST.'
              : `Write it as ${slip.better}.`,
          page: 'providers',
        },
        either(!isProvider, `${shortText(arn)} ${slip?.what}.`, 'It has the form of one.'),
      ),
      causeOf(
        {
          id: 'provider-missing',
          title: 'IAM has no such provider',
          fix: 'Make the provider in IAM first.',
          page: 'providers',
        },
        facts.samlProviders.isKnown && facts.oidcProviders.isKnown
          ? either(isProvider && owner === account && !known, `IAM has no ${arn}.`, `IAM has it, or can’t have it.`)
          : open('The providers of IAM could not be read.'),
      ),
    ];
  },

  'no-developer-provider'(facts) {
    const document = documentOf(facts);
    const name = document?.DeveloperProviderName;
    const { login } = facts.attempt;
    return [
      causeOf(
        {
          id: 'developer-provider-missing',
          title: 'The pool has no developer provider',
          fix: 'Add a developer provider with the name that the back end uses. Its name can’t be changed afterwards.',
          page: 'providers',
        },
        document === undefined
          ? open(noDocumentReason(facts))
          : either(
              name === undefined,
              'The pool has no DeveloperProviderName.',
              `The developer provider of the pool is ${name}.`,
            ),
      ),
      causeOf(
        {
          id: 'developer-provider-name',
          title: 'The back end uses another name',
          fix: `Let the back end name the provider exactly${name === undefined ? '' : ` ${name}`}: upper and lower case differ.`,
          page: 'providers',
        },
        name === undefined
          ? no('There is no name that it could be.')
          : login === undefined
            ? yes(`The pool knows ${name} only, so the back end named another provider, or none.`)
            : either(login !== name, `The back end names ${login}, the pool ${name}.`, `Both say ${name}.`),
      ),
    ];
  },

  'pool-name-invalid': (_, { values: { value = '' } }) => {
    const wrong = [...new Set(value.replaceAll(/[\w\s+=,.@-]/g, ''))];
    return [
      causeOf(
        {
          id: 'pool-name-characters',
          title: 'The name has characters that AWS does not take',
          fix: 'Use unaccented letters, digits, spaces and _ + = , . @ - only.',
          page: 'properties',
        },
        either(wrong.length > 0, `${quoted(value)} has ${wrong.join(' ')}.`, 'All its characters are possible.'),
      ),
      causeOf(
        {
          id: 'pool-name-length',
          title: 'The name is empty or too long',
          fix: 'A name has 1 to 128 characters.',
          page: 'properties',
        },
        either(
          wrong.length === 0 || value.length > 128,
          `It has ${value.length} characters.`,
          `It has ${value.length} characters, which is possible.`,
        ),
      ),
    ];
  },

  'pool-id-invalid': idExplainer('pool', 'Give the app the ID of this pool as it stands in the overview.'),
  'identity-id-invalid': idExplainer('identity', 'Send the IdentityId that GetId answers, unchanged.'),

  'login-length-invalid': (_, { values: { value = '' } }) => {
    const [key = ''] = value.split('=');
    const length = value.length - key.length - 1;
    const isEmpty = length <= 0 || /=(,|$)/.test(value);
    return [
      causeOf(
        {
          id: 'login-empty',
          title: 'The app sent an empty token',
          fix: 'Wait for the sign-in to end before asking for credentials, and leave Logins out where there is no token.',
        },
        either(isEmpty, `The token of ${shortText(key)} is empty.`, 'No token is empty.'),
      ),
      causeOf(
        {
          id: 'login-too-long',
          title: 'The token is too long',
          fix: 'A token has at most 50,000 characters. Let the provider put fewer claims into it, groups above all.',
        },
        either(!isEmpty, `The token of ${shortText(key)} has about ${length} characters.`, 'Its length is possible.'),
      ),
    ];
  },

  'login-providers-invalid': () => [
    causeOf(
      {
        id: 'app-id-characters',
        title: 'The app ID of a social provider is empty, too long, or has other characters',
        fix: 'Copy the app ID from the provider again, without spaces, quotes or https://: 1 to 128 letters, digits and . ; _ / -.',
        page: 'providers',
      },
      yes('AWS says so; the values stay in the request, which changed nothing.'),
    ),
  ],
};

/** The provider that a misspelled key means; none for a user pool of the pool with a client that it does not list. */
function nearestMapping(providers: readonly PoolProvider[], key: string): PoolProvider[] {
  const isOtherClient = providers.some(({ kind, login }) => kind === 'user-pool' && key.startsWith(`${login}:`));
  const isKnown = providers.some((provider) => provider.key === key);
  return isKnown || isOtherClient ? [] : [nearestProvider(providers, key) ?? []].flat();
}

function idExplainer(what: 'pool' | 'identity', fix: string): Explainer {
  return (facts, { values: { value = '' } }) => {
    const bare = value === 'null' ? '' : value;
    const checks = [
      [
        `${what}-id-empty`,
        'The app sent none',
        /^\s*$/.test(bare),
        'The ID is empty: a setting of the app is missing.',
      ],
      [
        `${what}-id-arn`,
        'The app sent an ARN',
        bare.startsWith('arn:'),
        `${quoted(bare)} is an ARN; only what stands behind its last / is wanted.`,
      ],
      [
        `${what}-id-user-pool`,
        'The app sent the ID of a user pool',
        userPoolId.test(bare),
        `${quoted(bare)} is the ID of a user pool. Identity pools are something else, with IDs of their own.`,
      ],
      [
        `${what}-id-form`,
        'The ID is misspelled',
        true,
        `${quoted(bare)} does not look like ${what === 'pool' ? facts.poolId : regionalIdExample}.`,
      ],
    ] as const;
    const first = checks.find(([, , applies]) => applies);
    return checks.map((check) => {
      const [id, title, , evidence] = check;
      return causeOf({ id, title, fix }, either(check === first, evidence, `${quoted(bare)} is not that.`));
    });
  };
}

function quoted(value: string): string {
  return `“${shortText(value)}”`;
}
