import { AwsError } from '../protocol/errors.ts';

// The errors of IAM with their statuses. https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and
// the list of errors of each operation.

export function noSuchEntity(message: string): AwsError {
  return new AwsError('NoSuchEntity', message, 404);
}

export function entityAlreadyExists(message: string): AwsError {
  return new AwsError('EntityAlreadyExists', message, 409);
}

export function deleteConflict(message: string): AwsError {
  return new AwsError('DeleteConflict', message, 409);
}

export function limitExceeded(message: string): AwsError {
  return new AwsError('LimitExceeded', message, 409);
}

export function invalidInput(message: string): AwsError {
  return new AwsError('InvalidInput', message);
}

export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

export function malformedPolicyDocument(message: string): AwsError {
  return new AwsError('MalformedPolicyDocument', message);
}
