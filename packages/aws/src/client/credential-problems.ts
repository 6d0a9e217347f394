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

/** Nothing answered where the keys of a sign-in come from. */
export class SignInUnreachable extends Error {
  override readonly name = 'SignInUnreachable';
  readonly host: string;

  constructor(host: string, cause: unknown) {
    super(`${host} can't be reached.`, { cause });
    this.host = host;
  }
}

export function signInUnreachable(error: SignInUnreachable, connection: ConnectionDefinition): ProblemError {
  return new ProblemError(
    'upstream_unavailable',
    `The sign-in of "${connection.label}" can't be used, because ${error.host} can't be reached. Nothing was done. Check the network, then try again.`,
    {},
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
  const { credentialProcess } = connection.facts ?? {};
  if (credentialProcess !== undefined) {
    const { profile, program } = credentialProcess;
    return new ProblemError(
      'credentials_missing',
      `The credential_process of the profile "${profile}" (${program}) gave no credentials for "${connection.label}". Nothing was done. ` +
        'See in a terminal what it says, mend it, then try again.',
      command('configure', connection),
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

/** The file of a web identity is missing or can't be read: the SDK says so with an error of the system. */
export function tokenFileProblem(error: Error, connection: ConnectionDefinition): ProblemError | undefined {
  const { tokenFile } = connection.facts ?? {};
  if (tokenFile === undefined || !('path' in error) || error.path !== tokenFile.path) return undefined;
  const code = 'code' in error ? ` (${String(error.code)})` : '';
  return new ProblemError(
    'credentials_missing',
    `The web_identity_token_file of the profile "${tokenFile.profile}", ${tokenFile.path}, can't be read${code}, so there are no credentials for "${connection.label}". ` +
      'Nothing was done. See that whatever writes this file runs, or correct its path, then try again.',
    {},
    error,
  );
}

/** The command that mends it. Keys are only to be typed where the profile has no other source of them. */
function command(words: string, connection: ConnectionDefinition): ProblemMembers {
  const { profile, facts = {} } = connection;
  if (connection.kind === 'embedded' || facts.tokenFile !== undefined) return {};
  if (facts.credentialProcess !== undefined) return run('aws sts get-caller-identity', facts.credentialProcess.profile);
  // A profile that only assumes a role can't sign in: the one behind it can.
  return facts.signIn === undefined ? run(`aws ${words}`, profile) : run(facts.signIn.command, facts.signIn.profile);
}

function run(words: string, profile: string | undefined): ProblemMembers {
  if (profile === undefined) return { command: words };
  return {
    command: `${words} --profile ${/^[\w.@-]+$/.test(profile) ? profile : `'${profile.replaceAll("'", "'\\''")}'`}`,
  };
}
