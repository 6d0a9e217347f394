import { randomUUID } from 'node:crypto';

import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import {
  CognitoIdentityClient,
  type CreateIdentityPoolCommandInput,
  CreateIdentityPoolCommand,
  DeleteIdentityPoolCommand,
  type IdentityPool,
} from '@aws-sdk/client-cognito-identity';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

import { startLocalAws } from '../../server.ts';
import { type RawAnswer, send } from './http.ts';
import { type Credentials, signedHeaders } from './sign.ts';

/** With LIFEGUARD_AWS_REMOTE=1 the conformance tests run against AWS itself, with the default credentials and region. */
export const isRemote = process.env['LIFEGUARD_AWS_REMOTE'] === '1';

/** How one raw call is sent; what is left out is as a well-behaved client sends it. */
export interface RawOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly target?: string;
  readonly region?: string;
  readonly service?: string;
  readonly date?: Date;
  /** `none` sends no signature. */
  readonly credentials?: Credentials | 'none';
}

export interface Aws {
  /** Where cognito-identity is. */
  readonly url: string;
  readonly region: string;
  readonly account: string;
  readonly cognito: CognitoIdentityClient;
  readonly idp: CognitoIdentityProviderClient;
  readonly iam: IAMClient;
  readonly sts: STSClient;
  /** A client of cognito-identity in another region. */
  cognitoIn(region: string, credentials?: Credentials): CognitoIdentityClient;
  /** A client of CloudTrail: IAM's events are in us-east-1, those of pools in their region. */
  trailIn(region: string, credentials?: Credentials): CloudTrailClient;
  /** Sends a body that no SDK would; anything but text is sent as JSON. */
  raw(operation: string, body: unknown, options?: RawOptions): Promise<RawAnswer>;
  /** Sends a signed call of the Query protocol. */
  query(
    service: 'iam' | 'sts',
    action: string,
    parameters: Readonly<Record<string, string>>,
    credentials: Credentials,
  ): Promise<RawAnswer>;
  /** Makes a pool that is gone after the tests. */
  createPool(members?: Partial<CreateIdentityPoolCommandInput>): Promise<IdentityPool & { IdentityPoolId: string }>;
  /** Makes a role that is gone after the tests; answers its ARN. */
  createRole(name?: string, trust?: string): Promise<string>;
  /** Makes a role as IAM took it in the past, without a condition that names the pool; answers its ARN. */
  createOldRole(trust: string): Promise<string>;
  /** Keys of a session of a new role that may do what these statements say. */
  sessionWith(statements: readonly object[]): Promise<Credentials>;
  /** A token that the local AWS takes as the provider's; on AWS there is no such thing. */
  loginToken(provider: string, claims: { sub: string; [claim: string]: unknown }, expiresIn?: number): Promise<string>;
  /** What the local AWS has logged so far, a line a call. */
  readonly log: readonly string[];
  /** Calls a control endpoint of the local AWS and answers its JSON. */
  control(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<unknown>;
  close(): Promise<void>;
}

/** For the users of every pool: IAM wants a condition on the pool, and has no word for all. */
export const trustPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: 'cognito-identity.amazonaws.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringLike: { 'cognito-identity.amazonaws.com:aud': '*' } },
    },
  ],
});

/** Starts a local AWS of its own in memory, or gives the clients of the real one. */
export async function startAws(): Promise<Aws> {
  const log: string[] = [];
  const local = isRemote ? undefined : await startLocalAws({ log: (line) => log.push(line) });
  const config =
    local === undefined
      ? {}
      : {
          endpoint: local.url,
          region: 'eu-central-1',
          credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
          maxAttempts: 1,
        };
  const cognito = new CognitoIdentityClient(config);
  const idp = new CognitoIdentityProviderClient(config);
  const iam = new IAMClient(config);
  const sts = new STSClient(config);
  const region = await cognito.config.region();
  const url = local?.url ?? `https://cognito-identity.${region}.amazonaws.com/`;
  const { Account: account = '' } = await sts.send(new GetCallerIdentityCommand({}));
  const pools: string[] = [];
  const roles: string[] = [];

  async function control(method: string, path: string, body?: object): Promise<unknown> {
    if (local === undefined) throw new Error('AWS has no control endpoints.');
    const answer = await send(`${local.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', host: new URL(local.url).host },
      body: body === undefined ? '' : JSON.stringify(body),
    });
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.text}`);
    return JSON.parse(answer.text);
  }

  return {
    url,
    region,
    account,
    cognito,
    idp,
    iam,
    sts,
    cognitoIn: (other, credentials) =>
      new CognitoIdentityClient({ ...config, region: other, ...(credentials === undefined ? {} : { credentials }) }),
    trailIn: (other, credentials) =>
      new CloudTrailClient({ ...config, region: other, ...(credentials === undefined ? {} : { credentials }) }),
    async raw(operation, body, options = {}) {
      const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
      const headers = {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': options.target ?? `AWSCognitoIdentityService.${operation}`,
        ...options.headers,
      };
      if (options.credentials === 'none') return send(url, { headers, body: text });
      const signed = signedHeaders({
        url,
        headers,
        body: text,
        region: options.region ?? region,
        service: options.service ?? 'cognito-identity',
        credentials: options.credentials ?? (await cognito.config.credentials()),
        ...(options.date === undefined ? {} : { date: options.date }),
      });
      return send(url, { headers: signed, body: text });
    },
    async query(service, action, parameters, credentials) {
      const versions = { iam: '2010-05-08', sts: '2011-06-15' };
      const body = new URLSearchParams({ Action: action, Version: versions[service], ...parameters }).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const serviceUrl = local?.url ?? `https://${service}.amazonaws.com/`;
      const request = { url: serviceUrl, headers, body, region: 'us-east-1', service, credentials };
      return send(serviceUrl, { headers: signedHeaders(request), body });
    },
    async createPool(members = {}) {
      const pool = await cognito.send(
        new CreateIdentityPoolCommand({
          IdentityPoolName: 'lifeguard conformance',
          AllowUnauthenticatedIdentities: true,
          ...members,
        }),
      );
      const { IdentityPoolId = '' } = pool;
      pools.push(IdentityPoolId);
      return { ...members, ...pool, IdentityPoolId };
    },
    async createRole(name = `lifeguard-${randomUUID()}`, trust = trustPolicy) {
      const { Role } = await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust }));
      roles.push(name);
      return Role?.Arn ?? '';
    },
    async createOldRole(trust) {
      const body = { RoleName: `lifeguard-${randomUUID()}`, AssumeRolePolicyDocument: trust };
      const { Arn } = (await control('POST', '/_local/roles', body)) as { Arn: string };
      return Arn;
    },
    async sessionWith(Statement) {
      const RoleName = `lifeguard-${randomUUID()}`;
      const trust = { Statement: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }] };
      const AssumeRolePolicyDocument = JSON.stringify(trust);
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
      const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'session', PolicyDocument }));
      roles.push(RoleName);
      const assume = new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: 'session' });
      const { Credentials: keys } = await sts.send(assume);
      const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = keys ?? {};
      return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    },
    async loginToken(provider, claims, expiresIn) {
      const { token } = (await control('POST', '/_local/login-tokens', { provider, claims, expiresIn })) as {
        token: string;
      };
      return token;
    },
    log,
    control,
    async close() {
      if (isRemote) {
        await Promise.allSettled([
          ...pools.map((IdentityPoolId) => cognito.send(new DeleteIdentityPoolCommand({ IdentityPoolId }))),
          ...roles.map(async (RoleName) => {
            const policy = new DeleteRolePolicyCommand({ RoleName, PolicyName: 'session' });
            await iam.send(policy).catch(() => undefined);
            await iam.send(new DeleteRoleCommand({ RoleName }));
          }),
        ]);
      }
      for (const client of [cognito, idp, iam, sts]) client.destroy();
      await local?.close();
    },
  };
}

/** The error that a call ends with, as its client sees it. */
export async function failureOf(call: Promise<unknown>): Promise<{ code: string; message: string; status: number }> {
  try {
    await call;
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    return { code: name, message, status: $metadata?.httpStatusCode ?? 0 };
  }
  throw new Error('The call was expected to fail, but it succeeded.');
}

/** Code and message in the body of a raw error answer. */
export function errorOf(answer: RawAnswer): { code: string; message: string; status: number } {
  const { __type, message } = JSON.parse(answer.text) as { __type: string; message: string };
  return { code: __type, message, status: answer.status };
}

export function notFound(poolId: string): { code: string; message: string; status: number } {
  return { code: 'ResourceNotFoundException', message: `IdentityPool '${poolId}' not found.`, status: 400 };
}
