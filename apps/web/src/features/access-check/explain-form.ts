import type { ExplanationInput } from '@lifeguard/shared/api/access-check';
import { identityId } from '@lifeguard/shared/aws/ids';
import { readClaims, readToken } from '@lifeguard/shared/roles/login-token';
import { z } from 'zod';
import { optionalText } from '#ui/form/optional-text.ts';

export const explainValues = z
  .object({
    message: z.string().trim().min(1, 'Paste the message.').max(20_000, 'At most 20,000 characters.'),
    login: z.string().trim(),
    token: z.string(),
    identityId: optionalText(identityId),
  })
  .superRefine(({ token }, context) => {
    const reading = readTokenOrClaims(token);
    if (token.trim() !== '' && !reading.isReadable) {
      context.addIssue({ code: 'custom', path: ['token'], message: reading.message });
    }
  });
export type ExplainValues = z.infer<typeof explainValues>;

/** The request of a form that is valid: of the token only its claims. */
export function explainInputOf({ message, login, token, identityId: IdentityId }: ExplainValues): ExplanationInput {
  const reading = readTokenOrClaims(token);
  return {
    message,
    ...(login === '' ? {} : { login }),
    ...(reading.isReadable ? { claims: { ...reading.claims } } : {}),
    ...(IdentityId === '' ? {} : { IdentityId }),
  };
}

function readTokenOrClaims(text: string) {
  return text.trim().startsWith('{') ? readClaims(text) : readToken(text);
}
