/** What an event is about, as LookupEvents names and finds it. */
export interface EventResource {
  readonly ResourceType: string;
  readonly ResourceName: string;
}

/** The members that name a resource, in the input or in the answer. */
const types: Readonly<Record<string, string>> = {
  identityPoolId: 'AWS::Cognito::IdentityPool',
  userPoolId: 'AWS::Cognito::UserPool',
  roleName: 'AWS::IAM::Role',
  roleArn: 'AWS::IAM::Role',
  openIDConnectProviderArn: 'AWS::IAM::OIDCProvider',
  sAMLProviderArn: 'AWS::IAM::SAMLProvider',
};

/** The resources that these members name, each once. */
export function resourcesOf(...members: readonly (object | null)[]): EventResource[] {
  const found = new Map<string, EventResource>();
  for (const [name, value] of members.flatMap((each) => Object.entries(each ?? {}) as [string, unknown][])) {
    if (typeof value !== 'string') continue;
    const ResourceType = Object.hasOwn(types, name) ? types[name] : undefined;
    const resource = ResourceType === undefined ? taggedPool(name, value) : { ResourceType, ResourceName: value };
    if (resource !== undefined) found.set(JSON.stringify(resource), resource);
  }
  return [...found.values()];
}

/** TagResource names the pool by its ARN. */
function taggedPool(name: string, value: string): EventResource | undefined {
  const [, poolId] = name === 'resourceArn' ? (/:identitypool\/(.+)$/.exec(value) ?? []) : [];
  return poolId === undefined ? undefined : { ResourceType: 'AWS::Cognito::IdentityPool', ResourceName: poolId };
}
