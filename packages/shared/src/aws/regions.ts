/** What a region's name looks like, for patterns: `us-east-1`, `us-gov-west-1`, `eusc-de-east-1`. */
export const regionName = '[a-z]{2,4}(?:-[a-z]+)+-\\d';
export const regionPattern = new RegExp(`^${regionName}$`);

interface Partition {
  readonly id: string;
  /** How the names of its regions begin. */
  readonly prefix: string;
  readonly dnsSuffix: string;
  /** Where CloudTrail keeps the events of services that are of no region, as IAM is. */
  readonly globalRegion: string;
  /** The name of identity pools towards STS, where it is not the one of the service's endpoint. */
  readonly identityHosts?: Readonly<Record<string, string>>;
}

/**
 * AWS's partitions, the commercial one last: every name that begins in no other way is of it.
 * https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html
 */
const partitions = [
  { id: 'aws-cn', prefix: 'cn-', dnsSuffix: 'amazonaws.com.cn', globalRegion: 'cn-north-1' },
  {
    id: 'aws-us-gov',
    prefix: 'us-gov-',
    dnsSuffix: 'amazonaws.com',
    globalRegion: 'us-gov-west-1',
    identityHosts: { 'us-gov-west-1': 'cognito-identity-us-gov.amazonaws.com' },
  },
  { id: 'aws-eusc', prefix: 'eusc-', dnsSuffix: 'amazonaws.eu', globalRegion: 'eusc-de-east-1' },
] as const satisfies readonly Partition[];
const commercial: Partition = { id: 'aws', prefix: '', dnsSuffix: 'amazonaws.com', globalRegion: 'us-east-1' };
const commercialHost = 'cognito-identity.amazonaws.com';

function partitionWith(region: string): Partition {
  return partitions.find(({ prefix }) => region.startsWith(prefix)) ?? commercial;
}

/** AWS's partition of a region, as it stands in ARNs. */
export function partitionOf(region: string): string {
  return partitionWith(region).id;
}

/** Where the events of IAM are, for an account of the region's partition. */
export function globalRegion(region: string): string {
  return partitionWith(region).globalRegion;
}

/** The host of a service's endpoint: `cognito-idp.REGION.amazonaws.com`. */
export function serviceHost(service: 'cognito-identity' | 'cognito-idp', region: string): string {
  return `${service}.${region}.${partitionWith(region).dnsSuffix}`;
}

/**
 * The name of the identity pools of a region: the Federated principal of trust policies, the beginning of their condition
 * keys, the key in `Logins` of developers' tokens.
 */
export function identityHost(region: string): string {
  const partition = partitionWith(region);
  if (partition === commercial) return commercialHost;
  return partition.identityHosts?.[region] ?? serviceHost('cognito-identity', region);
}

/** What trust policies call a pool's users, by the pool's id. */
export interface IdentityKeys {
  readonly host: string;
  readonly aud: string;
  readonly amr: string;
  readonly sub: string;
}

/** The principal and the condition keys, in lower case, for the pools of the region that an id begins with. */
export function identityKeys(poolId: string): IdentityKeys {
  const host = identityHost(poolId.slice(0, Math.max(0, poolId.indexOf(':'))));
  return { host, aud: `${host}:aud`, amr: `${host}:amr`, sub: `${host}:sub` };
}

const anyIdentityHost = /^cognito-identity(?:-us-gov|\.[a-z0-9-]+)?\.amazonaws\.(?:com(?:\.cn)?|eu)$/;

/** Whether a text is the name of identity pools in some region. */
export function isIdentityHost(text: string): boolean {
  return anyIdentityHost.test(text);
}

/** `iss` of the tokens of identity pools: the commercial regions share one. */
export function identityIssuer(region: string): string {
  return `https://${partitionWith(region) === commercial ? commercialHost : serviceHost('cognito-identity', region)}`;
}

/** How identity pools name a user pool, whose id begins with its region. */
export function userPoolProviderNameOf(userPoolId: string): string {
  const region = userPoolId.slice(0, userPoolId.indexOf('_'));
  return `${serviceHost('cognito-idp', region)}/${userPoolId}`;
}
