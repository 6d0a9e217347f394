import { causeOf, either, type Explainers, type Finding, no, open, yes } from './cause.ts';
import { regionOf } from '../aws/ids.ts';

/** Messages about rights, credentials and rates of the AWS account. */
export const accountExplainers: Explainers = {
  'role-forbidden'(facts, { values: { role = '' } }) {
    const account = role.split(':')[4] ?? '';
    const isOfAccount = !facts.account.isKnown || account === facts.account.value;
    const { trustPolicies, principal } = facts;
    const exists = trustPolicies.isKnown ? trustPolicies.value.has(role) : undefined;
    const passRole = (): Finding => {
      if (!isOfAccount || exists === false) return no('AWS refuses this role for everybody: see the other causes.');
      if (exists === undefined) return open('The roles of the account could not be read.');
      return yes(
        `The role ${role} exists, so the credentials that set it lack iam:PassRole on it. The console is ${principal.isKnown ? principal.value : 'not known'}.`,
      );
    };
    return [
      causeOf(
        {
          id: 'role-of-other-account',
          title: 'The role is of another account',
          fix: 'Pools take roles of their own account only: make a role here, and let it assume the other one.',
          page: 'roles',
        },
        facts.account.isKnown
          ? either(
              !isOfAccount,
              `${role} is of account ${account}, the pool of ${facts.account.value}.`,
              `The role is of account ${account}, as the pool.`,
            )
          : open(facts.account.reason),
      ),
      causeOf(
        {
          id: 'role-missing',
          title: 'The role does not exist',
          fix: 'Choose a role that exists, or make it.',
          page: 'roles',
        },
        trustPolicies.isKnown
          ? either(
              exists === false && isOfAccount,
              `The account has no role ${role}.`,
              exists === true ? `The role ${role} exists.` : 'The roles of another account can’t be read from here.',
            )
          : open(trustPolicies.reason),
      ),
      causeOf(
        {
          id: 'pass-role-missing',
          title: 'Whoever set it may not pass the role',
          fix: `Allow iam:PassRole on ${role} to the person or pipeline that sets the roles of the pool.`,
        },
        passRole(),
      ),
    ];
  },

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

  'action-denied'(facts, { values }) {
    const { user = '', action = '', resource, reason = '' } = values;
    const isExplicit = /explicit deny/i.test(reason);
    const on = resource === undefined ? '' : ` on ${resource}`;
    const place = /explicit deny in an? ([\w -]+)/i.exec(reason)?.[1]?.trim();
    const missing = /because no ([\w -]+?) allows/i.exec(reason)?.[1]?.trim();
    const isConsole = facts.principal.isKnown && facts.principal.value === user;
    const who = isConsole ? `${user}, which is this console,` : user;
    return [
      causeOf(
        {
          id: 'explicit-deny',
          title: 'A policy forbids it',
          fix: 'Ask whoever wrote the statement with Effect: Deny. A Deny beats every Allow, so allowing it elsewhere does not help.',
        },
        either(
          isExplicit,
          `AWS names an explicit deny${place === undefined ? '' : ` in a ${place}`} for ${who} and ${action}${on}.`,
          'AWS names no explicit deny.',
        ),
      ),
      causeOf(
        {
          id: 'not-allowed',
          title: 'No policy allows it',
          fix: `Allow ${action}${on} in a policy of ${user}.`,
        },
        either(
          !isExplicit,
          `No ${missing ?? 'policy'} of ${who} allows ${action}${on}.`,
          'A Deny is what refuses the call; whether it would be allowed without is not known.',
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
