import { z } from 'zod';

/** What of the console can stand in its audit log. The browser has words for each. */
export const auditOperation = z.enum([
  'session.sign-in',
  'session.sign-out',
  'connection.editing',
  'sample-data.load',
  'pool.create',
  'pool.update',
  'pool.delete',
  'identities.delete',
  'developer-user.merge',
  'developer-user.unlink',
  'developer-token.issue',
  'role.create',
  'role.trust',
  'access.check',
  'job.scan',
  'job.export',
  'job.delete',
  'job.delete-found',
  'job.retry',
  'job.cancel',
  'job.pause',
  'job.resume',
  'job.forget',
  'job.download',
  'job.batch',
  'job.end',
  'saved-filter.save',
  'saved-filter.delete',
  'identity-index.discard',
  'audit.read',
  'audit.export',
  'audit.verify',
  'audit.checkpoint',
  'audit.segment',
]);
export type AuditOperation = z.infer<typeof auditOperation>;

/** Whether, and as what, requests of an endpoint are recorded. `not-recorded`: it only reads. */
export type AuditDecision = AuditOperation | 'not-recorded';
