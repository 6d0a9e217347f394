// `pnpm aws-cli`: drives every operation of Cognito Identity, and CloudTrail's LookupEvents, on the local AWS with the real AWS CLI, and says what the CLI has read.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';

const region = 'eu-central-1';
const provider = `cognito-idp.${region}.amazonaws.com/${region}_aBcDeF123`;
const server = spawn(
  process.execPath,
  ['--no-warnings', 'packages/local-aws/src/main.ts', '--memory', '--port', '0', '--quiet'],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
const url = await readyUrl();
const driven = new Set();
const failures = [];

try {
  await drive();
} catch (error) {
  failures.push(error instanceof Error ? error.message : String(error));
}
const ended = once(server, 'exit');
server.kill('SIGTERM');
await ended;

for (const failure of failures) process.stderr.write(`${failure}\n`);
process.stdout.write(`${driven.size} of 23 operations driven by the AWS CLI\n`);
process.exit(failures.length === 0 && driven.size === 23 ? 0 : 1);

async function drive() {
  const { Role } = iam('create-role', ['--role-name', 'user', '--assume-role-policy-document', trust('authenticated')]);
  const { Role: guestRole } = iam('create-role', [
    '--role-name',
    'guest',
    '--assume-role-policy-document',
    trust('unauthenticated'),
  ]);

  const pool = aws('create-identity-pool', [
    '--identity-pool-name',
    'cli',
    '--allow-unauthenticated-identities',
    '--developer-provider-name',
    'login.example',
    '--cognito-identity-providers',
    `ProviderName=${provider},ClientId=client1,ServerSideTokenCheck=false`,
  ]);
  const id = ['--identity-pool-id', pool.IdentityPoolId];
  const arn = ['--resource-arn', `arn:aws:cognito-identity:${region}:123456789012:identitypool/${pool.IdentityPoolId}`];
  same(aws('describe-identity-pool', id).IdentityPoolName, 'cli', 'name of the pool');
  const updated = aws('update-identity-pool', [
    ...id,
    '--identity-pool-name',
    'renamed',
    '--allow-unauthenticated-identities',
    '--cognito-identity-providers',
    `ProviderName=${provider},ClientId=client1,ServerSideTokenCheck=false`,
  ]);
  same(updated.IdentityPoolName, 'renamed', 'name after the update');
  same(aws('list-identity-pools', ['--max-results', '10']).IdentityPools.length, 1, 'number of pools');

  aws('tag-resource', [...arn, '--tags', 'team=blue,stage=test']);
  aws('untag-resource', [...arn, '--tag-keys', 'stage']);
  same(JSON.stringify(aws('list-tags-for-resource', arn).Tags), '{"team":"blue"}', 'tags');

  const roles = `authenticated=${Role.Arn},unauthenticated=${guestRole.Arn}`;
  aws('set-identity-pool-roles', [...id, '--roles', roles]);
  same(aws('get-identity-pool-roles', id).Roles.authenticated, Role.Arn, 'role of users');
  const tagMap = [...id, '--identity-provider-name', provider];
  aws('set-principal-tag-attribute-map', [...tagMap, '--no-use-defaults', '--principal-tags', 'team=custom:team']);
  same(aws('get-principal-tag-attribute-map', tagMap).PrincipalTags.team, 'custom:team', 'claim of the tag');

  const token = await loginToken({ sub: 'alice', aud: 'client1', 'custom:team': 'blue' });
  const logins = ['--logins', `${provider}=${token}`];
  const user = aws('get-id', [...id, ...logins]).IdentityId;
  const identity = ['--identity-id', user];
  const credentials = aws('get-credentials-for-identity', [...identity, ...logins]).Credentials;
  const caller = cli('sts', 'get-caller-identity', [], {
    AWS_ACCESS_KEY_ID: credentials.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.SecretKey,
    AWS_SESSION_TOKEN: credentials.SessionToken,
  });
  same(caller.Arn, 'arn:aws:sts::123456789012:assumed-role/user/CognitoIdentityCredentials', 'caller');
  const webToken = aws('get-open-id-token', [...identity, ...logins]).Token;
  const assumed = cli('sts', 'assume-role-with-web-identity', [
    '--role-arn',
    Role.Arn,
    '--role-session-name',
    'cli',
    '--web-identity-token',
    webToken,
  ]);
  same(assumed.SubjectFromWebIdentityToken, user, 'subject of the session');
  same(aws('describe-identity', identity).Logins.join(), provider, 'logins of the identity');
  same(aws('list-identities', [...id, '--max-results', '60']).Identities.length, 1, 'number of identities');
  aws('unlink-identity', [...identity, ...logins, '--logins-to-remove', provider]);

  const developer = ['--developer-provider-name', 'login.example'];
  const first = aws('get-open-id-token-for-developer-identity', [...id, '--logins', 'login.example=ann']).IdentityId;
  const second = aws('get-open-id-token-for-developer-identity', [...id, '--logins', 'login.example=bea']).IdentityId;
  const merge = ['--source-user-identifier', 'bea', '--destination-user-identifier', 'ann'];
  same(
    aws('merge-developer-identities', [...id, ...developer, ...merge]).IdentityId,
    first,
    'identity after the merge',
  );
  const lookup = aws('lookup-developer-identity', [...id, '--developer-user-identifier', 'bea']);
  same(lookup.DeveloperUserIdentifierList.join(), 'ann,bea', 'developer users of the identity');
  aws('unlink-developer-identity', [...id, ...developer, '--identity-id', first, '--developer-user-identifier', 'bea']);
  const deleted = aws('delete-identities', ['--identity-ids-to-delete', user, second]);
  same(deleted.UnprocessedIdentityIds.length, 0, 'identities that were not deleted');
  aws('delete-identity-pool', id);
  const lookUp = ['--lookup-attributes', 'AttributeKey=ResourceName,AttributeValue=' + pool.IdentityPoolId];
  const events = cli('cloudtrail', 'lookup-events', [...lookUp, '--max-items', '1']).Events;
  same(events[0]?.EventName, 'DeleteIdentityPool', 'newest event of the pool');
  same(JSON.parse(events[0]?.CloudTrailEvent ?? '{}').userIdentity?.type, 'Root', 'kind of who deleted the pool');
  same(aws('list-identity-pools', ['--max-results', '10']).IdentityPools.length, 0, 'pools that are left');
}

function aws(operation, flags) {
  driven.add(operation);
  return cli('cognito-identity', operation, flags);
}

function iam(operation, flags) {
  return cli('iam', operation, flags);
}

/** What the CLI prints, as JSON; {} where it prints nothing. */
function cli(service, operation, flags, env = {}) {
  const command = [service, operation, ...flags, '--endpoint-url', url, '--output', 'json'];
  const { status, stdout, stderr, error } = spawnSync('aws', command, {
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_DEFAULT_REGION: region,
      AWS_CONFIG_FILE: '/nonexistent',
      AWS_PAGER: '',
      ...env,
    },
  });
  if (error !== undefined) throw new Error(`The AWS CLI did not start: ${error.message}`);
  if (status !== 0) throw new Error(`aws ${service} ${operation} failed: ${stderr.trim()}`);
  return stdout.trim() === '' ? {} : JSON.parse(stdout);
}

function same(found, wanted, what) {
  if (found !== wanted) failures.push(`The ${what} is ${found} and not ${wanted}.`);
}

function trust(amr) {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: 'cognito-identity.amazonaws.com' },
        Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
        Condition: {
          StringLike: { 'cognito-identity.amazonaws.com:aud': '*' },
          'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr },
        },
      },
    ],
  });
}

async function loginToken(claims) {
  const response = await fetch(`${url}/_local/login-tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ provider, claims }),
  });
  const { token } = await response.json();
  return token;
}

async function readyUrl() {
  for await (const line of createInterface({ input: server.stdout })) {
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (found !== undefined) return found;
  }
  throw new Error('The local AWS ended before it was ready.');
}
