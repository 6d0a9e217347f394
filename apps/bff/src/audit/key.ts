import { randomBytes } from 'node:crypto';
import path from 'node:path';

import { type ChainKey, chainKey } from '@lifeguard/audit/chain';
import { KeyFileError, readKeyFile, readOrMakeKeyFile } from '@lifeguard/audit/key-file';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import { makeFolder } from '@lifeguard/sqlite/folder';

interface Settings {
  readonly dataDir: string | undefined;
  readonly auditKeyFile?: string | undefined;
}

/**
 * The key of the audit log: of the file that the configuration names, or of one in the data folder, which is made where
 * it is not there. Without a folder, one that ends with the process. @throws ProblemError unavailable
 */
export function auditKey({ dataDir, auditKeyFile }: Settings): ChainKey {
  try {
    if (auditKeyFile !== undefined) return readKeyFile(auditKeyFile);
    if (dataDir === undefined) return chainKey(randomBytes(32));
    makeFolder(dataDir);
    return readOrMakeKeyFile(path.join(dataDir, 'audit.key'));
  } catch (error) {
    if (!(error instanceof KeyFileError)) throw error;
    throw new ProblemError('unavailable', `${error.message} LIFEGUARD_AUDIT_KEY_FILE names it.`, {}, error);
  }
}
