import type { JsonService } from '../dispatch/operation.ts';
import { lookupEvents } from './lookup-events.ts';

/** The event history: what the other services have recorded. There are no trails. */
export const cloudTrail: JsonService = {
  name: 'cloudtrail',
  target: 'CloudTrail_20131101',
  operations: { LookupEvents: lookupEvents },
};
