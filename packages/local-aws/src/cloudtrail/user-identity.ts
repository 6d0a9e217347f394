import { identityKeys } from '@lifeguard/shared/aws/regions';

import { type Caller, rootCredentials, type SessionCaller } from '../auth/account.ts';

/** Who made a call, as an event says it, and what LookupEvents finds them by. */
export interface EventCaller {
  readonly userIdentity: object;
  readonly username: string;
  /** Empty where nothing was signed. */
  readonly accessKeyId: string;
}

/**
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 * The answer of AssumeRoleWithWebIdentity, which nobody signs, says whose token it was.
 */
export function eventCaller(caller: Caller | undefined, accountId: string, answer: object | undefined): EventCaller {
  if (caller === undefined) return webIdentityUser(answer);
  const shared = { principalId: caller.userId, arn: caller.arn, accountId };
  if (caller.kind === 'root') {
    const { accessKeyId } = rootCredentials;
    return { userIdentity: { type: 'Root', ...shared, accessKeyId }, username: 'root', accessKeyId };
  }
  const { accessKeyId, sessionName } = caller.session;
  const sessionContext = sessionContextOf(caller, accountId);
  const userIdentity = { type: 'AssumedRole', ...shared, accessKeyId, sessionContext };
  return { userIdentity, username: sessionName, accessKeyId };
}

function sessionContextOf({ session }: SessionCaller, accountId: string): object {
  const { roleArn, roleId, issuedMs, sourceIdentity, webIdentity } = session;
  return {
    sessionIssuer: {
      type: 'Role',
      principalId: roleId,
      arn: roleArn,
      accountId,
      userName: roleArn.slice(roleArn.lastIndexOf('/') + 1),
    },
    ...(webIdentity === undefined ? {} : { webIdFederationData: federationData(webIdentity) }),
    attributes: {
      ...(issuedMs === undefined ? {} : { creationDate: wholeSeconds(issuedMs) }),
      mfaAuthenticated: 'false',
    },
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
  };
}

function federationData({ aud, sub }: { readonly aud: string; readonly sub: string }): object {
  const keys = identityKeys(aud);
  return { federatedProvider: keys.host, attributes: { [keys.aud]: aud, [keys.sub]: sub } };
}

function webIdentityUser(answer: object | undefined): EventCaller {
  const {
    Provider: identityProvider,
    Audience: audience,
    SubjectFromWebIdentityToken: userName,
  } = (answer ?? {}) as {
    readonly [name: string]: string | undefined;
  };
  const principalId = `${identityProvider}:${audience}:${userName}`;
  const named = userName === undefined ? {} : { principalId, userName, identityProvider };
  return { userIdentity: { type: 'WebIdentityUser', ...named }, username: userName ?? '', accessKeyId: '' };
}

/** `2026-01-02T03:04:05Z` */
export function wholeSeconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
