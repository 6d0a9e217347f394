/** Text from outside that is no Unicode: half of a surrogate pair, or bytes that are no UTF-8. Stored, it would become other text. */
export class NotTextError extends SyntaxError {
  override readonly name = 'NotTextError';
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** @throws NotTextError, or a SyntaxError or TypeError where it is no JSON in UTF-8 */
export function parseJson(bytes: Uint8Array): unknown {
  const text = utf8.decode(bytes);
  // Only an escape can stand for half of a pair.
  return /\\u[dD][89a-fA-F]/.test(text) ? JSON.parse(text, wellFormed) : JSON.parse(text);
}

function wellFormed(key: string, value: unknown): unknown {
  if (key.isWellFormed() && (typeof value !== 'string' || value.isWellFormed())) return value;
  throw new NotTextError('The request has a text that is not Unicode: half of a surrogate pair.');
}

/** @param form the body of a form, or the query of a URL. @throws NotTextError */
export function checkForm(form: Uint8Array | string): void {
  try {
    const text = typeof form === 'string' ? form : utf8.decode(form);
    for (const [escapes] of text.matchAll(/(?:%[0-9a-f]{2})+/gi)) decodeURIComponent(escapes);
  } catch (error) {
    if (!(error instanceof URIError) && !(error instanceof TypeError)) throw error;
    throw new NotTextError('The request has a parameter that is not UTF-8.', { cause: error });
  }
}
