import { invalidParameter, notAuthorized, poolNotFound } from '../protocol/errors.ts';
import type { StoredPool } from './store/pools.ts';
import type { OperationContext } from '../dispatch/operation.ts';
import { poolMembers, type PoolSettings, type Tags } from './shapes.ts';

/** The pool of that id, or ResourceNotFoundException; a pool of another region does not exist here. */
export function findPool(context: OperationContext, poolId: string): StoredPool {
  const pool = poolId.startsWith(`${context.region}:`) ? context.store.pools.find(poolId) : undefined;
  if (pool === undefined) throw poolNotFound(poolId);
  return pool;
}

/** A pool as the service answers it: members that are not set are left out, tags are always there. */
export function poolAnswer(id: string, settings: PoolSettings, tags: Tags): object {
  return { IdentityPoolId: id, ...settings, IdentityPoolTags: tags };
}

/**
 * Takes the settings out of an input, checks what the shapes can't, and brings them into the form in which they are stored: empty lists and maps are
 * none, and every user pool has a ServerSideTokenCheck.
 */
export function normaliseSettings(settings: PoolSettings, account: string): PoolSettings {
  for (const { ProviderName, ClientId } of settings.CognitoIdentityProviders ?? []) {
    if (ClientId === undefined || ProviderName === undefined || !userPoolName.test(ProviderName)) {
      throw invalidParameter('Invalid Cognito Identity Provider');
    }
  }
  checkProviderArns(settings, account);
  const providers = settings.CognitoIdentityProviders?.map((provider) => ({
    ...provider,
    ServerSideTokenCheck: provider.ServerSideTokenCheck ?? false,
  }));
  const members = { ...settings, ...(providers === undefined ? {} : { CognitoIdentityProviders: providers }) };
  return Object.fromEntries(
    Object.entries(members).filter(([name, value]) => Object.hasOwn(poolMembers, name) && !isEmpty(value)),
  ) as PoolSettings;
}

/**
 * AWS looks at the account of SAML providers only, and at neither's existence. What is no ARN of IAM is refused for the own account
 * too; deployment tools have written regions into ARNs: aws-amplify/amplify-backend#766.
 */
function checkProviderArns(
  { SamlProviderARNs = [], OpenIdConnectProviderARNs = [] }: PoolSettings,
  account: string,
): void {
  const own = new RegExp(`${ofIam.source}${account}:saml-provider/.+$`);
  const wrong =
    SamlProviderARNs.find((arn) => !own.test(arn)) ?? OpenIdConnectProviderARNs.find((arn) => !ofIam.test(arn));
  if (wrong !== undefined) throw notAuthorized(`Identity provider ${wrong} is not valid for account ${account}`);
}

/** IAM is the same in all regions of a partition. */
const ofIam = /^arn:aws(?:-[a-z]+)*:iam::/;

const userPoolName = /^cognito-idp\.[a-z]{2,4}(?:-[a-z]+)+-\d+\.amazonaws\.(?:com(?:\.cn)?|eu)\/[\w-]+$/;

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
