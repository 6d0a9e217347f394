import type { Caller } from './account.ts';
import type { Permission } from './permission.ts';
import { AwsError } from './protocol/errors.ts';

export function authorize(
  _context: object,
  caller: Caller,
  _action: string,
  _permissionOf: () => Permission | undefined,
): string | undefined {
  return caller.kind === 'root' ? undefined : 'not yet';
}

/** The observed answer of the JSON services to a refusal: unlike every other error it has a capital `Message`. */
export function accessDenied(message: string): AwsError {
  return new AwsError('AccessDeniedException', message, 400, 'Message');
}
