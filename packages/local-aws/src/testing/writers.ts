import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  CognitoIdentityClient,
  CreateIdentityPoolCommand,
  DescribeIdentityCommand,
  DescribeIdentityPoolCommand,
  GetIdCommand,
  GetIdentityPoolRolesCommand,
  GetOpenIdTokenForDeveloperIdentityCommand,
  GetPrincipalTagAttributeMapCommand,
  type IdentityPool,
  LookupDeveloperIdentityCommand,
  type RoleMapping,
  SetIdentityPoolRolesCommand,
  SetPrincipalTagAttributeMapCommand,
  TagResourceCommand,
  UpdateIdentityPoolCommand,
} from '@aws-sdk/client-cognito-identity';
import { CreateRoleCommand, GetRolePolicyCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { expect } from 'vitest';

/** One kind of write. `write` resolves when it is acknowledged; `check` fails when an acknowledged one is gone. */
interface Writer {
  write(client: CognitoIdentityClient, url: string): Promise<void>;
  check(client: CognitoIdentityClient, url: string): Promise<void>;
}

const settings = {
  AllowUnauthenticatedIdentities: true,
  SupportedLoginProviders: { 'graph.facebook.com': '1' },
  DeveloperProviderName: 'dev',
};

export function clientConfig(endpoint: string) {
  return {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    // A repeated write would hide that the first one was lost.
    maxAttempts: 1,
  };
}

/** Writers of every kind of data, two of those that contend for the same tables, on pools of their own. */
export async function makeWriters(url: string): Promise<Writer[]> {
  const client = new CognitoIdentityClient(clientConfig(url));
  const iam = new IAMClient(clientConfig(url));
  const AssumeRolePolicyDocument = '{"Statement":[]}';
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'kept', AssumeRolePolicyDocument }));
  const ids: string[] = [];
  while (ids.length < 7) {
    const { IdentityPoolId = '' } = await client.send(
      new CreateIdentityPoolCommand({ ...settings, IdentityPoolName: 'version 0' }),
    );
    ids.push(IdentityPoolId);
  }
  const [first = '', second = '', third = '', fourth = '', fifth = '', sixth = '', seventh = ''] = ids;
  client.destroy();
  iam.destroy();
  const arn = Role?.Arn ?? '';
  return [
    makesPools(),
    makesGuests(first),
    makesGuests(first),
    renames(second),
    renames(third),
    setsRoles(fourth, arn),
    setsRoles(fifth, arn),
    linksDeveloperUsers(first),
    linksDeveloperUsers(sixth),
    mapsTags(seventh),
    leavesEvents(seventh),
    putsRolePolicies(),
  ];
}

function makesPools(): Writer {
  const made = unchecked<IdentityPool>();
  let count = 0;
  return {
    async write(client) {
      const IdentityPoolName = `pool ${(count += 1)}`;
      made.add(await client.send(new CreateIdentityPoolCommand({ ...settings, IdentityPoolName })));
    },
    check: (client) =>
      made.check(async ({ IdentityPoolId, IdentityPoolName }) => {
        const kept = await client.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
        expect(kept).toMatchObject({ ...settings, IdentityPoolName });
      }),
  };
}

function makesGuests(IdentityPoolId: string): Writer {
  const made = unchecked<string | undefined>();
  return {
    async write(client) {
      made.add((await client.send(new GetIdCommand({ IdentityPoolId }))).IdentityId);
    },
    check: (client) =>
      made.check(async (IdentityId) => {
        expect((await client.send(new DescribeIdentityCommand({ IdentityId }))).IdentityId).toBe(IdentityId);
      }),
  };
}

/** Every second user joins the identity of the one before. */
function linksDeveloperUsers(IdentityPoolId: string): Writer {
  const made = unchecked<{ readonly user: string; readonly IdentityId: string | undefined }>();
  let sent = 0;
  let previous: string | undefined;
  return {
    async write(client) {
      const user = `user ${crypto.randomUUID()}`;
      const joined = (sent += 1) % 2 === 0 ? previous : undefined;
      const { IdentityId } = await client.send(
        new GetOpenIdTokenForDeveloperIdentityCommand({
          IdentityPoolId,
          Logins: { dev: user },
          ...(joined === undefined ? {} : { IdentityId: joined }),
        }),
      );
      if (joined !== undefined) expect(IdentityId).toBe(joined);
      previous = IdentityId;
      made.add({ user, IdentityId });
    },
    check: (client) =>
      made.check(async ({ user, IdentityId }) => {
        const lookup = new LookupDeveloperIdentityCommand({ IdentityPoolId, DeveloperUserIdentifier: user });
        const found = await client.send(lookup);
        expect(found).toMatchObject({ IdentityId });
        expect(found.DeveloperUserIdentifierList).toContain(user);
      }),
  };
}

// Those below count up in one place. What is there may be newer than what was acknowledged, but never older.

function renames(IdentityPoolId: string): Writer {
  return counter(
    async (version, client) => {
      const IdentityPoolName = `version ${version}`;
      await client.send(new UpdateIdentityPoolCommand({ ...settings, IdentityPoolId, IdentityPoolName }));
    },
    async (client) => {
      const { IdentityPoolName = '' } = await client.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
      return IdentityPoolName.replace('version ', '');
    },
  );
}

function setsRoles(IdentityPoolId: string, RoleARN: string): Writer {
  return counter(
    async (version, client) => {
      const mapping: RoleMapping = {
        Type: 'Rules',
        AmbiguousRoleResolution: 'Deny',
        RulesConfiguration: { Rules: [{ Claim: 'version', MatchType: 'Equals', Value: String(version), RoleARN }] },
      };
      const RoleMappings = { 'graph.facebook.com': mapping };
      await client.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: {}, RoleMappings }));
    },
    async (client) => {
      const { RoleMappings } = await client.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }));
      return RoleMappings?.['graph.facebook.com']?.RulesConfiguration?.Rules?.[0]?.Value;
    },
  );
}

function mapsTags(IdentityPoolId: string): Writer {
  const map = { IdentityPoolId, IdentityProviderName: 'graph.facebook.com' };
  return counter(
    async (version, client) => {
      const PrincipalTags = { version: String(version) };
      await client.send(new SetPrincipalTagAttributeMapCommand({ ...map, UseDefaults: false, PrincipalTags }));
    },
    async (client) => (await client.send(new GetPrincipalTagAttributeMapCommand(map))).PrincipalTags?.['version'],
  );
}

function leavesEvents(IdentityPoolId: string): Writer {
  const ResourceArn = `arn:aws:cognito-identity:us-east-1:123456789012:identitypool/${IdentityPoolId}`;
  return counter(
    async (version, client) => {
      await client.send(new TagResourceCommand({ ResourceArn, Tags: { version: String(version) } }));
    },
    async (_client, url) => {
      const trail = new CloudTrailClient(clientConfig(url));
      const LookupAttributes = [{ AttributeKey: 'EventName' as const, AttributeValue: 'TagResource' }];
      const { Events = [] } = await trail.send(new LookupEventsCommand({ LookupAttributes, MaxResults: 1 }));
      trail.destroy();
      const { requestParameters } = JSON.parse(Events[0]?.CloudTrailEvent ?? '') as {
        requestParameters: { tags: { version: string } };
      };
      return requestParameters.tags.version;
    },
  );
}

function putsRolePolicies(): Writer {
  const policy = { RoleName: 'kept', PolicyName: 'version' };
  const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
  return counter(
    async (version, _client, url) => {
      const iam = new IAMClient(clientConfig(url));
      const PolicyDocument = JSON.stringify({ Id: String(version), Statement: [statement] });
      await iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument }));
      iam.destroy();
    },
    async (_client, url) => {
      const iam = new IAMClient(clientConfig(url));
      const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand(policy));
      iam.destroy();
      return (JSON.parse(decodeURIComponent(PolicyDocument)) as { Id: string }).Id;
    },
  );
}

function counter(
  set: (version: number, client: CognitoIdentityClient, url: string) => Promise<void>,
  get: (client: CognitoIdentityClient, url: string) => Promise<string | undefined>,
): Writer {
  let sent = 0;
  let acknowledged = 0;
  return {
    async write(client, url) {
      const version = (sent += 1);
      await set(version, client, url);
      acknowledged = version;
    },
    async check(client, url) {
      if (acknowledged > 0) expect(Number(await get(client, url))).toBeGreaterThanOrEqual(acknowledged);
    },
  };
}

/** Acknowledged things, each checked once: what has outlived one restart is as safe as anything on the disk. */
function unchecked<T>() {
  let items: T[] = [];
  return {
    add(item: T): void {
      items.push(item);
    },
    async check(one: (item: T) => Promise<void>): Promise<void> {
      for (const item of items) await one(item);
      items = [];
    },
  };
}
