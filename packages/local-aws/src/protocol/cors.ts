import { type HttpAnswer, type HttpRequest, header } from './http.ts';

/** The service is called straight from browsers: its answers, errors too, may be read by any page. */
export function corsHeaders(request: HttpRequest): Readonly<Record<string, string>> {
  if (header(request, 'origin') === undefined) return {};
  return {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date',
  };
}

/** The answer to a preflight. Which headers AWS allows is not documented: those asked for are echoed. */
export function preflight(request: HttpRequest): HttpAnswer {
  return {
    status: 200,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': header(request, 'access-control-request-headers') ?? 'content-type, x-amz-target',
      'access-control-max-age': '172800',
      'x-amzn-RequestId': request.requestId,
    },
    body: '',
  };
}
