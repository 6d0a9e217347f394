import {
  type AccessCheckInput,
  accessFlow,
  type ExplanationInput,
  maxTokenLength,
} from '@lifeguard/shared/api/access-check';
import { roleArn } from '@lifeguard/shared/aws/arn';
import { identityId } from '@lifeguard/shared/aws/ids';
import type { AccessAttempt } from '@lifeguard/shared/explain/facts';
import { z } from 'zod';
import { optionalText } from '#ui/form/optional-text.ts';
import { type Paste, readPaste } from './paste.ts';

const maxMessageLength = 20_000;

/** The form as it stands on the page. */
export const accessValues = z
  .object({
    /** May hold a token, so it is kept nowhere. */
    pasted: z.string(),
    login: z.string().trim(),
    flow: accessFlow,
    identityId: optionalText(identityId),
    roleArn: optionalText(roleArn),
  })
  .superRefine(({ pasted, login }, context) => {
    const complain = (path: 'pasted' | 'login', message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const { token = '', claims, message = '', problem } = readPaste(pasted);
    if (problem !== undefined) complain('pasted', problem);
    if (token.length > maxTokenLength)
      complain('pasted', `AWS takes tokens of at most ${maxTokenLength.toLocaleString('en-US')} characters.`);
    if (message.length > maxMessageLength)
      complain('pasted', `A message has at most ${maxMessageLength.toLocaleString('en-US')} characters.`);
    const isSignedIn = token !== '' || claims !== undefined;
    if (isSignedIn && message === '' && login === '')
      complain('login', 'Choose the provider or enter its key in Logins.');
  });
export type AccessValues = z.infer<typeof accessValues>;

/** What can be done with what was pasted. `predict` makes no call; `check` is a real sign-in. */
export type AccessAction = 'check' | 'explain' | 'predict';

/** The most telling first. */
export function actionsFor(
  { message, token, claims }: Paste,
  { isReadOnly, canMakeTokens }: { readonly isReadOnly: boolean; readonly canMakeTokens: boolean },
): readonly AccessAction[] {
  const isSignedIn = token !== undefined || claims !== undefined;
  if (message !== undefined && !isSignedIn) return ['explain'];
  const canSend = !isReadOnly && (token !== undefined || claims === undefined || canMakeTokens);
  const tries: readonly AccessAction[] = canSend ? ['check', 'predict'] : ['predict'];
  return message === undefined ? tries : ['explain', ...tries];
}

/** The request of a check, of a form that is valid. */
export function checkInputOf(values: AccessValues): AccessCheckInput {
  const { flow } = values;
  return {
    user: userOf(values),
    flow,
    ...(values.identityId === '' ? {} : { IdentityId: values.identityId }),
    ...(values.roleArn === '' ? {} : { roleArn: values.roleArn }),
  };
}

function userOf({ pasted, login }: AccessValues): AccessCheckInput['user'] {
  const { token, claims } = readPaste(pasted);
  if (token !== undefined) return { kind: 'token', login, token };
  return claims === undefined ? { kind: 'guest' } : { kind: 'claims', login, claims: { ...claims } };
}

/** The request of an explanation, of a form that is valid: of a token only its claims. */
export function explanationInputOf({ pasted, login, identityId: IdentityId }: AccessValues): ExplanationInput {
  const { message = '', claims } = readPaste(pasted);
  return {
    message,
    ...(login === '' ? {} : { login }),
    ...(claims === undefined ? {} : { claims: { ...claims } }),
    ...(IdentityId === '' ? {} : { IdentityId }),
  };
}

/** What the user of the form does. */
export function attemptOf({ pasted, login, flow, identityId: entered, roleArn: role }: AccessValues): AccessAttempt {
  const { token, claims } = readPaste(pasted);
  const isSignedIn = token !== undefined || claims !== undefined;
  return {
    kind: isSignedIn ? (isDeveloperLogin(login) ? 'developer' : 'federated') : 'guest',
    flow,
    ...(isSignedIn ? { login } : {}),
    ...(claims === undefined ? {} : { claims }),
    ...(entered === '' ? {} : { identityId: entered }),
    ...(role === '' ? {} : { roleArn: role }),
  };
}

/** The key under which GetCredentialsForIdentity takes the token that a backend got for its user: the host of the service. */
export function isDeveloperLogin(login: string): boolean {
  return /^cognito-identity[.-]/.test(login);
}
