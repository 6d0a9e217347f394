import { poolTrustProblems } from './trust-problems.ts';
import {
  allStatements,
  changeCondition,
  conditionsOn,
  policyText,
  type RawPolicy,
  type RawStatement,
  withStatements,
} from './raw.ts';
import { identityKeys } from '../aws/regions.ts';
import type { WantedPoolTrust } from './trust.ts';
import { admissionChange } from './trust-probes.ts';

/** A trust policy whose Deny statements leave the wanted users alone, and keep out everybody else as before. */
export function exempted(policy: RawPolicy, wanted: WantedPoolTrust): RawPolicy {
  const statements = allStatements(policy);
  if (!statements.some((statement) => denies(policy, statement, wanted))) return policy;
  const spared = (spare: (deny: RawStatement) => RawStatement[]) =>
    withStatements(
      policy,
      statements.flatMap((statement) => (denies(policy, statement, wanted) ? spare(statement) : [statement])),
    );
  const byPool = spared((deny) => [sparingPool(deny, wanted)]);
  const { gained } = admissionChange(policyText(policy), policyText(byPool), wanted);
  // "Neither of this pool nor of this kind" takes two statements.
  return gained ? spared((deny) => [sparingPool(deny, wanted), sparingKind(deny, wanted)]) : byPool;
}

/** Whether this statement alone keeps out users whom the others let in. */
function denies(policy: RawPolicy, statement: RawStatement, wanted: WantedPoolTrust): boolean {
  if (statement.Effect !== 'Deny') return false;
  const allows = allStatements(policy).filter(({ Effect }) => Effect === 'Allow');
  const text = policyText(withStatements(policy, [...allows, statement]));
  return poolTrustProblems(text, wanted).some(({ code, severity }) => code === 'denied' && severity === 'error');
}

function sparingPool(deny: RawStatement, { poolId }: WantedPoolTrust): RawStatement {
  return adding(deny, 'StringNotEquals', identityKeys(poolId).aud, poolId);
}

function sparingKind(deny: RawStatement, { poolId, kind }: WantedPoolTrust): RawStatement {
  const { Sid: _, ...rest } = deny as RawStatement & { readonly Sid?: string };
  return adding(rest, 'ForAllValues:StringNotLike', identityKeys(poolId).amr, kind);
}

function adding(deny: RawStatement, operator: string, key: string, value: string): RawStatement {
  const given = conditionsOn(deny, key).find((condition) => condition.operator === operator);
  return changeCondition(deny, given ?? { operator, key }, [...(given?.values ?? []), value]);
}
