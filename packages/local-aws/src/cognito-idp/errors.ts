import { AwsError } from '../protocol/errors.ts';

export function userPoolNotFound(userPoolId: string): AwsError {
  return notFound(`User pool ${userPoolId} does not exist.`);
}

export function userPoolClientNotFound(clientId: string): AwsError {
  return notFound(`User pool client ${clientId} does not exist.`);
}

export function groupNotFound(): AwsError {
  return notFound('Group not found.');
}

export function groupExists(): AwsError {
  return new AwsError('GroupExistsException', 'A group with the name already exists.');
}

function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}
