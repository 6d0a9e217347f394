import { reasonOf } from '@lifeguard/shared/explain/prediction';
import type { MappingRule } from '@lifeguard/shared/aws/role-mapping';
import type { ResolutionStep } from '@lifeguard/shared/roles/resolution';
import type { Simulation } from '@lifeguard/shared/roles/simulation';
import { obstacleText, refusalText } from '#pool/roles/outcome-words.ts';
import { roleNameOfArn } from '#pool/roles/arn.ts';

/** One node of the path as it is drawn. `decides`: the role was chosen here. */
export interface PathNode {
  readonly title: string;
  readonly text: string;
  readonly state: 'passed' | 'decides' | 'skipped' | 'refuses' | 'not-reached';
}

/** What the user gets in the end. `text` is one sentence, the one that is announced. */
export interface Outcome {
  readonly isGranted: boolean;
  readonly text: string;
  readonly role?: string;
}

/** The nodes between the user and the outcome. */
export function pathNodes({ resolution }: Simulation, providerText: string): PathNode[] {
  return resolution.trace.flatMap((step): PathNode[] => {
    const node = nodeOf(step, providerText);
    return node === undefined ? [] : [node];
  });
}

export function outcomeOf(simulation: Simulation): Outcome {
  const { resolution, obstacle } = simulation;
  if (obstacle === 'guests-refused' || obstacle === 'no-developer-provider') {
    return { isGranted: false, text: obstacleText(obstacle, '') };
  }
  if (resolution.outcome === 'refused') return { isGranted: false, text: refusalText(resolution.refusal) };
  const { role, trace } = resolution;
  if (obstacle !== undefined) return { isGranted: false, role, text: obstacleText(obstacle, roleNameOfArn(role)) };
  return { isGranted: true, role, text: `Gets the role ${roleNameOfArn(role)}: ${reasonOf(trace)}.` };
}

function nodeOf(step: ResolutionStep, providerText: string): PathNode | undefined {
  switch (step.step) {
    case 'user':
      return { title: userTitles[step.kind], text: step.kind === 'federated' ? providerText : '', state: 'passed' };
    case 'mapping':
      return { title: mappingTitles[step.type], text: '', state: 'passed' };
    case 'rule':
      return ruleNode(step);
    case 'token': {
      const decides = step.preferredRole !== undefined || step.roles.length === 1;
      return {
        title: 'Roles in the token',
        text: `cognito:preferred_role: ${step.preferredRole ?? 'missing'}. cognito:roles: ${listText(step.roles)}.`,
        state: decides ? 'passed' : 'skipped',
      };
    }
    case 'saml-roles':
      return {
        title: 'Roles in the assertion',
        text: listText(step.roles),
        state: step.roles.length === 1 ? 'passed' : 'skipped',
      };
    case 'custom-role':
      return {
        title: `CustomRoleArn: ${roleNameOfArn(step.customRoleArn)}`,
        text: customTexts[step.result],
        state: step.result === 'not-allowed' ? 'refuses' : step.result === 'allowed' ? 'passed' : 'skipped',
      };
    case 'ambiguous':
      return step.resolution === 'Deny'
        ? { title: 'No role found', text: 'The mapping refuses (AmbiguousRoleResolution: Deny).', state: 'refuses' }
        : {
            title: 'No role found',
            text: 'The mapping falls back to the authenticated role (AmbiguousRoleResolution: AuthenticatedRole).',
            state: 'passed',
          };
    case 'role':
      return undefined;
  }
}

function ruleNode({ index, rule, result, values }: Extract<ResolutionStep, { step: 'rule' }>): PathNode {
  const title = `${index + 1}. ${rule.Claim} ${rule.MatchType} ${rule.Value}`;
  switch (result) {
    case 'matched':
      return { title, text: `Matched: ${claimText(rule, values)}.`, state: 'decides' };
    case 'matched-other-role':
      return { title, text: 'Matches, but its role is not the one that CustomRoleArn asks for.', state: 'skipped' };
    case 'not-matched':
      return { title, text: `Not matched: ${claimText(rule, values)}.`, state: 'skipped' };
    case 'claim-missing':
      return { title, text: `Claim missing: there is no ${rule.Claim}.`, state: 'skipped' };
    case 'claim-not-comparable':
      return { title, text: `Not matched: ${rule.Claim} is an object, which no rule can compare.`, state: 'skipped' };
    case 'not-reached':
      return { title, text: 'Not reached.', state: 'not-reached' };
  }
}

function claimText({ Claim }: MappingRule, values: readonly string[]): string {
  return values.length === 1 ? `${Claim} is ${quoted(values[0] ?? '')}` : `${Claim} is the list ${listText(values)}`;
}

function listText(values: readonly string[]): string {
  return values.length === 0 ? '(empty)' : values.map(quoted).join(', ');
}

const longest = 120;

function quoted(value: string): string {
  return `"${value.length > longest ? `${value.slice(0, longest)}…` : value}"`;
}

const userTitles = { guest: 'Guest', developer: 'Developer identity', federated: 'Signed-in user' } as const;

const mappingTitles = {
  none: 'No mapping for this provider',
  Rules: 'Rules, from top to bottom',
  Token: 'The token names the role',
} as const;

const customTexts = {
  allowed: 'The app asks for this role and may have it.',
  'not-allowed': 'The app asks for this role, which is none that this user may choose.',
  ignored: 'Has no effect for this user.',
} as const;
