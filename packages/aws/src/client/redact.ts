/** Secrets by their form, in text that was serialised already. The last line of defence: nothing should reach it. */
const secrets: ReadonlyArray<readonly [RegExp, string]> = [
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, '[redacted]'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[redacted]'],
  [
    /(aws_?secret_?access_?key|aws_?session_?token|x-amz-security-token|secretaccesskey|sessiontoken)((?:\\?["'])?\s*[:=]\s*(?:\\?["'])?)[^\s"',;&\\]+/gi,
    '$1$2[redacted]',
  ],
  [/(authorization|cookie|x-console-csrf)((?:\\?["'])?\s*[:=]\s*(?:\\?["'])?)[^"\\\r\n]+/gi, '$1$2[redacted]'],
  [/\blifeguard_\d+=[^\s"';\\]+/g, 'lifeguard=[redacted]'],
  [/Signature=[0-9a-f]{16,}/g, 'Signature=[redacted]'],
  [/#t=[\w-]+/g, '#t=[redacted]'],
  // Our own tokens: 32 bytes in base64url stand alone as 43 characters.
  [/(?<![\w-])[A-Za-z0-9_-]{43}(?![\w-])/g, '[redacted]'],
  // AWS secret keys: 40 base64 characters.
  [/(?<![\w/+=-])(?=[A-Za-z0-9/+]{0,39}[A-Z])(?=[A-Za-z0-9/+]{0,39}\d)[A-Za-z0-9/+]{40}(?![\w/+=-])/g, '[redacted]'],
];

/** `text` without anything that looks like a credential. */
export function redact(text: string): string {
  return secrets.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}

// C0, C1, bidi and zero-width controls can rewrite a terminal or hide text.
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Text from outside for a log line, a terminal or a sentence: no controls, no secrets, at most `max` characters. */
export function plainText(text: string, max = 500): string {
  return redact(text.replace(controls, ' ').slice(0, max));
}
