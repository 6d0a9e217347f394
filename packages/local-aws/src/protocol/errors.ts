/** An error as a client of AWS sees it: `code` becomes `__type` (JSON) or `Code` (Query). */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  readonly status: number;
  /** The JSON protocol's member for the text. */
  readonly messageMember: 'message' | 'Message';
  /** What the log says beside the code, and no answer. */
  readonly logged: string | undefined;

  constructor(
    code: string,
    message: string,
    status = 400,
    messageMember: 'message' | 'Message' = 'message',
    logged?: string,
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.messageMember = messageMember;
    this.logged = logged;
  }
}

// AWS answers 400 to every modelled client error of this service, whatever its model says.

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

export function notAuthorized(message: string): AwsError {
  return new AwsError('NotAuthorizedException', message);
}

export function poolNotFound(poolId: string): AwsError {
  return new AwsError('ResourceNotFoundException', `IdentityPool '${poolId}' not found.`);
}

export function identityNotFound(identityId: string): AwsError {
  return new AwsError('ResourceNotFoundException', `Identity '${identityId}' not found.`);
}

export function limitExceeded(message: string): AwsError {
  return new AwsError('LimitExceededException', message);
}

export function serializationError(message: string): AwsError {
  return new AwsError('SerializationException', message);
}
