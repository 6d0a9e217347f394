import { type AccessFacts, documentOf, noDocumentReason } from '../facts.ts';
import { causeOf, type Finding, listText, no, open, yes } from '../cause.ts';
import type { ExplainedCause } from '../explanation.ts';
import type { Claims } from '../../roles/resolution.ts';
import { identityKeys, isIdentityHost } from '../../aws/regions.ts';
import { loginProviders } from '../../aws/providers.ts';
import { type PoolProvider, poolProviders } from '../../roles/provider-keys.ts';

/** A key that is none of the pool's, and the one that was probably meant. */
export interface LoginKeySlip {
  readonly sent: string;
  readonly meant: string;
  /** Whether the pool has a provider of the key that was meant. */
  readonly isInPool: boolean;
}

/** Which key a misspelled one means: of the pool's providers first, then of the social ones that AWS knows. */
export function loginKeySlip(facts: AccessFacts): LoginKeySlip | undefined {
  const { login: sent } = facts.attempt;
  const document = documentOf(facts);
  if (sent === undefined || document === undefined || sent === document.DeveloperProviderName) return undefined;
  const { host } = identityKeys(facts.poolId);
  if (isIdentityHost(sent)) return sent === host ? undefined : { sent, meant: host, isInPool: true };
  const all = poolProviders(document);
  if (all.some(({ login }) => login === sent)) return undefined;
  const near = nearestProvider(all, sent, facts.attempt.claims);
  if (near !== undefined) return { sent, meant: near.login, isInPool: true };
  const social = socialKey(sent);
  return social === undefined || social === sent ? undefined : { sent, meant: social, isInPool: false };
}

/** The cause for the messages to which a misspelled key can lead. */
export function loginKeyCause(facts: AccessFacts): ExplainedCause {
  const slip = loginKeySlip(facts);
  return causeOf(
    {
      id: 'login-key-spelling',
      title: 'The key in Logins is misspelled',
      fix: `Use the key ${slip?.meant ?? 'of the provider'}: without https://, without the app client, for OIDC the issuer.${
        slip?.isInPool === false ? ' Add the provider to the pool first.' : ''
      }`,
    },
    slipFinding(facts, slip),
  );
}

function slipFinding(facts: AccessFacts, slip: LoginKeySlip | undefined): Finding {
  const { login } = facts.attempt;
  if (slip === undefined && login === undefined) return open('It is not known which key in Logins the app used.');
  const document = documentOf(facts);
  if (document === undefined) return open(noDocumentReason(facts));
  const logins = [...new Set(poolProviders(document).map((provider) => provider.login))];
  if (slip === undefined) {
    return logins.includes(login ?? '')
      ? no(`The pool has a provider of the key ${login}.`)
      : no(`No key of the pool is like ${login}.`);
  }
  return yes(
    slip.isInPool
      ? `The app sent the key ${slip.sent}; ${isIdentityHost(slip.meant) ? 'in this region it is' : 'the pool has'} ${slip.meant}.`
      : `The app sent the key ${slip.sent}; AWS knows this provider as ${slip.meant}. The pool has ${listText(logins, 'no providers')}.`,
  );
}

/** The provider that a text means which is none of its spellings. */
export function nearestProvider(
  all: readonly PoolProvider[],
  sent: string,
  claims: Claims = {},
): PoolProvider | undefined {
  const bare = bareKey(sent);
  const social = socialKey(sent);
  const isUserPool = /^(amazon )?cognito( user pools?)?$/.test(bare);
  return (
    all.find((provider) => spellings(provider).includes(bare)) ??
    all.find(({ login }) => login === social) ??
    all.find(({ kind, login }) => kind === 'user-pool' && (isUserPool || isSamePool(login.toLowerCase(), bare))) ??
    misspelledProvider(all, sent, claims)
  );
}

/** How many letters may be wrong. */
const maxSlips = 2;

/** A token that was issued by what its key says is of another provider, however alike the two are. */
function misspelledProvider(all: readonly PoolProvider[], login: string, claims: Claims): PoolProvider | undefined {
  const bare = bareKey(login);
  const issuer: unknown = claims['iss'];
  if (typeof issuer === 'string' && bareKey(issuer) === bare) return undefined;
  return all
    .map((provider) => ({ provider, distance: editDistance(provider.login.toLowerCase(), bare) }))
    .filter(({ distance }) => distance <= maxSlips)
    .toSorted((one, other) => one.distance - other.distance)[0]?.provider;
}

/** Without what is usually around a key, in lower case. */
function bareKey(sent: string): string {
  return sent
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/(\.well-known.*)?$/i, '')
    .toLowerCase();
}

function spellings({ login, key, detail }: PoolProvider): string[] {
  return [login, key, `${login}:${detail}`, login.replace(/\/$/, '')].map((spelling) => spelling.toLowerCase());
}

/** The id of the user pool alone, or behind a host that is wrong: of another region, `(null)`, `undefined`. */
function isSamePool(login: string, bare: string): boolean {
  const id = login.slice(login.indexOf('/') + 1);
  const sent = bare.replace(/:\w+$/, '');
  return sent === id || sent.endsWith(`/${id}`) || sent === login.slice(0, login.indexOf('/'));
}

/** `Facebook`, `facebook.com`, `FACEBOOK` for `graph.facebook.com`. */
function socialKey(sent: string): string | undefined {
  const bare = bareKey(sent).replace(/^(www|graph|api|accounts|login)\./, '');
  const names = new Map(loginProviders.map(({ key, kind }) => [kind as string, key as string]));
  const name = /^([a-z]+)(\.com)?$/.exec(bare)?.[1] ?? '';
  return names.get(name) ?? names.get(aliases.get(name) ?? '');
}

const aliases: ReadonlyMap<string, string> = new Map([
  ['x', 'twitter'],
  ['loginwithamazon', 'amazon'],
  ['googleplus', 'google'],
  ['signinwithapple', 'apple'],
]);

/** Letters to add, drop, change or swap with their neighbour. */
export function editDistance(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1];
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (isSame ? 0 : 1),
        isSwap ? (before[j - 2] ?? 0) + 1 : Infinity,
      );
    }
    before = row;
    row = next;
  }
  return row[other.length] ?? 0;
}
