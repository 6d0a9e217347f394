import { z } from 'zod';

import { accountId } from '../auth/account.ts';
import type { ShiftedClock } from '../clock.ts';
import { defaultTrailSettings, type Trail } from '../cloudtrail/trail.ts';
import { faultRule, type Faults } from '../dispatch/faults.ts';
import { addRole } from '../iam/roles.ts';
import { AwsError } from '../protocol/errors.ts';
import { type HttpAnswer, type HttpRequest, header } from '../protocol/http.ts';
import { NotTextError, parseJson } from '../protocol/text.ts';
import type { Store } from '../store.ts';
import { loginTokenBody, loginTokenKeys, makeLoginToken } from './login-tokens.ts';
import { makeIdentities } from './make-identities.ts';

export interface ControlContext {
  readonly store: Store;
  readonly clock: ShiftedClock;
  readonly faults: Faults;
  readonly trail: Trail;
  /** The port this service listens on. */
  readonly port: number;
}

type Handler = (context: ControlContext, body: unknown) => object | Promise<object>;

const clockBody = z.strictObject({ offsetSeconds: z.number().min(-1e9).max(1e9) });
const faultsBody = z.strictObject({ rules: z.array(faultRule).max(1000) });
const trailBody = z.strictObject({
  delaySeconds: z.number().int().min(0).max(86_400).default(defaultTrailSettings.delaySeconds),
  reads: z.boolean().default(defaultTrailSettings.reads),
});
const identitiesBody = z.strictObject({
  IdentityPoolId: z.string(),
  count: z.number().int().min(1).max(10_000_000),
  /** Between 0 (guests only) and 1. */
  authenticatedShare: z.number().min(0).max(1).default(0),
  /** Creation dates are spread over this many days before now. */
  olderThanDays: z.number().min(0).max(36_500).default(0),
});

const roleBody = z.strictObject({
  RoleName: z.string().regex(/^[\w+=,.@-]{1,64}$/),
  AssumeRolePolicyDocument: z.string().min(1),
});

const handlers: Readonly<Record<string, Handler>> = {
  'GET /_local/health': () => ({ status: 'ok' }),
  'POST /_local/reset': ({ store, clock, faults, trail }) => {
    store.clear();
    clock.shift(0);
    faults.arm([]);
    trail.settings = defaultTrailSettings;
    return { status: 'ok' };
  },
  'PUT /_local/clock': ({ clock }, body) => {
    const { offsetSeconds } = clockBody.parse(body);
    clock.shift(offsetSeconds);
    return { offsetSeconds };
  },
  'GET /_local/faults': ({ faults }) => ({ held: faults.held }),
  'PUT /_local/faults': ({ faults }, body) => {
    const { rules } = faultsBody.parse(body);
    faults.arm(rules);
    return { rules };
  },
  'PUT /_local/trail': ({ trail }, body) => {
    trail.settings = trailBody.parse(body);
    return trail.settings;
  },
  'POST /_local/login-tokens': async (context, body) => ({
    token: await makeLoginToken(context, loginTokenBody.parse(body)),
  }),
  'POST /_local/identities': async ({ store, clock }, body) => {
    const created = await makeIdentities(store, clock, identitiesBody.parse(body));
    return { created };
  },
  // Roles as they were made before IAM asked for a condition: they go on working on AWS.
  'POST /_local/roles': (context, body) => {
    const { Arn } = addRole({ ...context, account: accountId }, roleBody.parse(body));
    return { Arn };
  },
};

/**
 * The control endpoints: for tests, seeding and fault injection. They answer local programs only: beside what the
 * server looks at, a request from a web page (Origin) is refused, and writes need a content type that no form can send.
 */
export async function control(context: ControlContext, request: HttpRequest): Promise<HttpAnswer> {
  if (header(request, 'origin') !== undefined)
    return answer(request, 403, { error: 'Web pages may not use the control endpoints.' });
  const handler = handlerOf(request);
  if (handler === undefined) {
    const known = [...Object.keys(handlers), 'GET /_local/jwks/<provider>'].join(', ');
    return answer(request, 404, {
      error: `There is no ${request.method} ${request.path}. The control endpoints are: ${known}.`,
    });
  }
  if (request.method !== 'GET' && !/^application\/json\b/.test(header(request, 'content-type') ?? '')) {
    return answer(request, 415, { error: 'Control endpoints need Content-Type: application/json.' });
  }
  try {
    const body: unknown = request.body.length === 0 ? undefined : parseJson(request.body);
    return answer(request, 200, await handler(context, body));
  } catch (error) {
    if (error instanceof AwsError || error instanceof NotTextError)
      return answer(request, 400, { error: error.message });
    if (error instanceof SyntaxError || error instanceof TypeError)
      return answer(request, 400, { error: 'The body is not JSON.' });
    if (error instanceof z.ZodError) {
      const fields = error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }));
      return answer(request, 400, { error: 'The body is not as it should be.', fields });
    }
    throw error;
  }
}

/** The keys are the same whatever provider the path goes on with. */
function handlerOf({ method, path }: HttpRequest): Handler | undefined {
  if (method === 'GET' && /^\/_local\/jwks\/./.test(path)) return ({ store }) => loginTokenKeys(store);
  return Object.hasOwn(handlers, `${method} ${path}`) ? handlers[`${method} ${path}`] : undefined;
}

function answer(request: HttpRequest, status: number, body: object): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-RequestId': request.requestId },
    body: JSON.stringify(body),
  };
}
