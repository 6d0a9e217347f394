import { causeOf, type Explainers, no, open, yes } from './cause.ts';
import { explainRoleForbidden } from './role-forbidden.ts';
import { explainDenied } from './denied.ts';
import { regionOf } from '../aws/ids.ts';

/** Messages about rights, credentials and rates of the AWS account. */
export const accountExplainers: Explainers = {
  'role-forbidden': explainRoleForbidden,
  'action-denied': explainDenied,

  'pool-forbidden'(facts) {
    const document = facts.pool.isKnown ? facts.pool.value : undefined;
    return [
      causeOf(
        {
          id: 'backend-rights',
          title: 'The credentials of the back end may not use this pool',
          fix: `Allow cognito-identity:GetOpenIdTokenForDeveloperIdentity and the other developer operations on the pool ${facts.poolId} to the role of the back end.`,
        },
        yes('AWS says so. The rights of a back end can’t be read from here: look at its role in IAM.'),
      ),
      causeOf(
        {
          id: 'other-account',
          title: 'The back end has credentials of another account',
          fix: `Use credentials of the account that has the pool${facts.account.isKnown ? `, ${facts.account.value}` : ''}.`,
        },
        open(
          document === undefined
            ? 'The pool could not be read.'
            : 'Which account the credentials of the back end belong to is not in the message.',
        ),
      ),
    ];
  },

  'rate-exceeded'(facts, { operation }) {
    const quota = operation === undefined ? undefined : quotas.get(operation);
    return [
      causeOf(
        {
          id: 'too-many-calls',
          title: 'Too many calls a second in this account and region',
          fix: 'Let apps keep the identity ID and the credentials until they expire, instead of asking for each request; let retries wait longer each time. For more, ask AWS to raise the quota.',
        },
        yes(
          `AWS counts all pools of ${regionOf(facts.poolId)} together. ${quota === undefined ? 'GetId has 25 calls a second, GetOpenIdToken and GetCredentialsForIdentity 200, unless raised.' : `${operation} has ${quota} calls a second, unless raised.`}`,
        ),
      ),
    ];
  },

  'credentials-invalid'(facts) {
    return [
      causeOf(
        {
          id: 'unknown-key',
          title: 'The access key does not exist, was deleted, or is of another partition',
          fix: 'Set new credentials. For temporary credentials send the session token too; keys of China and of GovCloud work in their own regions only.',
        },
        yes(
          `AWS does not know the access key that the call to ${regionOf(facts.poolId)} was signed with. Calls of apps to GetId and GetCredentialsForIdentity need no key at all.`,
        ),
      ),
      causeOf(
        {
          id: 'region-disabled',
          title: 'The region is not enabled for the account',
          fix: 'Enable the region in the account settings of AWS.',
        },
        facts.pool.isKnown
          ? no(`This console reaches ${regionOf(facts.poolId)} with its own credentials.`)
          : open('The pool could not be read from here either.'),
      ),
    ];
  },
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html */
const quotas: ReadonlyMap<string, number> = new Map([
  ['GetId', 25],
  ['GetOpenIdToken', 200],
  ['GetCredentialsForIdentity', 200],
  ['GetOpenIdTokenForDeveloperIdentity', 200],
  ['TagResource', 5],
  ['UntagResource', 5],
  ['ListTagsForResource', 10],
]);
