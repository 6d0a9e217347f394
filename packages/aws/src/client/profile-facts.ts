import type { loadSharedConfigFiles } from '@smithy/shared-ini-file-loader';

/** Both AWS files, as the SDK reads them. */
export type AwsFiles = Awaited<ReturnType<typeof loadSharedConfigFiles>>;

/** What the AWS files say about a profile: what a person needs to know who mends it, or who runs a command with it. */
export interface ProfileFacts {
  /** The profile that can sign in, itself or one that it gets its credentials from, and the command for it. */
  readonly signIn?: { readonly profile: string; readonly command: 'aws sso login' | 'aws login' };
  /** The profile whose `credential_process` makes the credentials, and the program that it runs. Not its arguments: they may be secrets. */
  readonly credentialProcess?: { readonly profile: string; readonly program: string };
  readonly tokenFile?: { readonly profile: string; readonly path: string };
  /** Where the AWS CLI would send its calls in place of AWS. */
  readonly configuredEndpoint?: string;
}

/** https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html */
export function profileFacts(files: AwsFiles, name: string | undefined): ProfileFacts {
  const endpoint = configuredEndpoint(files, name);
  return {
    ...sourceFacts(files, name ?? process.env.AWS_PROFILE ?? 'default'),
    ...(endpoint === undefined ? {} : { configuredEndpoint: endpoint }),
  };
}

/** The profile that the credentials come from in the end. */
function sourceFacts(files: AwsFiles, name: string): ProfileFacts {
  const seen = new Set<string>();
  let profile = name;
  for (let next: string | undefined = name; next !== undefined && !seen.has(next); ) {
    profile = next;
    seen.add(next);
    next = settingsOf(files, next).source_profile;
  }
  const { sso_session, sso_start_url, login_session, credential_process, web_identity_token_file } = settingsOf(
    files,
    profile,
  );
  if ((sso_session ?? sso_start_url) !== undefined) return { signIn: { profile, command: 'aws sso login' } };
  if (login_session !== undefined) return { signIn: { profile, command: 'aws login' } };
  if (web_identity_token_file !== undefined) return { tokenFile: { profile, path: web_identity_token_file } };
  if (credential_process === undefined) return {};
  const program = /^"([^"]*)"|^\S+/.exec(credential_process.trim());
  return { credentialProcess: { profile, program: program?.[1] ?? program?.[0] ?? '' } };
}

/** In the order of the AWS CLI. https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
function configuredEndpoint(files: AwsFiles, name: string | undefined): string | undefined {
  const { AWS_ENDPOINT_URL_COGNITO_IDENTITY, AWS_ENDPOINT_URL } = process.env;
  const { ignore_configured_endpoint_urls, services, endpoint_url } = name === undefined ? {} : settingsOf(files, name);
  if (ignore_configured_endpoint_urls === 'true') return undefined;
  const section = services === undefined ? {} : settingsOf(files, `services.${services}`);
  return (
    AWS_ENDPOINT_URL_COGNITO_IDENTITY ?? AWS_ENDPOINT_URL ?? section['cognito_identity.endpoint_url'] ?? endpoint_url
  );
}

function settingsOf({ configFile, credentialsFile }: AwsFiles, name: string) {
  return { ...configFile[name], ...credentialsFile[name] };
}

/** The profiles in the text of an AWS file that the SDK leaves out without a word, because of their names. */
export function unreadProfiles(text: string): string[] {
  return [...text.matchAll(/^\[([^\]\n]+)\]/gm)]
    .map(([, section = '']) => section.trim())
    .filter((section) => !/^(?:sso-session|services)\s/.test(section))
    .map((section) => section.replace(/^profile\s+/, '').replace(/^(["'])(.*)\1$/, '$2'))
    .filter((name) => !/^[\w@+.%:/-]+$/.test(name));
}
