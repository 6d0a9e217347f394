import { listText } from './cause.ts';
import { identityKeys } from '../aws/regions.ts';
import type { RoleCandidate } from './roles.ts';
import type { CauseVerdict, ExplainedCause, FixPage } from './explanation.ts';
import type { TrustRefusalPart } from '../policy/trust-refusal.ts';

type CheckId = 'no-role' | 'role-of-other-account' | 'role-missing' | 'tags-too-large' | `trust-${TrustRefusalPart}`;

/** Something that keeps a role from being taken on. */
export interface RoleFinding {
  readonly check: CheckId;
  readonly candidate: RoleCandidate;
  readonly verdict: CauseVerdict;
  readonly evidence: string;
  readonly policy?: ExplainedCause['policy'] | undefined;
}

interface TrustCheck {
  readonly id: CheckId;
  readonly page: FixPage;
  readonly title: (candidate: RoleCandidate | undefined) => string;
  readonly fix: (candidate: RoleCandidate | undefined) => string;
  /** What there is to say where nothing was found. */
  readonly fine: (candidates: readonly RoleCandidate[]) => string;
}

const rolesOf = (candidates: readonly RoleCandidate[]) =>
  listText([...new Set(candidates.flatMap(({ arn }) => arn?.slice(arn.lastIndexOf('/') + 1) ?? []))], 'no role');
const hostFor = (candidate: RoleCandidate | undefined) => identityKeys(candidate?.user.poolId ?? '').host;
const isForGuests = (candidate: RoleCandidate | undefined) => candidate?.wanted.kind === 'unauthenticated';

/** Checks of roles, in the order in which they stand in the way. */
export const trustChecks: readonly TrustCheck[] = [
  {
    id: 'no-role',
    page: 'roles',
    title: () => 'The pool has no role for this user',
    fix: (candidate) =>
      isForGuests(candidate)
        ? 'Choose a guest role.'
        : 'Choose an authenticated role, or let a role mapping give one to these users.',
    fine: (candidates) => `The pool has ${rolesOf(candidates)}.`,
  },
  {
    id: 'role-of-other-account',
    page: 'roles',
    title: () => 'The role is of another account',
    fix: () => 'Pools take roles of their own account only: make a role here, and let it assume the other one.',
    fine: (candidates) => `Of the account of the pool: ${rolesOf(candidates)}.`,
  },
  {
    id: 'role-missing',
    page: 'roles',
    title: () => 'The role does not exist',
    fix: () => 'Choose another role, or make it again.',
    fine: (candidates) => `IAM has ${rolesOf(candidates)}.`,
  },
  {
    id: 'trust-policy',
    page: 'roles',
    title: () => 'The trust policy of the role can’t be read',
    fix: () => 'Replace the trust policy.',
    fine: () => 'It can be read.',
  },
  {
    id: 'trust-principal',
    page: 'roles',
    title: () => 'The role trusts somebody else than Cognito identity pools',
    fix: (candidate) => `Trust the Federated principal ${hostFor(candidate)}.`,
    fine: ([candidate]) => `The trust policy names the principal ${hostFor(candidate)}.`,
  },
  {
    id: 'trust-action',
    page: 'roles',
    title: () => 'The trust policy allows another action than sts:AssumeRoleWithWebIdentity',
    fix: () => 'Allow sts:AssumeRoleWithWebIdentity; sts:AssumeRole is something else.',
    fine: () => 'The trust policy allows sts:AssumeRoleWithWebIdentity.',
  },
  {
    id: 'trust-aud',
    page: 'roles',
    title: () => 'The role trusts another identity pool',
    fix: () => 'Name this pool in the condition on aud.',
    fine: () => 'The condition on aud, if there is one, fits this pool.',
  },
  {
    id: 'trust-amr',
    page: 'roles',
    title: (candidate) =>
      isForGuests(candidate)
        ? 'The role is for signed-in users, not for guests'
        : 'The role does not let this signed-in user in',
    fix: (candidate) =>
      isForGuests(candidate)
        ? 'Choose a role that is meant for guests, or let guests in.'
        : 'Choose a role that is meant for signed-in users, or let them in by the condition on amr.',
    fine: () => 'The condition on amr, if there is one, fits this user.',
  },
  {
    id: 'trust-sub',
    page: 'roles',
    title: () => 'The role lets in other identities only',
    fix: () => 'Name this identity in the condition on sub, or leave the condition out.',
    fine: () => 'No condition on sub keeps this identity out.',
  },
  {
    id: 'trust-other-condition',
    page: 'roles',
    title: () => 'Another condition of the trust policy is not met',
    fix: () => 'Correct or remove the condition.',
    fine: () => 'No other condition stands in the way.',
  },
  {
    id: 'trust-deny',
    page: 'roles',
    title: () => 'A statement of the trust policy denies it',
    fix: () => 'Ask whoever wrote the statement whether it was meant for this pool.',
    fine: () => 'No statement denies it.',
  },
  {
    id: 'trust-tag-session',
    page: 'roles',
    title: () => 'The pool passes tags, and the role does not allow sts:TagSession',
    fix: () => 'Allow sts:TagSession beside sts:AssumeRoleWithWebIdentity, or take the attributes out of the pool.',
    fine: (candidates) =>
      candidates.some(({ wanted }) => wanted.needsTagSession)
        ? 'The trust policy allows sts:TagSession.'
        : 'The pool passes no tags for this user.',
  },
  {
    id: 'tags-too-large',
    page: 'attributes',
    title: () => 'The principal tags of this user are too large',
    fix: () => 'Map fewer or shorter claims to tags.',
    fine: (candidates) => `The tags have ${Math.max(0, ...candidates.map(({ tagBytes }) => tagBytes))} bytes.`,
  },
];
