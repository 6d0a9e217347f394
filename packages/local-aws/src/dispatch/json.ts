import { accountId, type Caller } from '../auth/account.ts';
import { authenticate } from '../auth/authentication.ts';
import { accessDenied, authorize } from '../auth/authorization.ts';
import { cognitoIdentity } from '../cognito-identity/service.ts';
import { cognitoIdp } from '../cognito-idp/service.ts';
import { dispatch, type Outcome, type ServiceContext } from './dispatch.ts';
import type { FaultRule } from './faults.ts';
import { type JsonService, type Operation, type OperationContext, rawText } from './operation.ts';
import { jsonAnswer, jsonError, parseBody, signatureError, targetOf, unknownOperation } from '../protocol/aws-json.ts';
import { corsHeaders } from '../protocol/cors.ts';
import { type HttpRequest, header } from '../protocol/http.ts';

const services: readonly JsonService[] = [cognitoIdentity, cognitoIdp];

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
      const body = await run(context, request, service, target.operation, operation, fault);
      const answer = jsonAnswer(request, body);
      return { ...answer, headers: { ...answer.headers, ...cors } };
    },
    failed(error) {
      const answer = jsonError(request, error);
      return { ...answer, headers: { ...answer.headers, ...cors } };
    },
  });
}

// Signature and permission before shape: an unsigned bad request is told that its token is missing.
function run(
  { store, clock }: ServiceContext,
  request: HttpRequest,
  service: JsonService,
  name: string,
  operation: Operation,
  fault: FaultRule | undefined,
): ReturnType<Operation['run']> {
  const input = parseBody(request);
  const shared = { store, clock, account: accountId, fault };
  if (operation.auth === 'public' && header(request, 'authorization') === undefined) {
    return operation.run({ ...shared, region: regionOf(input), caller: undefined }, input);
  }
  const who = authenticate(request, [service.name], { store, clock });
  if (!who.isValid) throw signatureError(who.failure);
  const context: OperationContext = { ...shared, region: who.region, caller: who.caller };
  requirePermission(context, who.caller, `${service.name}:${name}`, operation, input);
  return operation.run(context, input);
}

function requirePermission(
  context: OperationContext,
  caller: Caller,
  action: string,
  operation: Operation,
  input: unknown,
): void {
  if (operation.auth === 'public') return;
  const refusal =
    authorize(context, caller, action, () => operation.permission(context, input)) ??
    (caller.kind === 'root' ? [] : (operation.alsoNeeds?.(context, input) ?? []))
      .map((permission) => authorize(context, caller, permission.action, () => permission))
      .find((found) => found !== undefined);
  if (refusal !== undefined) throw accessDenied(refusal);
}

/** The region of an unsigned request stands in the id that it is about. */
function regionOf(input: unknown): string {
  const id = rawText(input, 'IdentityPoolId') ?? rawText(input, 'IdentityId') ?? 'us-east-1';
  return id.split(':')[0] ?? id;
}
