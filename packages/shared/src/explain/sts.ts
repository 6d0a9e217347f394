import { type AccessFacts, documentOf, noDocumentReason } from './facts.ts';
import {
  causeOf,
  durationText,
  either,
  type Explainers,
  type Finding,
  listText,
  no,
  open,
  timeText,
  yes,
} from './cause.ts';
import { arnSlip } from '../aws/arn-slip.ts';
import { regionOf } from '../aws/ids.ts';
import { poolProviders } from '../roles/provider-keys.ts';

/**
 * What STS says in the second half of the basic (classic) flow:
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export const stsExplainers: Explainers = {
  'sts-not-a-jwt': (facts) => [
    causeOf(
      {
        id: 'classic-flow-refused',
        title: 'GetOpenIdToken was refused before, so that the app had no token',
        fix: 'Look at the answer of GetOpenIdToken, and let the app stop where it fails. The pool refuses the classic flow: let the app use the enhanced one (GetCredentialsForIdentity), or allow the classic flow in the pool.',
        page: 'properties',
      },
      classicRefusal(facts),
    ),
    causeOf(
      {
        id: 'not-open-id-token',
        title: 'What was sent as WebIdentityToken is not the token of GetOpenIdToken',
        fix: 'Send the Token that GetOpenIdToken answers. Usual in its place are an access token, the text “undefined” or “null” of a variable that was never set, and nothing.',
      },
      yes(
        'STS could not read it as a JWT, and the token of GetOpenIdToken always is one: it was an access token, another text, or empty.',
      ),
    ),
  ],

  'duration-too-long'(facts) {
    const { roleArn } = facts.attempt;
    return [
      causeOf(
        {
          id: 'longer-than-role-allows',
          title: 'The session is asked for longer than the role allows',
          fix: 'Ask for a shorter session (DurationSeconds, 3,600 if left out), or raise MaxSessionDuration of the role, to at most 43,200 seconds (12 hours).',
        },
        yes(
          `MaxSessionDuration of ${roleArn ?? 'the role'} is less than the DurationSeconds of the call. It is 3,600 seconds unless somebody raised it.`,
        ),
      ),
    ];
  },

  'role-chaining-too-long': () => [
    causeOf(
      {
        id: 'role-chaining',
        title: 'A role assumed another one, which is for an hour at most',
        fix: 'Ask for 3,600 seconds or less, whatever MaxSessionDuration of the role says.',
      },
      yes('Whoever made the call has temporary keys of a role. AWS limits what such a session assumes to one hour.'),
    ),
  ],

  'duration-invalid': (_, { values: { value = '' } }) => [
    causeOf(
      {
        id: 'duration-out-of-range',
        title: 'DurationSeconds is out of range',
        fix: 'Give 900 to 43,200 seconds, and not more than MaxSessionDuration of the role.',
      },
      yes(`The call asks for ${value} seconds.`),
    ),
  ],

  'request-arn-invalid'(facts) {
    const { roleArn } = facts.attempt;
    const slip = roleArn === undefined ? undefined : arnSlip(roleArn, ['role'], regionOf(facts.poolId));
    return [
      causeOf(
        {
          id: 'not-a-role-arn',
          title: 'RoleArn is not the ARN of a role',
          fix: `Send the whole ARN of the role: ${slip?.better ?? 'arn:aws:iam::ACCOUNT:role/NAME'}.`,
          page: 'roles',
        },
        slip === undefined
          ? yes('AWS says so of the RoleArn of the call: a name alone, a region or an account too few are usual.')
          : yes(`${roleArn} ${slip.what}.`),
      ),
    ];
  },

  'oidc-provider-unknown'(facts, { values: { issuer = '' } }) {
    const bare = issuer.replace(/^https?:\/\//, '');
    const document = documentOf(facts);
    const isLogin = document !== undefined && poolProviders(document).some(({ login }) => sameIssuer(login, bare));
    const isUserPool = bare.startsWith('cognito-idp.');
    return [
      causeOf(
        {
          id: 'login-token-to-sts',
          title: 'The provider’s own token was sent to STS, and not the pool’s',
          fix: 'Exchange it first: GetId and GetOpenIdToken with the token in Logins, then AssumeRoleWithWebIdentity with the Token that GetOpenIdToken answers. Or let GetCredentialsForIdentity do it all.',
        },
        isLogin || isUserPool
          ? yes(
              `The token was issued by ${issuer}, ${isLogin ? 'a provider of this pool' : 'a user pool'}: STS takes tokens of the identity pool for the roles of a pool.`,
            )
          : document === undefined
            ? open(noDocumentReason(facts))
            : open(`${issuer} is not a provider of this pool. If the app means to use the pool, this is the cause.`),
      ),
      causeOf(
        {
          id: 'iam-oidc-missing',
          title: 'IAM has no OIDC provider for this issuer',
          fix: `Only where the app means to do without the identity pool: make an OIDC provider for ${issuer} in IAM, spelled as in the token, and let the role trust it.`,
        },
        iamOidcFinding(facts, bare),
      ),
    ];
  },

  'sts-token-expired'(_, { values }) {
    const [now, exp] = [secondsOf(values['now']), secondsOf(values['exp'])];
    const late = now === undefined || exp === undefined ? undefined : now - exp;
    return [
      causeOf(
        {
          id: 'open-id-token-expired',
          title: 'The token of GetOpenIdToken had expired',
          fix: 'Call GetOpenIdToken just before AssumeRoleWithWebIdentity each time: its token lives ten minutes and is not to be kept. A developer’s token lives as long as TokenDuration says.',
        },
        yes(
          exp === undefined || late === undefined
            ? 'AWS says so.'
            : `It expired at ${timeText(exp)}, ${durationText(Math.max(0, late))} before it was used.`,
        ),
      ),
      causeOf(
        {
          id: 'device-clock',
          title: 'The app keeps the token by a clock that is wrong',
          fix: 'Let the app go by the answers of AWS, not by the clock of the device.',
        },
        open('The clock of the device can’t be seen from here.'),
      ),
    ];
  },

  'credentials-expired': () => [
    causeOf(
      {
        id: 'temporary-keys-expired',
        title: 'The temporary keys have expired',
        fix: 'Let the app ask for new credentials before Expiration, with a current token in Logins: those of the enhanced flow live one hour. Look for keys that were copied or stored.',
      },
      yes('AWS says so. Calls to GetId and GetCredentialsForIdentity need no keys.'),
    ),
  ],
};

function classicRefusal(facts: AccessFacts): Finding {
  const document = documentOf(facts);
  if (document === undefined) return open(noDocumentReason(facts));
  const mapped = Object.keys(document.RoleMappings);
  if (document.AllowClassicFlow === false) {
    return yes('The pool has AllowClassicFlow: false, so GetOpenIdToken answers an error and no token.');
  }
  if (mapped.length > 0) {
    return yes(`The pool has role mappings for ${listText(mapped)}, so GetOpenIdToken answers an error and no token.`);
  }
  return no('The pool allows the classic flow.');
}

function iamOidcFinding({ oidcProviders }: AccessFacts, issuer: string): Finding {
  if (!oidcProviders.isKnown) return open(oidcProviders.reason);
  const issuers = oidcProviders.value.map(({ Arn }) => Arn.slice(Arn.indexOf('/') + 1));
  const near = issuers.find((one) => one !== issuer && sameIssuer(one, issuer));
  return either(
    !issuers.includes(issuer),
    near === undefined
      ? `IAM has no OIDC provider ${issuer}.`
      : `IAM has ${near}, which is spelled in another way than ${issuer}.`,
    `IAM has an OIDC provider ${issuer} now: it was made since.`,
  );
}

function sameIssuer(one: string, other: string): boolean {
  const [left, right] = [one, other].map((text) => text.replace(/\/$/, '').toLowerCase());
  return left === right;
}

/** AWS writes seconds since the epoch here, and ISO 8601 elsewhere. */
function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = /^\d+$/.test(text) ? Number(text) : Date.parse(text) / 1000;
  return Number.isNaN(seconds) ? undefined : seconds;
}
