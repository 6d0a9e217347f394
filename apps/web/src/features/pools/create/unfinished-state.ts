import { problem } from '@lifeguard/shared/api/problem';
import { roles } from '@lifeguard/shared/aws/role-mapping';
import { z } from 'zod';

/** Kept in the history entry, so that the page still knows after a reload what remains to be done. */
export const unfinishedState = z.object({ saved: z.literal(true), problem, Roles: roles });
export type UnfinishedState = z.infer<typeof unfinishedState>;
