import type { Claims } from '@lifeguard/shared/roles/resolution';
import { z } from 'zod';

import { asSentence, invalidFields, ProblemError } from '@lifeguard/shared/api/problem-error';
import { plainText } from '../client/redact.ts';
import type { AwsCall } from '../client/connections.ts';

const answer = z.object({ token: z.string().min(1) });
const refusal = z.object({ message: z.string() });

/**
 * A token with these claims, which the local AWS makes and then takes as the provider's. Seconds.
 * @throws ProblemError invalid_input for a connection to AWS itself, where nobody can make tokens, and for claims that the local AWS refuses
 */
export async function makeLocalToken(
  { connection, signal }: AwsCall,
  wanted: { provider: string; claims: Claims; expiresIn: number },
): Promise<string> {
  if (connection.kind !== 'embedded') {
    throw invalidFields({
      'user.kind': ['Tokens can be made for the local AWS only. Paste a token that the provider has issued.'],
    });
  }
  const response = await post(`${connection.endpoint}/_local/login-tokens`, JSON.stringify(wanted), signal);
  const body: unknown = await response.json().catch(() => undefined);
  const made = answer.safeParse(body);
  if (response.ok && made.success) return made.data.token;
  const said = refusal.safeParse(body);
  throw invalidFields({
    'user.claims': [
      said.success ? asSentence(plainText(said.data.message)) : 'The local AWS makes no token of these claims.',
    ],
  });
}

async function post(url: string, body: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body, signal });
  } catch (cause) {
    throw new ProblemError(
      'upstream_unavailable',
      'The local AWS does not answer, so nothing was done. Check that it runs, then try again.',
      {},
      cause,
    );
  }
}
