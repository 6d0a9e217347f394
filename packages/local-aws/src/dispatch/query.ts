import { accountId } from '../auth/account.ts';
import { authenticate } from '../auth/authentication.ts';
import { authorize } from '../auth/authorization.ts';
import { dispatch, type Outcome, type ServiceContext } from './dispatch.ts';
import { iam } from '../iam/service.ts';
import { corsHeaders } from '../protocol/cors.ts';
import { AwsError } from '../protocol/errors.ts';
import { type HttpAnswer, type HttpRequest, header } from '../protocol/http.ts';
import { queryAnswer, queryError, queryParameters, querySignatureError } from '../protocol/query-xml.ts';
import { claimedScope } from '../protocol/sigv4.ts';
import type { QueryContext, QueryOperation, QueryService } from './query-service.ts';
import { sts } from '../sts/service.ts';

const services: readonly QueryService[] = [iam, sts];

/** Answers a call of the Query protocol. */
export function dispatchQuery(context: ServiceContext, request: HttpRequest): Promise<Outcome> {
  const parameters = queryParameters(request);
  const operation = parameters.get('Action') ?? 'unknown';
  const service = serviceOf(request, operation);
  // STS is called from browsers too, in the classic flow.
  const readable = (answer: HttpAnswer): HttpAnswer => ({
    ...answer,
    headers: { ...answer.headers, ...corsHeaders(request) },
  });
  return dispatch(context.faults, {
    service: service.name,
    operation,
    async work() {
      const result = await run(context, request, service, operation, parameters);
      return readable(queryAnswer(request, service.protocol, operation, result));
    },
    failed: (error) => readable(queryError(request, service.protocol, error)),
  });
}

/** The service that the signature is scoped to; without one, the service that has the operation. */
function serviceOf(request: HttpRequest, operation: string): QueryService {
  const scope = claimedScope(request)?.service;
  return (
    services.find((service) => service.name === scope) ??
    services.find((service) => Object.hasOwn(service.operations, operation)) ??
    iam
  );
}

function run(
  { store, clock }: ServiceContext,
  request: HttpRequest,
  service: QueryService,
  name: string,
  parameters: URLSearchParams,
): ReturnType<QueryOperation['run']> {
  const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
  if (operation === undefined) {
    throw new AwsError('InvalidAction', `Could not find operation ${name} for version ${service.protocol.version}`);
  }
  const shared = { store, clock, account: accountId };
  if (operation.auth === 'public' && header(request, 'authorization') === undefined) {
    return operation.run({ ...shared, region: 'us-east-1', caller: undefined }, parameters);
  }
  const who = authenticate(request, [service.name], { store, clock });
  if (!who.isValid) throw querySignatureError(who.failure);
  const context: QueryContext = { ...shared, region: who.region, caller: who.caller };
  if (operation.auth === 'signed') {
    const refusal = authorize(context, who.caller, `${service.name}:${name}`, () =>
      operation.permission(context, parameters),
    );
    if (refusal !== undefined) throw new AwsError('AccessDenied', refusal.message, 403);
  }
  return operation.run(context, parameters);
}
