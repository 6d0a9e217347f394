import { AwsError, serializationError } from './errors.ts';
import { type HttpAnswer, type HttpRequest, header } from './http.ts';
import type { SignatureFailure } from './sigv4.ts';
import { NotTextError, parseJson } from './text.ts';

const contentType = 'application/x-amz-json-1.1';
const transportSecurity = 'max-age=31536000; includeSubDomains';

/** What X-Amz-Target names: the operation follows the last dot, and the service's name comes before it. */
export function targetOf(request: HttpRequest): { readonly service: string; readonly operation: string } {
  const match = /(?:^|\.)(\w+)\.(\w+)$/.exec(header(request, 'x-amz-target') ?? '');
  return { service: match?.[1] ?? '', operation: match?.[2] ?? '' };
}

export function unknownOperation(): AwsError {
  return new AwsError('UnknownOperationException', 'The operation is not known to this service.');
}

/** The JSON object of a request's body. */
export function parseBody(request: HttpRequest): unknown {
  try {
    return parseJson(request.body);
  } catch (error) {
    if (error instanceof NotTextError) throw serializationError(error.message);
    if (error instanceof SyntaxError || error instanceof TypeError)
      throw serializationError('The request is not valid JSON.');
    throw error;
  }
}

/** An operation's answer; operations without output have an empty body. */
export function jsonAnswer(request: HttpRequest, body: object | undefined): HttpAnswer {
  return {
    status: 200,
    headers: {
      'content-type': contentType,
      'x-amzn-RequestId': request.requestId,
      'strict-transport-security': transportSecurity,
    },
    body: body === undefined ? '' : JSON.stringify(body),
  };
}

/** Errors have exactly `__type` and `message`, and say both in headers too. */
export function jsonError(request: HttpRequest, error: AwsError): HttpAnswer {
  return {
    status: error.status,
    headers: {
      'content-type': contentType,
      'x-amzn-RequestId': request.requestId,
      'x-amzn-ErrorType': `${error.code}:`,
      'x-amzn-ErrorMessage': headerText(error.message),
      'strict-transport-security': transportSecurity,
    },
    body: JSON.stringify({ __type: error.code, [error.messageMember]: error.message }),
  };
}

/** AWS's error for a signature that this protocol does not accept. */
export function signatureError(failure: SignatureFailure): AwsError {
  switch (failure.reason) {
    case 'missing':
      return new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token');
    case 'incomplete':
      return new AwsError('IncompleteSignatureException', failure.message);
    case 'unknown-key':
      return new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.');
    case 'session-expired':
      return new AwsError('ExpiredTokenException', 'The security token included in the request is expired');
    case 'wrong-scope':
    case 'expired':
      return new AwsError('InvalidSignatureException', failure.message);
    case 'mismatch':
      return new AwsError('InvalidSignatureException', mismatchMessage);
  }
}

export const mismatchMessage =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

/** What a header can't hold is replaced, and the rest cut at 1 KiB. */
function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 1024);
}
