// Runs clients that nobody here wrote against the local AWS: `pnpm compatibility`. Needs the npm registry; what it
// installs goes to a temporary folder and never into the lockfile. What it found stands in docs/compatibility.md.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const versions = { '@aws-sdk/credential-providers': '3.1175.0', 'aws-sdk': '2.1693.0', 'aws-amplify': '6.22.1' };
const region = 'eu-central-1';
const keys = { accessKeyId: 'test', secretAccessKey: 'test' };

const folder = mkdtempSync(path.join(os.tmpdir(), 'lifeguard-compatibility-'));
writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
const server = spawn(
  process.execPath,
  [
    '--no-warnings',
    fileURLToPath(new URL('../packages/local-aws/src/main.ts', import.meta.url)),
    '--memory',
    '--port',
    '0',
    '--quiet',
  ],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
try {
  const packages = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', ...packages], {
    cwd: folder,
    stdio: 'inherit',
  });
  process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1';
  const load = createRequire(path.join(folder, 'package.json'));
  const AWS = load('aws-sdk');
  const amplify = { ...load('aws-amplify'), ...load('aws-amplify/auth'), ...load('aws-amplify/auth/cognito') };
  const { fromCognitoIdentityPool } = load('@aws-sdk/credential-providers');
  const endpoint = await addressOf(server);
  const scene = await prepare(AWS, endpoint);
  const results = [
    await run('@aws-sdk/credential-providers', sdk3Cases(fromCognitoIdentityPool, AWS, endpoint, scene)),
    await run('aws-sdk', sdk2Cases(AWS, endpoint, scene)),
    await run('aws-amplify', amplifyCases(amplify, AWS, endpoint, scene)),
  ];
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  console.log(`In all: ${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}

async function addressOf({ stdout }) {
  for await (const line of createInterface({ input: stdout })) {
    const address = /ready at (\S+)/u.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error('The local AWS ended before it was ready.');
}

/** A pool with guests and the classic flow, a user pool's token, and a role for each kind of user. */
async function prepare(AWS, endpoint) {
  const options = { region, endpoint, credentials: new AWS.Credentials(keys) };
  const userPools = new AWS.CognitoIdentityServiceProvider(options);
  const pools = new AWS.CognitoIdentity(options);
  const iam = new AWS.IAM(options);
  const { UserPool } = await userPools.createUserPool({ PoolName: 'users' }).promise();
  const { UserPoolClient } = await userPools
    .createUserPoolClient({ UserPoolId: UserPool.Id, ClientName: 'app' })
    .promise();
  const provider = `cognito-idp.${region}.amazonaws.com/${UserPool.Id}`;
  const createPool = async (IdentityPoolName) => {
    const pool = {
      IdentityPoolName,
      AllowUnauthenticatedIdentities: true,
      AllowClassicFlow: true,
      CognitoIdentityProviders: [{ ProviderName: provider, ClientId: UserPoolClient.ClientId }],
    };
    return (await pools.createIdentityPool(pool).promise()).IdentityPoolId;
  };
  const IdentityPoolId = await createPool('plain');
  // A pool with role mappings has no basic flow.
  const mappedPoolId = await createPool('mapped');
  const createRole = async (RoleName, amr) => {
    const condition = {
      StringEquals: { 'cognito-identity.amazonaws.com:aud': [IdentityPoolId, mappedPoolId] },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr },
    };
    const statement = {
      Effect: 'Allow',
      Principal: { Federated: 'cognito-identity.amazonaws.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: condition,
    };
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    return (await iam.createRole({ RoleName, AssumeRolePolicyDocument: policy }).promise()).Role.Arn;
  };
  const guest = await createRole('guests', 'unauthenticated');
  const user = await createRole('users', 'authenticated');
  const chosen = await createRole('chosen', 'authenticated');
  const Roles = { authenticated: user, unauthenticated: guest };
  const key = `${provider}:${UserPoolClient.ClientId}`;
  const RoleMappings = { [key]: { Type: 'Token', AmbiguousRoleResolution: 'AuthenticatedRole' } };
  await pools.setIdentityPoolRoles({ IdentityPoolId, Roles }).promise();
  await pools.setIdentityPoolRoles({ IdentityPoolId: mappedPoolId, Roles, RoleMappings }).promise();
  const login = async (claims) => {
    const answer = await fetch(`${endpoint}/_local/login-tokens`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ provider, claims: { aud: UserPoolClient.ClientId, ...claims } }),
    });
    return { [provider]: (await answer.json()).token };
  };
  const logins = await login({ sub: 'somebody' });
  const loginsWithRoles = await login({ sub: 'somebody-else', 'cognito:roles': [user, chosen] });
  return { IdentityPoolId, mappedPoolId, guest, user, chosen, logins, loginsWithRoles };
}

function sdk3Cases(
  fromCognitoIdentityPool,
  AWS,
  endpoint,
  { IdentityPoolId, mappedPoolId, chosen, logins, loginsWithRoles },
) {
  const credentials = (options) =>
    fromCognitoIdentityPool({ identityPoolId: IdentityPoolId, clientConfig: { region, endpoint }, ...options })();
  return {
    'a guest': async () => isRole(AWS, endpoint, await credentials({}), 'guests'),
    'a user with an ID token': async () => isRole(AWS, endpoint, await credentials({ logins }), 'users'),
    'customRoleArn of a role that the token names': async () =>
      isRole(
        AWS,
        endpoint,
        await credentials({ identityPoolId: mappedPoolId, logins: loginsWithRoles, customRoleArn: chosen }),
        'chosen',
      ),
    'customRoleArn of a role that the token does not name is refused': () =>
      isRefused('NotAuthorizedException', () =>
        credentials({ identityPoolId: mappedPoolId, logins, customRoleArn: chosen }),
      ),
    'a token that is none is refused': () =>
      isRefused('NotAuthorizedException', () => credentials({ logins: { [Object.keys(logins)[0]]: 'nonsense' } })),
  };
}

function sdk2Cases(AWS, endpoint, { IdentityPoolId, guest, user, logins }) {
  const credentials = async (params) => {
    const found = new AWS.CognitoIdentityCredentials({ IdentityPoolId, ...params }, { region, endpoint });
    // The provider has no option for the address of STS, so its own client is given one.
    found.createClients();
    found.sts.endpoint = new AWS.Endpoint(endpoint);
    found.clearCachedId();
    await found.getPromise();
    return found;
  };
  return {
    'a guest by the enhanced flow': async () => isRole(AWS, endpoint, await credentials({}), 'guests'),
    'a user by the enhanced flow': async () => isRole(AWS, endpoint, await credentials({ Logins: logins }), 'users'),
    'a guest by the basic flow': async () => isRole(AWS, endpoint, await credentials({ RoleArn: guest }), 'guests'),
    'a user by the basic flow': async () =>
      isRole(AWS, endpoint, await credentials({ RoleArn: user, Logins: logins }), 'users'),
    'a guest is refused the role of users': () => isRefused('AccessDenied', () => credentials({ RoleArn: user })),
  };
}

function amplifyCases(amplify, AWS, endpoint, { IdentityPoolId, logins }) {
  const { Amplify, decodeJWT, fetchAuthSession, CognitoAWSCredentialsAndIdentityIdProvider, DefaultIdentityIdStore } =
    amplify;
  // It calls AWS's address of the region, which is changed on the way out.
  const outside = globalThis.fetch;
  globalThis.fetch = (url, init) =>
    outside(
      new URL(url instanceof Request ? url.url : url).host === `cognito-identity.${region}.amazonaws.com`
        ? endpoint
        : url,
      init,
    );
  const session = async (token) => {
    const tokens = token === undefined ? null : { accessToken: decodeJWT(token), idToken: decodeJWT(token) };
    const stored = new Map();
    const storage = {
      setItem: async (key, value) => void stored.set(key, value),
      getItem: async (key) => stored.get(key) ?? null,
      removeItem: async (key) => void stored.delete(key),
      clear: async () => stored.clear(),
    };
    const [, userPoolId] = Object.keys(logins)[0].split('/');
    Amplify.configure(
      {
        Auth: {
          Cognito: { identityPoolId: IdentityPoolId, userPoolId, userPoolClientId: 'app', allowGuestAccess: true },
        },
      },
      {
        Auth: {
          tokenProvider: { getTokens: async () => tokens },
          credentialsProvider: new CognitoAWSCredentialsAndIdentityIdProvider(new DefaultIdentityIdStore(storage)),
        },
      },
    );
    return (await fetchAuthSession()).credentials;
  };
  return {
    'a guest': async () => isRole(AWS, endpoint, await session(), 'guests'),
    'a user with an ID token': async () => isRole(AWS, endpoint, await session(Object.values(logins)[0]), 'users'),
  };
}

async function isRole(AWS, endpoint, { accessKeyId, secretAccessKey, sessionToken }, name) {
  const credentials = new AWS.Credentials({ accessKeyId, secretAccessKey, sessionToken });
  const { Arn } = await new AWS.STS({ region, endpoint, credentials }).getCallerIdentity().promise();
  if (!Arn.includes(`:assumed-role/${name}/`)) throw new Error(`The credentials are of ${Arn}.`);
}

async function isRefused(code, call) {
  const error = await call().then(
    () => new Error('It was not refused.'),
    (reason) => reason,
  );
  if ((error.code ?? error.name) !== code) throw error;
}

async function run(name, cases) {
  const result = { passed: 0, failed: 0 };
  for (const [title, check] of Object.entries(cases)) {
    try {
      await check();
      result.passed += 1;
    } catch (error) {
      result.failed += 1;
      console.log(`${name}: ${title}: ${error.message}`);
    }
  }
  console.log(`${name} ${versions[name]}: ${result.passed} passed, ${result.failed} failed`);
  return result;
}
