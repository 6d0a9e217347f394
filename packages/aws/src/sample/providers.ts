import { CreateOpenIDConnectProviderCommand, CreateSAMLProviderCommand } from '@aws-sdk/client-iam';
import { CreateUserPoolClientCommand, CreateUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';

import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';
import { samplePools } from './pools.ts';
import { sampleSamlMetadata } from './saml-metadata.ts';

/** The user pools of the samples by their names, as an identity pool names them. */
export type SampleUserPools = ReadonlyMap<string, { readonly ProviderName: string; readonly ClientId: string }>;

/** Makes the identity providers that the sample pools trust. */
export async function createSampleProviders(clients: AwsClients, call: AwsCall): Promise<SampleUserPools> {
  for (const arn of samplePools.flatMap((sample) => sample.oidc ?? [])) {
    const Url = `https://${afterSlash(arn)}`;
    const command = new CreateOpenIDConnectProviderCommand({ Url, ClientIDList: ['internal-tools'] });
    await ignoringTaken(clients.iamWrite(call, (client, options) => client.send(command, options)));
  }
  for (const arn of samplePools.flatMap((sample) => sample.saml ?? [])) {
    const command = new CreateSAMLProviderCommand({ Name: afterSlash(arn), SAMLMetadataDocument: sampleSamlMetadata });
    await ignoringTaken(clients.iamWrite(call, (client, options) => client.send(command, options)));
  }
  const userPools = new Map<string, { ProviderName: string; ClientId: string }>();
  for (const { name, client: ClientName } of samplePools.flatMap((sample) => sample.userPools ?? [])) {
    const create = new CreateUserPoolCommand({ PoolName: name });
    const { UserPool } = await clients.idpWrite(call, (client, options) => client.send(create, options));
    const createClient = new CreateUserPoolClientCommand({ UserPoolId: UserPool?.Id, ClientName });
    const { UserPoolClient } = await clients.idpWrite(call, (client, options) => client.send(createClient, options));
    userPools.set(name, {
      ProviderName: `cognito-idp.${call.connection.region}.amazonaws.com/${UserPool?.Id}`,
      ClientId: UserPoolClient?.ClientId ?? '',
    });
  }
  return userPools;
}

/** One of an earlier sample is as good. */
async function ignoringTaken(made: Promise<unknown>): Promise<void> {
  await made.catch((error: unknown) => {
    if (!(error instanceof ProblemError) || error.code !== 'conflict') throw error;
  });
}

function afterSlash(arn: string): string {
  return arn.slice(arn.indexOf('/') + 1);
}
