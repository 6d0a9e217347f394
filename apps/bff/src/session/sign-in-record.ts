import type { Clock } from '@lifeguard/aws/client/clock';
import type { AuditEvent } from '@lifeguard/shared/api/audit';
import { ProblemError } from '@lifeguard/shared/api/problem-error';

import type { Audit, RecordedRequest } from '../audit/audit.ts';

type Who = Pick<RecordedRequest, 'correlationId' | 'actor'>;

const minute = 60_000;
const maxFailuresPerMinute = 10;

/** Sign-ins in the audit log. Of those that fail so many a minute stand there, and how many more there were. */
export function createSignInRecord(audit: Pick<Audit, 'note'>, clock: Clock) {
  let minuteBegan = 0;
  let failures = 0;
  let unnoted = 0;

  const event = ({ correlationId, actor }: Who, members: Partial<AuditEvent>): AuditEvent => ({
    phase: 'event',
    correlationId,
    actor,
    operation: 'session.sign-in',
    ...members,
  });

  return {
    succeeded: (who: Who): Promise<void> => audit.note(event(who, { outcome: 'applied' })),
    async failed(who: Who, error: unknown): Promise<void> {
      const now = clock.now();
      // A clock that went back begins anew, too.
      if (Math.abs(now - minuteBegan) >= minute) {
        minuteBegan = now;
        failures = 0;
      }
      failures += 1;
      if (failures > maxFailuresPerMinute) {
        unnoted += 1;
        return;
      }
      const params = unnoted === 0 ? {} : { params: { notRecordedBefore: unnoted } };
      unnoted = 0;
      const errorCode = error instanceof ProblemError ? error.code : 'internal';
      // Nobody is signed in: there is no name.
      await audit.note(
        event({ ...who, actor: { ...who.actor, name: 'Nobody' } }, { outcome: 'refused', errorCode, ...params }),
      );
    },
  };
}
