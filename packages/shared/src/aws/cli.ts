import type { ShownCall } from './planned-call.ts';

/** Where the command should go. */
export interface CliTarget {
  readonly region: string;
  readonly profile?: string | undefined;
  readonly endpointUrl?: string | undefined;
  /** Keys that are no secret: those of the local AWS, which takes no others. */
  readonly keys?: { readonly id: string; readonly secret: string } | undefined;
}

/** The AWS CLI command (POSIX shell) that makes the same call. Inputs are given whole, as JSON. */
export function awsCliCommand(call: ShownCall, target: CliTarget): string {
  const parts = [`aws ${call.service} ${kebab(call.operation)}`];
  if (target.keys !== undefined) {
    parts.unshift(`AWS_ACCESS_KEY_ID=${quote(target.keys.id)} AWS_SECRET_ACCESS_KEY=${quote(target.keys.secret)}`);
  }
  if (target.profile !== undefined) parts.push(`--profile ${quote(target.profile)}`);
  parts.push(`--region ${quote(target.region)}`);
  if (target.endpointUrl !== undefined) parts.push(`--endpoint-url ${quote(target.endpointUrl)}`);
  parts.push(`--cli-input-json ${quote(JSON.stringify(call.input, null, 2))}`);
  return parts.join(' \\\n  ');
}

/** `UpdateIdentityPool` to `update-identity-pool` */
function kebab(operation: string): string {
  return operation.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

/** One word of a POSIX shell: plain words as they are, the rest between single quotes. */
function quote(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
