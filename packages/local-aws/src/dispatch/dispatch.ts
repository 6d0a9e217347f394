import type { ShiftedClock } from '../clock.ts';
import type { Trail } from '../cloudtrail/trail.ts';
import { type FaultRule, type Faults, faultMessage } from './faults.ts';
import { AwsError } from '../protocol/errors.ts';
import type { HttpAnswer } from '../protocol/http.ts';
import type { Store } from '../store.ts';

export interface ServiceContext {
  readonly store: Store;
  readonly clock: ShiftedClock;
  readonly faults: Faults;
  readonly trail: Trail;
}

/** What became of a call, for the log. */
export interface Outcome {
  readonly answer: HttpAnswer | 'hang';
  readonly service: string;
  readonly operation: string;
  readonly error?: string;
}

/** A call as one of the two protocols knows it. */
export interface Call {
  readonly service: string;
  readonly operation: string;
  /** Does what was asked. Throws AwsError for what AWS would refuse. */
  work(fault: FaultRule | undefined): Promise<HttpAnswer>;
  /** How the protocol says an error. */
  failed(error: AwsError): HttpAnswer;
}

/** Answers a call with the fault that is armed for it, if any. Errors are answers here: only bugs of the protocols are thrown. */
export async function dispatch(faults: Faults, call: Call): Promise<Outcome> {
  const { service, operation } = call;
  try {
    return await withFault(faults, faults.take(operation), call);
  } catch (error) {
    const awsError = asAwsError(error);
    const { code, logged } = awsError;
    const said = logged === undefined ? code : `${code} (${logged})`;
    return { answer: call.failed(awsError), service, operation, error: said };
  }
}

async function withFault(faults: Faults, fault: FaultRule | undefined, call: Call): Promise<Outcome> {
  const { service, operation } = call;
  const work = async (): Promise<Outcome> => ({ answer: await call.work(fault), service, operation });
  if (fault === undefined) return work();
  if (fault.hold) await faults.hold();
  if (fault.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
  const fails = fault.hang || fault.error !== undefined || fault.status !== undefined;
  if (!fails) return work();
  // After the effect: the work is done, and its own refusal, if any, is what the client should see.
  if (fault.afterEffect) await work();
  if (fault.hang) return { answer: 'hang', service, operation, error: 'hang (fault)' };
  if (fault.error === undefined) {
    const { headers } = call.failed(new AwsError('HTML', ''));
    const answer = {
      status: fault.status ?? 502,
      headers: { ...headers, 'content-type': 'text/html' },
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
