import { accountId } from '../auth/account.ts';
import { authenticate } from '../auth/authentication.ts';
import { authorize, type Refusal } from '../auth/authorization.ts';
import { isRecorded } from '../cloudtrail/management.ts';
import { recorded } from '../cloudtrail/record.ts';
import type { AwsError } from '../protocol/errors.ts';
import { type HttpRequest, header } from '../protocol/http.ts';
import { isFromForeignPage } from '../protocol/loopback.ts';
import type { SignatureFailure } from '../protocol/sigv4.ts';
import type { ServiceContext } from './dispatch.ts';
import type { FaultRule } from './faults.ts';
import type { JsonService, Operation, OperationContext, QueryService } from './operation.ts';

/** A call of a known operation, and what its protocol has to say to it. */
export interface KnownCall {
  readonly service: JsonService | QueryService;
  readonly name: string;
  readonly operation: Operation;
  /** The members of the request, not checked yet. */
  readonly input: unknown;
  /** The region of a request that is not signed. */
  readonly region: string;
  readonly fault: FaultRule | undefined;
  /** Refuses what the protocol could not read as the type that the shape wants. */
  readonly checkTypes?: () => void;
  readonly signatureError: (failure: SignatureFailure) => AwsError;
  readonly accessDenied: (refusal: Refusal) => AwsError;
}

/**
 * Does what a call asks for. Signature and permission come before shape: an unsigned bad request is told that its token is missing.
 * @throws AwsError
 */
export function perform(
  { store, clock, trail }: ServiceContext,
  request: HttpRequest,
  { service, name, operation, input, region, fault, ...protocol }: KnownCall,
): ReturnType<Operation['run']> {
  const isFromPage = header(request, 'origin') !== undefined;
  const shared = { store, clock, trail, account: accountId, isFromPage, fault };
  const isEvent = isRecorded({ service: service.name, operation: name }, trail.settings.reads);
  const run = (context: OperationContext): ReturnType<Operation['run']> => {
    const work = () => {
      const refusal = refusalOf(context, `${service.name}:${name}`, operation, input);
      if (refusal !== undefined) throw protocol.accessDenied(refusal);
      protocol.checkTypes?.();
      return operation.run(context, input, service.rules);
    };
    const { caller, region: ofCall, account } = context;
    const call = { request, service: service.name, operation: name, shape: operation.input, input };
    return isEvent ? recorded(context, { ...call, caller, region: ofCall, account }, work) : work();
  };
  if (operation.auth === 'public' && header(request, 'authorization') === undefined) {
    return run({ ...shared, region, caller: undefined });
  }
  const who = authenticate(request, [service.name], { store, clock });
  if (!who.isValid) throw protocol.signatureError(who.failure);
  const context: OperationContext = { ...shared, region: who.region, caller: who.caller };
  // The root credentials are no secret: any page that somebody opens could use them.
  if (operation.auth === 'signed' && who.caller.kind === 'root' && isFromForeignPage(request)) {
    throw protocol.accessDenied({ isExplicit: true, message: foreignPage });
  }
  return run(context);
}

const foreignPage =
  'The root credentials of the local AWS may be used by programs and pages of this machine only. ' +
  'A page from elsewhere can call the public operations, and sign with temporary credentials.';

function refusalOf(
  context: OperationContext,
  action: string,
  operation: Operation,
  input: unknown,
): Refusal | undefined {
  const { caller } = context;
  if (operation.auth === 'public' || caller === undefined || caller.kind === 'root') return undefined;
  return (
    authorize(context, caller, action, () => operation.permission(context, input)) ??
    (operation.alsoNeeds?.(context, input) ?? [])
      .map((permission) => authorize(context, caller, permission.action, () => permission))
      .find((found) => found !== undefined)
  );
}
