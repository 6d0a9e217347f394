import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Two profiles that need no network to fail, and one whose name the SDK does not read: one without credentials whose CLI would call another address, one whose SSO sign-in has run out. */
const config = `
[profile empty]
region = eu-west-1
endpoint_url = http://127.0.0.1:4566
[profile my laptop]
region = eu-west-1
[profile work.dev]
region = eu-central-1
sso_session = main
sso_account_id = 111122223333
sso_role_name = Admin
[sso-session main]
sso_region = eu-central-1
sso_start_url = https://example.awsapps.com/start
`;

/** AWS files of somebody with two profiles: settings for `startConsole`, and how to remove the files again. */
export async function makeAwsFiles() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lifeguard-aws-'));
  const file = path.join(folder, 'config');
  await writeFile(file, config);
  return {
    // HOME, too: the SDK keeps sign-ins of SSO below it, and those of the person who runs this are not to be seen.
    env: { AWS_CONFIG_FILE: file, HOME: folder },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
