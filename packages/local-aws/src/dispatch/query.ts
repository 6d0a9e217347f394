import { dispatch, type Outcome, type ServiceContext } from './dispatch.ts';
import { iam } from '../iam/service.ts';
import { corsHeaders } from '../protocol/cors.ts';
import { AwsError } from '../protocol/errors.ts';
import type { HttpAnswer, HttpRequest } from '../protocol/http.ts';
import { checkWholeNumbers, queryInput } from '../protocol/query-input.ts';
import {
  checkParameters,
  queryAnswer,
  queryError,
  queryParameters,
  querySignatureError,
} from '../protocol/query-xml.ts';
import { claimedScope } from '../protocol/sigv4.ts';
import type { QueryService } from './operation.ts';
import { perform } from './perform.ts';
import { sts } from '../sts/service.ts';

const services: readonly QueryService[] = [iam, sts];

/** Answers a call of the Query protocol. */
export function dispatchQuery(context: ServiceContext, request: HttpRequest): Promise<Outcome> {
  const parameters = queryParameters(request);
  const name = parameters.get('Action') ?? 'unknown';
  const service = serviceOf(request, name);
  const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
  // STS is called from browsers too, in the classic flow.
  const readable = (answer: HttpAnswer): HttpAnswer => ({
    ...answer,
    headers: { ...answer.headers, ...corsHeaders(request) },
  });
  return dispatch(context.faults, {
    service: service.name,
    operation: name,
    async work(fault) {
      if (operation === undefined) {
        throw new AwsError('InvalidAction', `Could not find operation ${name} for version ${service.protocol.version}`);
      }
      const input = queryInput(operation.input, parameters);
      const result = await perform(context, request, {
        service,
        name,
        operation,
        input,
        region: 'us-east-1',
        fault,
        checkTypes() {
          checkParameters(request);
          checkWholeNumbers(operation.input, input);
        },
        signatureError: querySignatureError,
        accessDenied: ({ message }) => new AwsError('AccessDenied', message, 403),
      });
      return readable(queryAnswer(request, service.protocol, name, result));
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
