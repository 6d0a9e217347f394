import { ProblemError, type ProblemMembers } from '@lifeguard/shared/api/problem-error';
import type { ConnectionDefinition } from './connections.ts';

/** AWS has looked at the credentials and does not take them. `members` say what AWS called it. */
export function credentialsRefused(
  code: 'credentials_expired' | 'credentials_missing',
  error: Error,
  connection: ConnectionDefinition,
  members: ProblemMembers,
): ProblemError {
  const isExpired = code === 'credentials_expired';
  return new ProblemError(
    code,
    isExpired
      ? `AWS says that the credentials of "${connection.label}" have expired. Nothing was done. Sign in again in a terminal, then try again.`
      : `AWS does not accept the credentials of "${connection.label}". Nothing was done. Set them again in a terminal, then try again.`,
    { ...members, ...command(isExpired ? 'sso login' : 'configure', connection) },
    error,
  );
}

/**
 * The SDK found no credentials to sign with. Told apart by `sso login` in the text: the sentences themselves differ
 * between versions of the SDK.
 */
export function credentialProblem(error: Error, connection: ConnectionDefinition): ProblemError {
  const said = error.message;
  if (/multi-factor/i.test(said)) {
    return new ProblemError(
      'credentials_missing',
      `The profile of "${connection.label}" asks for a multi-factor code, which the console can't enter. Nothing was done. ` +
        'Use a profile that signs in through IAM Identity Center, or one with session credentials.',
      {},
      error,
    );
  }
  if (/sso|expired|aws login|[/\\]login[/\\]cache/i.test(said)) {
    const words = /sso/i.test(said) || !/login/i.test(said) ? 'sso login' : 'login';
    return new ProblemError(
      'credentials_expired',
      `The sign-in of "${connection.label}" has expired. Nothing was done. Sign in again in a terminal, then try again.`,
      command(words, connection),
      error,
    );
  }
  return new ProblemError(
    'credentials_missing',
    `There are no usable credentials for "${connection.label}". Nothing was done. Set them in a terminal, then try again.`,
    command('configure', connection),
    error,
  );
}

function command(words: string, connection: ConnectionDefinition): ProblemMembers {
  const { profile } = connection;
  if (connection.kind === 'embedded') return {};
  if (profile === undefined) return { command: `aws ${words}` };
  return {
    command: `aws ${words} --profile ${/^[\w.@-]+$/.test(profile) ? profile : `'${profile.replaceAll("'", "'\\''")}'`}`,
  };
}
