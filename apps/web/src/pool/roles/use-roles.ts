import type { AutosuggestProps } from '@cloudscape-design/components/autosuggest';
import type { IamRole } from '@lifeguard/shared/api/iam-roles';
import { poolTrustProblems, type TrustProblem } from '@lifeguard/shared/policy/trust-problems';
import type { NewPoolTrust, WantedPoolTrust } from '@lifeguard/shared/policy/trust';
import { type QueryClient, useQuery } from '@tanstack/react-query';
import { useConnection } from '#api/connection.tsx';
import { accountQueries } from '../account-queries.ts';

/** The roles of the account with their trust policies. */
export function useRoles() {
  const { id } = useConnection();
  return useQuery(accountQueries.roles(id));
}

/** Why a role does not fit, in a few words: the whole story is told once the role is chosen. */
const shortReasons = {
  'not-a-policy': 'Its trust policy can’t be read',
  'principal-missing': 'Does not trust Cognito identity pools',
  'action-missing': 'Does not allow AssumeRoleWithWebIdentity',
  'tag-session-missing': 'Does not allow TagSession',
  'aud-missing': 'Any identity pool may use it',
  'aud-other-pool': 'Is for another pool',
  'aud-new-pool': 'Does not name the new pool yet',
  'amr-missing': 'Is for guests and signed-in users alike',
  denied: 'A Deny statement refuses it',
  'condition-refuses': 'A condition refuses it',
} satisfies Record<Exclude<TrustProblem['code'], 'amr-refuses'>, string>;

type Options = readonly AutosuggestProps.OptionGroup[];

/** By the list of roles, then by what is wanted: a page may have many fields over a thousand roles. */
const optionsCache = new WeakMap<readonly IamRole[], Map<string, Options>>();

/** The roles as suggestions: those whose trust policy fits first, then the others with the reason. The same answer for the same list. */
export function roleOptions(roles: readonly IamRole[], wanted: WantedPoolTrust | NewPoolTrust): Options {
  const ofRoles = optionsCache.get(roles) ?? new Map<string, Options>();
  optionsCache.set(roles, ofRoles);
  const key = JSON.stringify(wanted);
  const options = ofRoles.get(key) ?? makeOptions(roles, wanted);
  ofRoles.set(key, options);
  return options;
}

function makeOptions(roles: readonly IamRole[], wanted: WantedPoolTrust | NewPoolTrust): Options {
  const judged = roles.map((role) => {
    // That no policy names a new pool goes without saying.
    const problems = poolTrustProblems(role.AssumeRolePolicyDocument, wanted).filter(
      ({ code }) => code !== 'aud-new-pool',
    );
    const worst = problems.find(({ severity }) => severity === 'error') ?? problems[0];
    return {
      option: optionOf(role, worst === undefined ? role.Description : shortReason(worst.code, wanted.kind)),
      severity: worst?.severity,
    };
  });
  const optionsOf = (severity: 'error' | 'warning' | undefined) =>
    judged.filter((one) => one.severity === severity).map(({ option }) => option);
  const trusting = 'poolId' in wanted ? 'Roles that trust this pool' : 'Roles that trust other pools';
  return [
    { label: trusting, options: optionsOf(undefined) },
    { label: `${trusting}, with a warning`, options: optionsOf('warning') },
    { label: 'Other roles', options: optionsOf('error') },
  ].filter((group) => group.options.length > 0);
}

function shortReason(code: TrustProblem['code'], kind: WantedPoolTrust['kind']): string {
  if (code !== 'amr-refuses') return shortReasons[code];
  return kind === 'authenticated' ? 'Shuts signed-in users out' : 'Shuts guests out';
}

function optionOf({ Arn, RoleName }: IamRole, description = ''): AutosuggestProps.Option {
  return { value: Arn, label: RoleName, description, filteringTags: [Arn] };
}

/** After a role was created or changed: puts it into the cached list. */
export function cacheRole(client: QueryClient, connectionId: string, role: IamRole): void {
  const { queryKey } = accountQueries.roles(connectionId);
  client.setQueryData(queryKey, (list) => {
    if (list === undefined) return undefined;
    const isThere = list.Roles.some(({ Arn }) => Arn === role.Arn);
    return { Roles: isThere ? list.Roles.map((one) => (one.Arn === role.Arn ? role : one)) : [...list.Roles, role] };
  });
  void client.invalidateQueries({ queryKey });
}
