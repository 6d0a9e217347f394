import type { AuditEvent } from '@lifeguard/shared/api/audit';
import type { ShownCall } from '@lifeguard/shared/aws/planned-call';
import type { AwsCallResult } from '@lifeguard/shared/api/problem';

import { idsOf } from './asked.ts';
import { given } from './given.ts';

/** The writes that a request or a batch has sent, and what of their input stands in the log. */
export class Calls {
  readonly all: NonNullable<AuditEvent['calls']> = [];
  params: NonNullable<AuditEvent['params']> = {};

  add({ input }: ShownCall, result: AwsCallResult): void {
    const { service, operation, about, outcome, awsRequestId } = result;
    // Not the message: that of an error may repeat what was sent.
    this.all.push(given({ service, operation, about, outcome, awsRequestId }));
    if ('IdentityIdsToDelete' in input) Object.assign(this.params, idsOf(input.IdentityIdsToDelete as string[]));
    if ('DeveloperProviderName' in input) this.params.DeveloperProviderName = String(input.DeveloperProviderName);
    // Of a login the name of the provider, never the identifier of the user.
    if ('Logins' in input) this.params.DeveloperProviderName = Object.keys(input.Logins as object)[0] ?? '';
  }

  get members(): Pick<AuditEvent, 'calls'> {
    return this.all.length === 0 ? {} : { calls: this.all };
  }
}
