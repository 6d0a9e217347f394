import { accessDenied } from '../auth/authorization.ts';
import { cloudTrail } from '../cloudtrail/service.ts';
import { cognitoIdentity } from '../cognito-identity/service.ts';
import { cognitoIdp } from '../cognito-idp/service.ts';
import { dispatch, type Outcome, type ServiceContext } from './dispatch.ts';
import { type JsonService, rawText } from './operation.ts';
import { perform } from './perform.ts';
import { jsonAnswer, jsonError, parseBody, signatureError, targetOf, unknownOperation } from '../protocol/aws-json.ts';
import { corsHeaders } from '../protocol/cors.ts';
import type { HttpRequest } from '../protocol/http.ts';

const services: readonly JsonService[] = [cognitoIdentity, cognitoIdp, cloudTrail];

/** Answers a call of the AWS JSON protocol. */
export function dispatchJson(context: ServiceContext, request: HttpRequest): Promise<Outcome> {
  const target = targetOf(request);
  const service = services.find((candidate) => candidate.target === target.service) ?? cognitoIdentity;
  const isKnown = service.target === target.service && Object.hasOwn(service.operations, target.operation);
  const operation = isKnown ? service.operations[target.operation] : undefined;
  const cors = corsHeaders(request);
  return dispatch(context.faults, {
    service: service.name,
    operation: isKnown ? target.operation : 'unknown',
    async work(fault) {
      if (operation === undefined) throw unknownOperation();
      const input = parseBody(request);
      const call = { service, name: target.operation, operation, input, region: regionOf(input), fault };
      const body = await perform(context, request, { ...call, signatureError, accessDenied });
      const answer = jsonAnswer(request, body);
      return { ...answer, headers: { ...answer.headers, ...cors } };
    },
    failed(error) {
      const answer = jsonError(request, error);
      return { ...answer, headers: { ...answer.headers, ...cors } };
    },
  });
}

/** The region of an unsigned request stands in the id that it is about. */
function regionOf(input: unknown): string {
  const id = rawText(input, 'IdentityPoolId') ?? rawText(input, 'IdentityId') ?? 'us-east-1';
  return id.split(':')[0] ?? id;
}
