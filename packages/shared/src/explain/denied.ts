import { type AccessAttempt, type AccessFacts, documentOf } from './facts.ts';
import { causeOf, either, type Explainer, type Finding, listText, no, open, yes } from './cause.ts';
import type { ExplainedCause } from './explanation.ts';
import { isGuestAction } from '../policy/guest-actions.ts';
import { ownValue } from '../roles/resolution.ts';

/** The session name that Cognito gives to the sessions of the enhanced flow. */
const enhancedSession = 'CognitoIdentityCredentials';

/** "User: … is not authorized to perform: …" */
export const explainDenied: Explainer = (facts, { values }) => {
  const { user = '', action = '', resource, reason = '' } = values;
  const isExplicit = /explicit deny/i.test(reason);
  const on = resource === undefined ? '' : ` on ${resource}`;
  const place = /explicit deny in an? ([\w -]+)/i.exec(reason)?.[1]?.trim();
  const missing = /because no ([\w -]+?) allows/i.exec(reason)?.[1]?.trim();
  const isConsole = facts.principal.isKnown && facts.principal.value === user;
  const who = isConsole ? `${user}, which is this console,` : user;
  const session = sessionOf(facts, user);
  const isSessionPolicy = missing !== undefined && /session policy/i.test(missing);
  const scope = guestScope(facts, session, action, { isExplicit, missing, isSessionPolicy });
  const holder = session === undefined ? user : `the role ${session.roleArn}`;
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
    ...(session?.isOfPool === true ? poolCauses(facts, session, action, scope) : []),
    ...(isSessionPolicy && scope?.[0] !== 'cause'
      ? [
          causeOf(
            {
              id: 'session-policy',
              title: 'The session policy that was passed does not allow it',
              fix: `Allow ${action}${on} in the policy that the app or back end passes to STS (Policy, PolicyArns), or pass none: a session can do what both the role and this policy allow.`,
            },
            yes(`AWS names the session policy, and ${session?.name ?? user} is not a session of a guest.`),
          ),
        ]
      : []),
    causeOf(
      {
        id: 'not-allowed',
        title: 'No policy allows it',
        fix: fixOf(missing, `${action}${on}`, holder),
      },
      isExplicit
        ? no('A Deny is what refuses the call; whether it would be allowed without is not known.')
        : isSessionPolicy
          ? no('AWS names the session policy, and not the policies of the role.')
          : scope?.[0] === 'cause' && missing === undefined
            ? open(`Whether a policy of ${holder} allows it does not matter while the limit for guests refuses it.`)
            : yes(`No ${missing ?? 'policy'} of ${who} allows ${action}${on}.`),
    ),
  ];
};

/** A session of a role, as the ARN of STS names it. */
interface DeniedSession {
  readonly roleArn: string;
  readonly roleName: string;
  readonly name: string;
  /** One that Cognito has made, or with a role that the pool names. */
  readonly isOfPool: boolean;
  readonly isGuestRole: boolean;
  readonly isUserRole: boolean;
}

function sessionOf(facts: AccessFacts, user: string): DeniedSession | undefined {
  const [, partition = '', account = '', roleName = '', name = ''] =
    /^arn:([\w-]+):sts::(\d+):assumed-role\/([^/]+)\/(.+)$/.exec(user) ?? [];
  if (roleName === '') return undefined;
  const roles = documentOf(facts)?.Roles;
  const start = `arn:${partition}:iam::${account}:role/`;
  const isIt = (arn: string | undefined) => arn?.startsWith(start) === true && nameOf(arn) === roleName;
  const known = facts.trustPolicies.isKnown ? [...facts.trustPolicies.value.keys()].find(isIt) : undefined;
  const isGuestRole = isIt(roles?.unauthenticated);
  const isUserRole = isIt(roles?.authenticated);
  const isMapped = ruleOf(facts, roleName) !== undefined;
  return {
    roleArn: known ?? `${start}${roleName}`,
    roleName,
    name,
    isOfPool: name === enhancedSession || isGuestRole || isUserRole || isMapped,
    isGuestRole,
    isUserRole,
  };
}

function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** Causes that lie in how the pool came to give this role. */
function poolCauses(
  facts: AccessFacts,
  session: DeniedSession,
  action: string,
  scope: Finding | undefined,
): ExplainedCause[] {
  return [
    causeOf(
      {
        id: 'guest-credentials',
        title: 'The credentials are those of a guest, though the user has signed in',
        fix: 'Let the app send Logins with GetId and with the call for credentials, and drop the credentials that it keeps when somebody signs in: those from before the sign-in stay a guest’s until they expire.',
        page: 'roles',
      },
      guestCredentials(facts.attempt, session),
    ),
    causeOf(
      {
        id: 'role-of-mapping',
        title: 'A role mapping gives these users another role than the default one',
        fix: `Allow ${action} to the role ${session.roleArn}, or give these users another role: in the rules, or in the groups of the user pool. What the authenticated role allows does not count for them.`,
        page: 'role-mappings',
        key: ruleOf(facts, session.roleName)?.key,
      },
      mappingFinding(facts, session),
    ),
    ...(scope === undefined
      ? []
      : [
          causeOf(
            {
              id: 'guest-scope',
              title: 'Guests of the enhanced flow may use a few services only',
              fix: 'Let these users sign in, or let the app use the basic (classic) flow for guests (GetOpenIdToken, then AssumeRoleWithWebIdentity), which has no such limit. More rights for the guest role don’t help.',
              page: 'properties',
            },
            scope,
          ),
        ]),
  ];
}

function guestCredentials({ kind, login }: AccessAttempt, session: DeniedSession): Finding {
  const isOnlyGuests = session.isGuestRole && !session.isUserRole;
  if (!isOnlyGuests) return no(`${session.roleName} is not the guest role of the pool.`);
  if (kind === 'guest') return no('The user came as a guest.');
  if (kind === undefined && login === undefined) {
    return open(`${session.roleName} is the guest role of the pool; whether the user had signed in is not known here.`);
  }
  return yes(
    `${session.roleName} is the guest role of the pool, and a login ${login === undefined ? '' : `of ${login} `}was there: the credentials are from before the sign-in, or were asked for without Logins.`,
  );
}

function mappingFinding(facts: AccessFacts, session: DeniedSession): Finding {
  const { roleArn, roleName } = session;
  const rule = ruleOf(facts, roleName);
  if (rule !== undefined) return yes(`Rule ${rule.number} of ${rule.key} gives the role ${roleName}.`);
  if (session.isUserRole || session.isGuestRole) return no(`${roleName} is a default role of the pool.`);
  const { claims } = facts.attempt;
  const inToken =
    claims === undefined ? [] : [ownValue(claims, 'cognito:preferred_role'), ownValue(claims, 'cognito:roles')];
  if (inToken.flat().some((value) => typeof value === 'string' && value.split(',').includes(roleArn))) {
    return yes(`The token of the user names the role ${roleName}: it is that of a group of the user pool.`);
  }
  const byToken = Object.entries(documentOf(facts)?.RoleMappings ?? {}).filter(([, { Type }]) => Type === 'Token');
  if (byToken.length > 0 && session.name === enhancedSession) {
    return yes(
      `${roleName} is none of the pool’s default roles. The mapping of ${listText(byToken.map(([key]) => key))} takes the role that the token names, which is that of a group of the user pool.`,
    );
  }
  return open(`The pool does not name the role ${roleName} now: its roles were changed since, or it was another pool.`);
}

function ruleOf(facts: AccessFacts, roleName: string): { key: string; number: number } | undefined {
  for (const [key, { RulesConfiguration }] of Object.entries(documentOf(facts)?.RoleMappings ?? {})) {
    const index = RulesConfiguration?.Rules.findIndex(({ RoleARN }) => nameOf(RoleARN) === roleName) ?? -1;
    if (index >= 0) return { key, number: index + 1 };
  }
  return undefined;
}

interface DeniedReason {
  readonly isExplicit: boolean;
  readonly missing: string | undefined;
  readonly isSessionPolicy: boolean;
}

/** Whether the limit for guests of the enhanced flow is what refuses; undefined where it has nothing to do with it. */
function guestScope(
  { attempt }: AccessFacts,
  session: DeniedSession | undefined,
  action: string,
  { isExplicit, missing, isSessionPolicy }: DeniedReason,
): Finding | undefined {
  if (session?.name !== enhancedSession || attempt.flow === 'classic') return undefined;
  if (isExplicit) return no('A Deny is what refuses the call.');
  const limit =
    'Cognito passes a session policy for guests that AWS has fixed, and the session can do no more than it allows';
  // Cognito passes session policies for nobody else.
  if (isSessionPolicy) return yes(`${limit}: ${action} is not in it, as AWS says.`);
  if (!session.isGuestRole) return no(`${session.roleName} is not the guest role of the pool.`);
  if (session.isUserRole && attempt.kind !== 'guest') {
    return open(
      `${session.roleName} is the role of guests and of signed-in users, and whom it was given to is not known.`,
    );
  }
  const isNamed = missing === undefined ? '' : ` Besides, no ${missing} allows it.`;
  return either(
    !isGuestAction(action),
    `${limit}: ${action} is not in it.${isNamed}`,
    `Guests can use ${action}, where the role allows it.`,
  );
}

/** Who can mend it depends on the kind of policy that AWS misses. */
function fixOf(missing: string | undefined, what: string, holder: string): string {
  switch (missing?.toLowerCase()) {
    case 'permissions boundary':
      return `Allow ${what} in the permissions boundary of ${holder} too.`;
    case 'service control policy':
    case 'resource control policy':
      return `Ask the administrators of the organization: none of its ${missing?.toLowerCase().replace('policy', 'policies')} allows ${what}.`;
    case 'resource-based policy':
      return `Allow ${what} to ${holder} in the policy of the resource.`;
    case 'vpc endpoint policy':
      return `Allow ${what} in the policy of the VPC endpoint that the call goes through.`;
    default:
      return `Allow ${what} in a policy of ${holder}.`;
  }
}
