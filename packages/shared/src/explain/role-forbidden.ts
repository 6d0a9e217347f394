import { causeOf, either, type Explainer, type Finding, no, open, shortText, yes } from './cause.ts';
import { arnSlip } from '../aws/arn-slip.ts';
import { regionOf } from '../aws/ids.ts';

/** "Access to Role '…' is forbidden": what SetIdentityPoolRoles says of every role that it does not take. */
export const explainRoleForbidden: Explainer = (facts, { values: { role = '' } }) => {
  const { account, trustPolicies, principal } = facts;
  const owner = role.split(':')[4] ?? '';
  const isOfAccount = !account.isKnown || owner === account.value;
  const exists = trustPolicies.isKnown ? trustPolicies.value.has(role) : undefined;
  const slip = exists === true ? undefined : arnSlip(role, ['role'], regionOf(facts.poolId));
  const name = role.slice(role.lastIndexOf('/') + 1);
  const sameName = trustPolicies.isKnown
    ? [...trustPolicies.value.keys()].find((arn) => arn.slice(arn.lastIndexOf('/') + 1) === name)
    : undefined;
  const checked = (finding: () => Finding): Finding =>
    slip === undefined ? finding() : no('The value is not the ARN of a role in the first place.');
  const better = sameName ?? slip?.better;
  return [
    causeOf(
      {
        id: 'not-a-role-arn',
        title: 'The value is not the ARN of a role',
        fix: `Give the whole ARN of the role: ${better ?? 'arn:aws:iam::ACCOUNT:role/NAME'}. A name alone, or what a template calls the role, is not taken.`,
        page: 'roles',
      },
      either(
        slip !== undefined,
        `“${shortText(role)}” ${slip?.what}.${sameName === undefined ? '' : ` The account has a role of this name, ${sameName}.`}`,
        'It has the form of one.',
      ),
    ),
    causeOf(
      {
        id: 'role-of-other-account',
        title: 'The role is of another account',
        fix: 'Pools take roles of their own account only: make a role here, and let it assume the other one.',
        page: 'roles',
      },
      checked(() =>
        account.isKnown
          ? either(
              !isOfAccount,
              `${role} is of account ${owner}, the pool of ${account.value}.`,
              `The role is of account ${owner}, as the pool.`,
            )
          : open(account.reason),
      ),
    ),
    causeOf(
      {
        id: 'role-missing',
        title: 'The role does not exist',
        fix: sameName === undefined ? 'Choose a role that exists, or make it.' : `Give the ARN ${sameName}.`,
        page: 'roles',
      },
      checked(() =>
        trustPolicies.isKnown
          ? either(
              exists === false && isOfAccount,
              `The account has no role ${role}${sameName === undefined ? '' : `; it has ${sameName}, with another path`}.`,
              exists === true ? `The role ${role} exists.` : 'The roles of another account can’t be read from here.',
            )
          : open(trustPolicies.reason),
      ),
    ),
    causeOf(
      {
        id: 'pass-role-missing',
        title: 'Whoever set it may not pass the role',
        fix: `Allow iam:PassRole on ${shortText(better ?? role)} to the person or pipeline that sets the roles of the pool.`,
      },
      checked(() => {
        if (!isOfAccount || exists === false) return no('AWS refuses this role for everybody: see the other causes.');
        if (exists === undefined) return open('The roles of the account could not be read.');
        return yes(
          `The role ${role} exists, so the credentials that set it lack iam:PassRole on it. The console is ${principal.isKnown ? principal.value : 'not known'}.`,
        );
      }),
    ),
    causeOf(
      {
        id: 'role-made-just-now',
        title: 'The role was made a moment ago',
        fix: 'Wait some seconds and set it again: IAM needs time until a new role is known everywhere. Let a pipeline wait, or try again.',
      },
      exists === true && slip === undefined
        ? open('When the role was made is not known here.')
        : no('The role as it was given is not there.'),
    ),
  ];
};
