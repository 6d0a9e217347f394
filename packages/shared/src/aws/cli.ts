import type { ShownCall } from './planned-call.ts';

/** Where the command should go. */
export interface CliTarget {
  readonly region: string;
  readonly profile?: string | undefined;
  readonly endpointUrl?: string | undefined;
  /** The profile sends calls elsewhere (`endpoint_url`), which Lifeguard does not follow: the command must not either. */
  readonly isEndpointConfigured?: boolean;
  /** Keys that are no secret: those of the local AWS, which takes no others. */
  readonly keys?: { readonly id: string; readonly secret: string } | undefined;
}

/** A value that the answer to one call gives and later ones need: the shell hands it on in a variable. */
export interface HandedOn {
  readonly operation: string;
  readonly member: string;
  readonly variable: string;
  /** What stands for the value in the inputs of the later calls. */
  readonly placeholder: string;
}

/** The AWS CLI command (POSIX shell) that makes the same call. Inputs are given whole, as JSON. */
export function awsCliCommand(call: ShownCall, target: CliTarget, handedOn?: HandedOn): string {
  const isFirst = handedOn?.operation === call.operation;
  const input = quote(JSON.stringify(call.input, null, 2));
  const variables = [
    ...(target.keys === undefined
      ? []
      : [`AWS_ACCESS_KEY_ID=${quote(target.keys.id)} AWS_SECRET_ACCESS_KEY=${quote(target.keys.secret)}`]),
    ...(target.isEndpointConfigured === true ? ['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true'] : []),
  ];
  const command = [
    ...variables,
    `aws ${call.service} ${kebab(call.operation)}`,
    ...(target.profile === undefined ? [] : [`--profile ${quote(target.profile)}`]),
    `--region ${quote(target.region)}`,
    ...(target.endpointUrl === undefined ? [] : [`--endpoint-url ${quote(target.endpointUrl)}`]),
    // The shell puts the value where the quotes are interrupted.
    `--cli-input-json ${handedOn && !isFirst ? input.replaceAll(handedOn.placeholder, `'"$${handedOn.variable}"'`) : input}`,
    ...(isFirst ? [`--query ${handedOn.member} --output text`] : []),
  ].join(' \\\n  ');
  return isFirst ? `${handedOn.variable}=$(${command})\necho "$${handedOn.variable}"` : command;
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
