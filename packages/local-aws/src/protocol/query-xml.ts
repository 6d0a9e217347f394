import { XMLBuilder } from 'fast-xml-parser';

import { AwsError } from './errors.ts';
import { type HttpAnswer, type HttpRequest, header } from './http.ts';
import { mismatchMessage } from './aws-json.ts';
import type { SignatureFailure } from './sigv4.ts';
import { checkForm, NotTextError } from './text.ts';

/** A service of the Query protocol: form parameters in, XML out. */
export interface QueryProtocol {
  readonly version: string;
  readonly namespace: string;
}

const builder = new XMLBuilder({ ignoreAttributes: false, suppressEmptyNode: true });

/** The parameters of a request: those of the form body, or of the URL for a GET. */
export function queryParameters(request: HttpRequest): URLSearchParams {
  return request.method === 'GET' ? request.query : new URLSearchParams(request.body.toString('utf8'));
}

/** @throws AwsError MalformedInput where a parameter is not UTF-8 */
export function checkParameters(request: HttpRequest): void {
  try {
    checkForm(request.method === 'GET' ? request.target : request.body);
  } catch (error) {
    if (!(error instanceof NotTextError)) throw error;
    throw new AwsError('MalformedInput', error.message);
  }
}

export function isQueryRequest(request: HttpRequest): boolean {
  if (request.method === 'GET') return request.query.has('Action');
  return (header(request, 'content-type') ?? '').startsWith('application/x-www-form-urlencoded');
}

export function queryAnswer(
  request: HttpRequest,
  protocol: QueryProtocol,
  operation: string,
  result: object | undefined,
): HttpAnswer {
  return xml(request, 200, {
    [`${operation}Response`]: {
      '@_xmlns': protocol.namespace,
      ...(result === undefined ? {} : { [`${operation}Result`]: result }),
      ResponseMetadata: { RequestId: request.requestId },
    },
  });
}

export function queryError(request: HttpRequest, protocol: QueryProtocol, error: AwsError): HttpAnswer {
  return xml(request, error.status, {
    ErrorResponse: {
      '@_xmlns': protocol.namespace,
      Error: { Type: error.status >= 500 ? 'Receiver' : 'Sender', Code: error.code, Message: error.message },
      RequestId: request.requestId,
    },
  });
}

/** AWS's error for a signature that this protocol does not accept. */
export function querySignatureError(failure: SignatureFailure): AwsError {
  switch (failure.reason) {
    case 'missing':
      return new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
    case 'incomplete':
      return new AwsError('IncompleteSignature', failure.message, 400);
    case 'unknown-key':
      return new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid.', 403);
    case 'session-expired':
      return new AwsError('ExpiredToken', 'The security token included in the request is expired', 403);
    case 'wrong-scope':
    case 'expired':
      return new AwsError('SignatureDoesNotMatch', failure.message, 403);
    case 'mismatch':
      return new AwsError('SignatureDoesNotMatch', mismatchMessage, 403);
  }
}

function xml(request: HttpRequest, status: number, document: object): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-RequestId': request.requestId },
    // Characters that XML can't hold at all would make the whole answer unreadable, and a bare CR would be read as LF.
    body: builder
      .build(document)
      .replaceAll('\r', '&#xD;')
      .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/g, (character) =>
        /[\ud800-\udfff]/.test(character) ? character : '\ufffd',
      ),
  };
}
