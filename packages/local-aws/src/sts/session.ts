import { randomBytes, randomInt } from 'node:crypto';

import type { Session, SessionCaller } from '../auth/account.ts';

/** What a new session is made from; its keys are drawn here. */
export type SessionGrant = Omit<Session, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>;

/** Temporary credentials: an access key that begins with `ASIA`, a secret and a token. */
export function newSession(grant: SessionGrant): Session {
  return {
    accessKeyId: `ASIA${randomText(16)}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(240).toString('base64'),
    ...grant,
  };
}

/** The caller that signs with a session's keys. */
export function sessionCaller(session: Session): SessionCaller {
  return {
    kind: 'session',
    arn: sessionArn(session.roleArn, session.sessionName),
    userId: `${session.roleId}:${session.sessionName}`,
    session,
  };
}

/** `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`: the role's path is not part of it. */
export function sessionArn(roleArn: string, sessionName: string): string {
  const [, partition = 'aws', , , account = ''] = roleArn.split(':');
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  return `arn:${partition}:sts::${account}:assumed-role/${name}/${sessionName}`;
}

const idLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Letters and digits of AWS's ids. */
export function randomText(length: number): string {
  return Array.from({ length }, () => idLetters[randomInt(idLetters.length)]).join('');
}
