import { type CatalogueMessage, errorCatalogue, type MessageId } from './catalogue.ts';

/** An error as an SDK, a log or a person gives it. */
export interface GivenError {
  readonly message: string;
  /** AWS's name of the error, if it is known. */
  readonly code?: string | undefined;
  readonly operation?: string | undefined;
}

export interface RecognisedError {
  /** undefined: the message is not in the catalogue. */
  readonly message: (CatalogueMessage & { readonly id: MessageId }) | undefined;
  /** The variable parts of the message by name. */
  readonly values: Readonly<Record<string, string>>;
  readonly code: string | undefined;
  readonly operation: string | undefined;
}

/**
 * Finds the message of the catalogue in a text that may have anything around it: the name of the exception, the words of
 * a CLI or an SDK, quotes, JSON, line breaks. Never throws.
 */
export function recogniseError(error: GivenError): RecognisedError {
  const text = plain(error.message);
  const operation = error.operation ?? /when calling the (\w+) operation/.exec(text)?.[1];
  const code = given(error.code) ?? codePattern.exec(text)?.[1];
  for (const message of errorCatalogue) {
    const match = message.pattern.exec(text);
    if (match !== null) return { message, values: valuesOf(match), code: code ?? message.code, operation };
  }
  return { message: undefined, values: {}, code, operation };
}

/** One line with straight quotes, as AWS writes it. */
function plain(text: string): string {
  return text
    .replaceAll(/[‘’ʼ`´]/g, "'")
    .replaceAll(/\\+(['"])/g, '$1')
    .replaceAll(/\\[rnt]|\s/g, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}

const codePattern =
  /(?<![\w'])((?:[A-Z][a-z]+){2,}Exception|AccessDenied|ExpiredToken|InvalidIdentityToken|PackedPolicyTooLarge|IDPRejectedClaim|ValidationError|MalformedPolicyDocument)(?!\w)/;

function valuesOf({ groups = {} }: RegExpExecArray): Record<string, string> {
  const values: Readonly<Record<string, string | undefined>> = groups;
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function given(text: string | undefined): string | undefined {
  const bare = text?.replace(/[:#].*$/, '').trim();
  return bare === '' ? undefined : bare;
}
