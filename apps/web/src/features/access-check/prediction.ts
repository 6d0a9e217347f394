import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { providerOfLogin, known, unknown } from '@lifeguard/shared/explain/facts';
import { type PredictedAccess, predictedAccess } from '@lifeguard/shared/explain/prediction';
import { tokenObjections } from '@lifeguard/shared/roles/login-token';
import { type AccessValues, attemptOf, isDeveloperLogin } from './form.ts';

/** What the settings say of a user, without any call to AWS. */
export interface Prediction {
  /** Why AWS would refuse before it chooses a role: sentences. */
  readonly objections: readonly string[];
  /** Undefined where the claims can't be read, or nothing fits them. */
  readonly access: PredictedAccess | undefined;
}

interface PredictionInput {
  readonly values: AccessValues;
  readonly document: PoolDocument;
  /** ARN to trust policy; undefined where they could not be read. */
  readonly trustPolicies: ReadonlyMap<string, string> | undefined;
  readonly nowSeconds: number;
}

export function predictionFor({ values, document, trustPolicies, nowSeconds }: PredictionInput): Prediction {
  const attempt = attemptOf(values);
  const policies = trustPolicies === undefined ? unknown('The roles could not be read.') : known(trustPolicies);
  return {
    objections: [...loginObjections(values, document, nowSeconds), ...flowObjections(values, document)],
    access: predictedAccess({ attempt, trustPolicies: policies }, document),
  };
}

function loginObjections(values: AccessValues, document: PoolDocument, nowSeconds: number): string[] {
  const { login, claims } = attemptOf(values);
  if (login === undefined || isDeveloperLogin(login)) return [];
  const provider = providerOfLogin(document, login, claims);
  if (provider === undefined) return [`The pool has no provider of the key ${login}, so AWS takes no token under it.`];
  return claims === undefined ? [] : tokenObjections(claims, provider, nowSeconds);
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html */
function flowObjections({ flow }: AccessValues, { AllowClassicFlow, RoleMappings }: PoolDocument): string[] {
  if (flow === 'enhanced') return [];
  return [
    ...(AllowClassicFlow === false ? ['The pool refuses the basic (classic) flow.'] : []),
    ...(Object.keys(RoleMappings).length > 0
      ? ['AWS refuses the basic (classic) flow for a pool that has a role mapping.']
      : []),
  ];
}
