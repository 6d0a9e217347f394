import { type AccessCheckInput, accessFlow, maxTokenLength } from '@lifeguard/shared/api/access-check';
import { roleArn } from '@lifeguard/shared/aws/arn';
import { identityId } from '@lifeguard/shared/aws/ids';
import { readClaims } from '@lifeguard/shared/roles/login-token';
import { z } from 'zod';
import { optionalText } from '#ui/form/optional-text.ts';

/** The form as it stands on the page. What belongs to another kind of user is kept, and not looked at. */
export const accessValues = z
  .object({
    who: z.enum(['guest', 'token', 'claims']),
    login: z.string().trim(),
    token: z.string(),
    claims: z.string(),
    flow: accessFlow,
    identityId: optionalText(identityId),
    roleArn: optionalText(roleArn),
  })
  .superRefine((values, context) => {
    const complain = (path: keyof typeof values, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (values.who === 'guest') return;
    if (values.login === '') complain('login', 'Choose the provider or enter its key in Logins.');
    if (values.who === 'claims') {
      const reading = readClaims(values.claims);
      if (!reading.isReadable) complain('claims', reading.message);
    } else if (values.token.trim() === '') {
      complain('token', 'Paste the token that the app sends.');
    } else if (values.token.length > maxTokenLength) {
      complain('token', `AWS takes tokens of at most ${maxTokenLength.toLocaleString('en-US')} characters.`);
    }
  });
export type AccessValues = z.infer<typeof accessValues>;

/** The request of a form that is valid. */
export function accessInputOf(values: AccessValues): AccessCheckInput {
  const { flow } = values;
  return {
    user: userOf(values),
    flow,
    ...(values.identityId === '' ? {} : { IdentityId: values.identityId }),
    ...(values.roleArn === '' ? {} : { roleArn: values.roleArn }),
  };
}

function userOf({ who, login, token, claims }: AccessValues): AccessCheckInput['user'] {
  if (who === 'guest') return { kind: 'guest' };
  // As it was pasted: what is wrong with it may be what stands around it.
  if (who === 'token') return { kind: 'token', login, token: token.trim() };
  const reading = readClaims(claims);
  return { kind: 'claims', login, claims: reading.isReadable ? { ...reading.claims } : {} };
}
