import { AwsError } from '../protocol/errors.ts';

// The case of a tag's key does not matter. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html

/** Two tags of one key would let the trust policy judge another value than the one that the session gets. */
export function hasDuplicateKeys(keys: readonly string[]): boolean {
  return new Set(keys.map((key) => key.toLowerCase())).size < keys.length;
}

/** AWS's error code for it is not documented. */
export function duplicateTagKeys(): AwsError {
  const message = 'Duplicate tag keys found. Please note that Tag keys are case insensitive.';
  return new AwsError('InvalidParameterValue', message);
}
