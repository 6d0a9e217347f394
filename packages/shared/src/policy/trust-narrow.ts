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

/**
 * A trust policy without its open doors: where a statement says nothing about the pool or about the kind of user, it now does. Statements that
 * name pools or kinds, if only by a pattern, meant what they say and stay; so do those for everybody (`*`).
 */
export function narrowed(policy: RawPolicy, wanted: WantedPoolTrust): RawPolicy {
  const needs = openness(policy, wanted);
  if (!needs.aud && !needs.amr) return policy;
  const statements = allStatements(policy);
  const changed = statements.flatMap((statement) => {
    const own = openness({ ...policy, Statement: statement }, wanted);
    return narrowedStatement(statement, wanted, { aud: needs.aud && own.aud, amr: needs.amr && own.amr });
  });
  const isSame = changed.length === statements.length && changed.every((statement, at) => statement === statements[at]);
  return isSame ? policy : withStatements(policy, changed);
}

interface Openness {
  readonly aud: boolean;
  readonly amr: boolean;
}

function openness(policy: RawPolicy, wanted: WantedPoolTrust): Openness {
  const codes = poolTrustProblems(policyText(policy), wanted).map(({ code }) => code);
  return { aud: codes.includes('aud-missing'), amr: codes.includes('amr-missing') };
}

function narrowedStatement(statement: RawStatement, wanted: WantedPoolTrust, needs: Openness): RawStatement[] {
  const { host, aud: audKey, amr: amrKey } = identityKeys(wanted.poolId);
  const [ours, ...others] = byPrincipal(statement, host);
  if (ours === undefined) return [statement];
  const auds = conditionsOn(ours, audKey);
  const lacksAud = needs.aud && auds.length === 0;
  const lacksAmr = needs.amr && conditionsOn(ours, amrKey).length === 0;
  // Without a word about pools, but not open to all: a Deny names them, and they share this statement.
  if ((!lacksAud && !lacksAmr) || (!lacksAud && auds.length === 0)) return [statement];
  const [aud] = auds;
  // Guests of the other pools that it names come in as before.
  const otherPools = aud?.values.filter((id) => id !== wanted.poolId) ?? [];
  const isShared = aud !== undefined && otherPools.length > 0;
  if (isShared && (auds.length > 1 || !aud.values.includes(wanted.poolId))) return [statement];
  const own = isShared ? changeCondition(ours, aud, [wanted.poolId]) : ours;
  const withAud = lacksAud ? changeCondition(own, { operator: 'StringEquals', key: audKey }, [wanted.poolId]) : own;
  const narrow = lacksAmr
    ? changeCondition(withAud, { operator: 'ForAnyValue:StringLike', key: amrKey }, [wanted.kind])
    : withAud;
  return [narrow, ...(isShared ? [withoutSid(changeCondition(ours, aud, otherPools))] : []), ...others];
}

/** The statement about identity pools first, then the one about everybody else whom it names; empty where it names no identity pools. */
export function byPrincipal(statement: RawStatement, host: string): RawStatement[] {
  const { Principal } = statement;
  if (Principal === undefined || typeof Principal === 'string') return [];
  const federated = [Principal['Federated'] ?? []].flat();
  if (!federated.includes(host)) return [];
  const left = federated.filter((id) => id !== host);
  const { Federated: _, ...types } = Principal;
  const rest = { ...types, ...(left.length === 0 ? {} : { Federated: left }) };
  if (Object.keys(rest).length === 0) return [statement];
  return [{ ...statement, Principal: { Federated: host } }, withoutSid({ ...statement, Principal: rest })];
}

/** No two statements may have the same Sid. */
function withoutSid(statement: RawStatement & { readonly Sid?: string }): RawStatement {
  const { Sid: _, ...rest } = statement;
  return rest;
}
