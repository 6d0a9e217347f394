/** A file of the data folder that can't be used, in a sentence for who starts the console. */
export class StoreError extends Error {
  override name = 'StoreError';
}
