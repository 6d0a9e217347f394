/** The command was not understood. Its message is a sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
