import { type HttpRequest, header } from './http.ts';

const names = ['127.0.0.1', 'localhost', '[::1]'];

/** Whether a request's Host is this machine's: a page whose name was made to lead here (DNS rebinding) names its own. */
export function isOwnHost(request: HttpRequest, port: number): boolean {
  const host = header(request, 'host')?.toLowerCase();
  return names.some((name) => host === `${name}:${port}`);
}

/** Whether a page that is not of this machine made the request. */
export function isFromForeignPage(request: HttpRequest): boolean {
  const origin = header(request, 'origin');
  return origin !== undefined && !names.includes(URL.parse(origin)?.hostname ?? '');
}

/** An http URL whose host is this machine whatever a name server says. */
export function isLoopbackUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed?.protocol === 'http:' && names.includes(parsed.hostname);
}
