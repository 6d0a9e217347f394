import { accountId } from './account.ts';
import { authenticate } from './authentication.ts';
import { operations } from './cognito-identity/operations/index.ts';
import type { ShiftedClock } from './clock.ts';
import { type FaultRule, type Faults, faultMessage } from './faults.ts';
import { iam } from './iam/service.ts';
import {
  jsonAnswer,
  jsonError,
  parseBody,
  signatureError,
  targetOperation,
  unknownOperation,
} from './protocol/aws-json.ts';
import { corsHeaders } from './protocol/cors.ts';
import { AwsError } from './protocol/errors.ts';
import { type HttpAnswer, type HttpRequest, header } from './protocol/http.ts';
import { queryAnswer, queryError, queryParameters, querySignatureError } from './protocol/query-xml.ts';
import { claimedScope } from './protocol/sigv4.ts';
import type { QueryService } from './query-service.ts';
import type { Operation } from './cognito-identity/operation.ts';
import type { Store } from './store/store.ts';
import { sts } from './sts/service.ts';

export interface ServiceContext {
  readonly store: Store;
  readonly clock: ShiftedClock;
  readonly faults: Faults;
}

/** What became of a call, for the log. */
export interface Outcome {
  readonly answer: HttpAnswer | 'hang';
  readonly service: string;
  readonly operation: string;
  readonly error?: string;
}

/** Answers a call of the AWS JSON protocol. Errors are answers here: nothing is thrown but what is a bug. */
export async function dispatchJson(context: ServiceContext, request: HttpRequest): Promise<Outcome> {
  let operation = 'unknown';
  const cors = corsHeaders(request);
  const finish = (answer: HttpAnswer, error?: string): Outcome => ({
    answer: { ...answer, headers: { ...answer.headers, ...cors } },
    service: 'cognito-identity',
    operation,
    ...(error === undefined ? {} : { error }),
  });
  try {
    operation = targetOperation(request);
    const found = operationOf(operation);
    const fault = context.faults.take(operation);
    return await withFaults(fault, request, 'cognito-identity', operation, cors, () =>
      finish(jsonAnswer(request, runJson(context, request, found, fault))),
    );
  } catch (error) {
    const awsError = asAwsError(error);
    return finish(jsonError(request, awsError), awsError.code);
  }
}

/** Answers a call of the Query protocol. */
export async function dispatchQuery(context: ServiceContext, request: HttpRequest): Promise<Outcome> {
  const parameters = queryParameters(request);
  const operation = parameters.get('Action') ?? 'unknown';
  const service = queryService(request, operation);
  try {
    return await withFaults(context.faults.take(operation), request, service.name, operation, {}, () => ({
      answer: queryAnswer(
        request,
        service.protocol,
        operation,
        runQuery(context, request, service, operation, parameters),
      ),
      service: service.name,
      operation,
    }));
  } catch (error) {
    const awsError = asAwsError(error);
    return {
      answer: queryError(request, service.protocol, awsError),
      service: service.name,
      operation,
      error: awsError.code,
    };
  }
}

function operationOf(name: string): Operation {
  const found = Object.hasOwn(operations, name) ? operations[name as keyof typeof operations] : undefined;
  if (found === undefined) throw unknownOperation();
  return found;
}

// Signature before shape: an unsigned bad request is told that its token is missing.
function runJson(
  { store, clock }: ServiceContext,
  request: HttpRequest,
  operation: Operation,
  fault: FaultRule | undefined,
): object | undefined {
  const input = parseBody(request);
  const shared = { store, clock, account: accountId, unprocessed: fault?.unprocessed };
  const isUnsigned = operation.auth === 'public' && header(request, 'authorization') === undefined;
  if (isUnsigned) {
    const region = operation.regionId(input)?.split(':')[0] ?? 'us-east-1';
    return operation.run({ ...shared, region, caller: undefined }, input);
  }
  const who = authenticate(request, ['cognito-identity']);
  if (!who.isValid) throw signatureError(who.failure);
  return operation.run({ ...shared, region: who.region, caller: who.caller }, input);
}

function runQuery(
  { store, clock }: ServiceContext,
  request: HttpRequest,
  service: QueryService,
  operation: string,
  parameters: URLSearchParams,
): object | undefined {
  const run = Object.hasOwn(service.operations, operation) ? service.operations[operation] : undefined;
  if (run === undefined)
    throw new AwsError(
      'InvalidAction',
      `Could not find operation ${operation} for version ${service.protocol.version}`,
    );
  const who = authenticate(request, [service.name]);
  if (!who.isValid) throw querySignatureError(who.failure);
  return run({ store, clock, account: accountId, caller: who.caller }, parameters);
}

/** The service that the signature is scoped to; without one, the service that has the operation. */
function queryService(request: HttpRequest, operation: string): QueryService {
  const scope = claimedScope(request)?.service;
  const services = [iam, sts];
  return (
    services.find((service) => service.name === scope) ??
    services.find((service) => Object.hasOwn(service.operations, operation)) ??
    iam
  );
}

async function withFaults(
  fault: FaultRule | undefined,
  request: HttpRequest,
  service: string,
  operation: string,
  headers: Readonly<Record<string, string>>,
  work: () => Outcome,
): Promise<Outcome> {
  if (fault === undefined) return work();
  if (fault.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
  const fails = fault.hang || fault.error !== undefined || fault.status !== undefined;
  if (!fails) return work();
  // After the effect: the work is done, and its own refusal, if any, is what the client should see.
  if (fault.afterEffect) work();
  if (fault.hang) return { answer: 'hang', service, operation, error: 'hang (fault)' };
  if (fault.error === undefined) {
    const answer = {
      status: fault.status ?? 502,
      headers: { 'content-type': 'text/html', ...headers },
      body: '<html><body>Bad gateway</body></html>',
    };
    return { answer, service, operation, error: 'HTML (fault)' };
  }
  throw new AwsError(
    fault.error,
    faultMessage(fault.error),
    fault.status ?? (fault.error === 'InternalErrorException' ? 500 : 400),
  );
}

function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return new AwsError(
    'InternalErrorException',
    'An internal error occurred in the local AWS. This is a bug: please report it.',
    500,
  );
}
