import { type AccessFacts, documentOf, noDocumentReason } from './facts.ts';
import { causeOf, type Explainer, type Explainers, no, open } from './cause.ts';
import { type RoleCandidate, roleCandidates } from './roles.ts';
import type { ExplainedCause } from './explanation.ts';
import { maxPrincipalTagBytes } from '../roles/tag-resolution.ts';
import { roleUses } from '../roles/uses.ts';
import { explainPackedSize } from './packed-size.ts';
import { trustChecks, type RoleFinding } from './trust-checks.ts';
import { poolTrustPolicy } from '../policy/trust.ts';
import { fixedTrustPolicy, withPoolStatement } from '../policy/trust-fix.ts';
import { trustRefusals } from '../policy/trust-refusal.ts';

/** Messages about taking on the role: https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
export const trustExplainers: Explainers = {
  'bad-configuration': explainRoles,
  'sts-not-authorized': explainRoles,
  'tags-too-large': explainPackedSize,
};

/** Every way in which a role can fail to be taken on, checked for each role that it can have been about. */
function explainRoles(...[facts, { message }]: Parameters<Explainer>): ExplainedCause[] {
  const candidates = roleCandidates(facts);
  const findings = candidates.flatMap((candidate) => findingsOf(facts, candidate));
  const causes = trustChecks.flatMap((check): ExplainedCause[] => {
    const found = findings.filter((finding) => finding.check === check.id);
    if (found.length > 0) {
      return found.map(({ verdict, evidence, candidate, policy }) =>
        causeOf({ ...check, title: check.title(candidate), fix: fixText(check.fix(candidate), policy), policy }, [
          verdict,
          `${whose(candidate, candidates)}${evidence}`,
        ]),
      );
    }
    const [first] = candidates;
    const reason = notCheckable(facts, check.id, candidates);
    const text = { ...check, title: check.title(first), fix: check.fix(first) };
    return [causeOf(text, reason === undefined ? no(check.fine(candidates)) : open(reason))];
  });
  return [...causes, ...elsewhere(message?.id === 'bad-configuration', causes)];
}

function findingsOf(facts: AccessFacts, candidate: RoleCandidate): RoleFinding[] {
  const { arn, tagBytes, user, wanted } = candidate;
  const finding = (check: RoleFinding['check'], evidence: string, more: Partial<RoleFinding> = {}): RoleFinding => ({
    check,
    candidate,
    verdict: 'cause',
    evidence,
    ...more,
  });
  if (arn === undefined) return [finding('no-role', noRoleText(candidate))];
  const tooLarge =
    tagBytes > maxPrincipalTagBytes
      ? [
          finding(
            'tags-too-large',
            `The tags of this user have ${tagBytes} bytes, and at most ${maxPrincipalTagBytes} fit.`,
          ),
        ]
      : [];
  const account = arn.split(':')[4] ?? '';
  if (facts.account.isKnown && account !== facts.account.value) {
    if (facts.attempt.flow === 'classic') {
      const elsewhere = `${arn} is of account ${account}, whose trust policies can’t be read from here.`;
      return [finding('role-of-other-account', elsewhere, { verdict: 'unknown' }), ...tooLarge];
    }
    const evidence = `${arn} is of account ${account === '' ? '(none)' : account}, the pool of ${facts.account.value}.`;
    return [finding('role-of-other-account', evidence), ...tooLarge];
  }
  if (!facts.trustPolicies.isKnown) return tooLarge;
  const current = facts.trustPolicies.value.get(arn);
  if (current === undefined) {
    const policy = { roleArn: arn, proposed: poolTrustPolicy(wanted) };
    return [finding('role-missing', `The account has no role ${arn}.`, { policy }), ...tooLarge];
  }
  const refusals = trustRefusals(current, user).map(({ part, isCertain, evidence }) =>
    finding(`trust-${part}`, `The trust policy of ${arn}: ${evidence}`, {
      verdict: isCertain ? 'cause' : 'unknown',
      policy: policyFix(facts, candidate, arn, current),
    }),
  );
  return [...refusals, ...tooLarge];
}

function fixText(fix: string, policy: RoleFinding['policy']): string {
  return policy === undefined ? fix : `${fix} The trust policy shown does it.`;
}

/**
 * The smallest change that lets the user in, and keeps whom else the pool gives the role to. None where the policy names
 * others on purpose, as one provider or one identity: whether that was meant, nobody knows here.
 */
function policyFix(
  facts: AccessFacts,
  { wanted, user }: RoleCandidate,
  roleArn: string,
  current: string,
): RoleFinding['policy'] {
  const document = documentOf(facts);
  const others = document === undefined ? [] : roleUses(document).filter((use) => use.arn === roleArn);
  const fixed = [wanted, ...others.map((use) => use.wanted)]
    // A provider that the policy names is meant, even where the pool does not have it.
    .map((use) => ({ ...use, signIns: undefined }))
    .reduce(fixedTrustPolicy, current);
  const isSlip = trustRefusals(current, user).some(({ part, isCertain }) => part === 'other-condition' && isCertain);
  const proposed = fixed === current && isSlip ? withPoolStatement(current, wanted) : fixed;
  return trustRefusals(proposed, user).length === 0 ? { roleArn, current, proposed } : undefined;
}

function noRoleText({ wanted, simulation }: RoleCandidate): string {
  const trace = simulation?.resolution.trace ?? [];
  const saml = trace.find((step) => step.step === 'saml-roles');
  if (saml !== undefined && saml.roles.length !== 1) {
    return `The assertion names ${saml.roles.length} roles, and the app chose none of them with CustomRoleArn.`;
  }
  return wanted.kind === 'authenticated'
    ? 'The pool has no authenticated role, and no role mapping gives another one.'
    : 'The pool has no guest role.';
}

/** Where several kinds of user are possible, whom it is about. */
function whose({ wanted }: RoleCandidate, all: readonly RoleCandidate[]): string {
  if (new Set(all.map((one) => one.wanted.kind)).size < 2) return '';
  return wanted.kind === 'authenticated' ? 'For signed-in users: ' : 'For guests: ';
}

function notCheckable(
  facts: AccessFacts,
  check: RoleFinding['check'],
  candidates: readonly RoleCandidate[],
): string | undefined {
  if (candidates.length === 0) return noDocumentReason(facts);
  if (check === 'no-role') return undefined;
  if (check === 'tags-too-large') {
    const isOpen = candidates.some(({ simulation, wanted }) => simulation === undefined && wanted.needsTagSession);
    return isOpen ? 'The token is not known here, and so are the tags that it would make.' : undefined;
  }
  if (check === 'role-of-other-account') return facts.account.isKnown ? undefined : facts.account.reason;
  if (candidates.every(({ arn }) => arn === undefined)) return undefined;
  return facts.trustPolicies.isKnown ? undefined : facts.trustPolicies.reason;
}

/** What can't be seen in pool, role and token. */
function elsewhere(isEnhanced: boolean, causes: readonly ExplainedCause[]): ExplainedCause[] {
  if (causes.some(({ verdict }) => verdict === 'cause')) return [];
  return [
    causeOf(
      {
        id: 'changed-just-now',
        title: 'The role or its trust policy was changed a moment ago',
        fix: 'Wait some seconds and try again: IAM needs time until a change counts everywhere.',
      },
      open('When a trust policy was changed, IAM does not say.'),
    ),
    causeOf(
      {
        id: 'organization-policy',
        title: 'A policy of the organization, or STS being off in the region',
        fix: 'Ask the administrators of the organization about Deny statements on sts:AssumeRoleWithWebIdentity, and look in the account settings of IAM whether STS is active in this region.',
      },
      open(
        isEnhanced
          ? 'Cognito does not hand on what STS said. CloudTrail of the account has it.'
          : 'CloudTrail of the account says more.',
      ),
    ),
  ];
}
