import { ProblemError } from '@lifeguard/shared/api/problem-error';
import { DataFolderError, secureDataFolder } from '@lifeguard/sqlite/data-folder';

/** Before anything is opened. @throws ProblemError unavailable */
export function secureData(dataDir: string): void {
  try {
    secureDataFolder(dataDir);
  } catch (error) {
    const reason =
      error instanceof DataFolderError
        ? `${error.message} LIFEGUARD_DATA_DIR names it.`
        : `The data folder ${dataDir} can't be used${codeOf(error)}. See that Lifeguard may read it and write to it, or set LIFEGUARD_DATA_DIR to another folder.`;
    throw new ProblemError('unavailable', reason, {}, error);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
}
