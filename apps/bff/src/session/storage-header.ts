import { storageHeader } from '@lifeguard/shared/api/storage';
import type { NextFunction, Request, Response } from 'express';

import type { StorageHealth } from '../store/health.ts';

/** Says in every answer which stores fail, so that every page can say it. */
export function tellStorage(storage: Pick<StorageHealth, 'troubles'>) {
  return (_req: Request, res: Response, next: NextFunction): void => {
    setHeader(storage, res);
    next();
  };
}

/** The same for an answer during which a store has failed. */
export function tellStorageOnError(storage: Pick<StorageHealth, 'troubles'>) {
  // Express knows an error handler by its four parameters.
  return (error: unknown, _req: Request, res: Response, next: NextFunction): void => {
    if (!res.headersSent) setHeader(storage, res);
    next(error);
  };
}

function setHeader({ troubles }: Pick<StorageHealth, 'troubles'>, res: Response): void {
  if (troubles.length === 0) return;
  res.setHeader(storageHeader, troubles.map(({ store, reason }) => `${store}=${reason}`).join(', '));
}
