import { AsyncLocalStorage } from 'node:async_hooks';

import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { IAMClient } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';

import { unknownPart } from '@lifeguard/shared/aws/arn';

import type { Clock } from './clock.ts';
import { orAborted, startDeadline } from './deadline.ts';
import type { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { AwsTimeouts } from './timeouts.ts';
import type { AwsCall, ConnectionDefinition } from './connections.ts';
import { asUnclear, problemOf } from './errors.ts';
import { createPrincipals, type PrincipalParts } from './principal.ts';

/**
 * How a client is used: reads are retried adaptively, writes sent up to three times. Creations and the calls of jobs are
 * sent once: a second pool would be made, and a job must see every throttle. Reads in the background are those of long
 * lists, with a client of their own: where AWS throttles them, what a person waits for is not slowed down with them.
 */
export type Purpose = 'read' | 'background' | 'write' | 'create' | 'job';

/** What the SDK does not report of a call and its attempts. */
export interface Trace {
  /** Of the latest attempt that was answered or failed. */
  lastError?: unknown;
  /** `ListRoles`; undefined where it did not come so far, for example for lack of credentials. */
  operation?: string;
  /** Where the latest attempt was sent to: `https://sts.us-east-1.amazonaws.com`. */
  host?: string | undefined;
  /** The latest attempt was sent and not answered. */
  isUnderWay?: boolean;
  /** Some attempt ended in a way that leaves open whether it was applied. */
  mayHaveArrived?: boolean;
  /** The answer as AWS sent it, before the SDK drops what it does not know. */
  rawBody?: Uint8Array;
}

export const traces = new AsyncLocalStorage<Trace>();

interface SendOptions {
  readonly abortSignal: AbortSignal;
}

/** Keys of a session of a pool's user. They never leave the request in which they were given. */
export interface TemporaryKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

interface ClientsByConnection {
  readonly timeouts: AwsTimeouts;
  cognito(connection: ConnectionDefinition, purpose: Purpose, isReadOnly: boolean): CognitoIdentityClient;
  iam(connection: ConnectionDefinition, isReadOnly: boolean): IAMClient;
  sts(connection: ConnectionDefinition, isReadOnly: boolean): STSClient;
  /** Signs with temporary keys in place of those of the connection. */
  session(connection: ConnectionDefinition, keys: TemporaryKeys): STSClient;
  idp(connection: ConnectionDefinition, isReadOnly: boolean): CognitoIdentityProviderClient;
  trail(connection: ConnectionDefinition, region: string): CloudTrailClient;
  /** Of the keys that the clients of the connection sign with now. */
  accessKeyId(connection: ConnectionDefinition): Promise<string>;
  dropIfStale(connection: ConnectionDefinition, error: unknown): boolean;
}

const budget: Readonly<Record<Purpose, (timeouts: AwsTimeouts) => number>> = {
  read: ({ readMs }) => readMs,
  background: ({ readMs }) => readMs,
  write: ({ writeMs }) => writeMs,
  create: ({ writeMs }) => writeMs,
  job: ({ requestMs }) => requestMs,
};

type Send<C, T> = (client: C, options: SendOptions) => Promise<T>;

/**
 * Sends commands within their time budget; whatever goes wrong comes out as a ProblemError. Nothing goes out before it
 * is known that the credentials belong to the account of the connection.
 */
export function sender(clients: ClientsByConnection, clock: Clock, saw: PrincipalParts['saw']) {
  const { timeouts } = clients;
  async function whoAmI(call: AwsCall) {
    const { Account = unknownPart, Arn = unknownPart } = await send(
      call,
      'read',
      () => clients.sts(call.connection, true),
      (client, options) => client.send(new GetCallerIdentityCommand({}), options),
      {},
      false,
    );
    return { Account, Arn };
  }
  const principals = createPrincipals(
    { whoAmI, accessKeyId: (connection) => clients.accessKeyId(connection), saw },
    clock,
  );

  async function send<C, T>(
    call: AwsCall,
    kind: Purpose,
    client: () => C,
    work: Send<C, T>,
    trace: Trace = {},
    isChecked = true,
  ): Promise<T> {
    async function attempt(): Promise<T> {
      if (isChecked) await principals.get(call);
      return once(call, kind, client(), work, trace);
    }
    try {
      return await attempt().catch((error: unknown) => {
        if (!clients.dropIfStale(call.connection, error)) throw error;
        if (isChecked) principals.forget(call.connection);
        return attempt();
      });
    } catch (error) {
      throw toProblem(error, call, kind, trace);
    }
  }

  async function once<C, T>(call: AwsCall, kind: Purpose, client: C, work: Send<C, T>, trace: Trace): Promise<T> {
    const { signal, end } = startDeadline(budget[kind](timeouts), call.signal);
    const sent = traces.run(trace, () => work(client, { abortSignal: signal }));
    return orAborted(sent, signal).finally(end);
  }

  return {
    principals,
    read: <T>(
      call: AwsCall,
      work: Send<CognitoIdentityClient, T>,
      trace?: Trace,
      purpose: 'read' | 'background' = 'read',
    ) => send(call, purpose, () => clients.cognito(call.connection, purpose, true), work, trace),
    write: <T>(call: AwsCall, purpose: Purpose, work: Send<CognitoIdentityClient, T>) =>
      send(call, purpose, () => clients.cognito(call.connection, purpose, call.isReadOnly), work),
    /** One attempt. */
    job: <T>(call: AwsCall, work: Send<CognitoIdentityClient, T>) =>
      send(call, 'job', () => clients.cognito(call.connection, 'job', call.isReadOnly), work),
    iamRead: <T>(call: AwsCall, work: Send<IAMClient, T>) =>
      send(call, 'read', () => clients.iam(call.connection, true), work),
    iamWrite: <T>(call: AwsCall, work: Send<IAMClient, T>) =>
      send(call, 'write', () => clients.iam(call.connection, call.isReadOnly), work),
    stsWrite: <T>(call: AwsCall, work: Send<STSClient, T>) =>
      send(call, 'write', () => clients.sts(call.connection, call.isReadOnly), work),
    /** Unchecked: the keys are not those of the connection. */
    sessionRead: <T>(call: AwsCall, keys: TemporaryKeys, work: Send<STSClient, T>) =>
      send(call, 'read', () => clients.session(call.connection, keys), work, {}, false),
    idpRead: <T>(call: AwsCall, work: Send<CognitoIdentityProviderClient, T>) =>
      send(call, 'read', () => clients.idp(call.connection, true), work),
    /** Of the events of a region. */
    trailRead: <T>(call: AwsCall, region: string, work: Send<CloudTrailClient, T>) =>
      send(call, 'background', () => clients.trail(call.connection, region), work),
    idpWrite: <T>(call: AwsCall, work: Send<CognitoIdentityProviderClient, T>) =>
      send(call, 'write', () => clients.idp(call.connection, call.isReadOnly), work),
  };
}

function isWrite(call: AwsCall, kind: Purpose): boolean {
  return kind === 'job' ? !call.isReadOnly : kind !== 'read' && kind !== 'background';
}

function toProblem(error: unknown, call: AwsCall, kind: Purpose, trace: Trace): ProblemError {
  const about = { ...trace, connection: call.connection, isWrite: isWrite(call, kind) };
  const isOver = error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
  // On a timeout the error of the last attempt says more, except while a write is being retried.
  const met = about.isWrite && trace.isUnderWay === true ? undefined : trace.lastError;
  const problem = problemOf(isOver && met !== undefined ? met : error, about);
  return about.isWrite && trace.mayHaveArrived === true ? asUnclear(problem) : problem;
}
