import { ProblemError } from '@lifeguard/shared/api/problem-error';
import { serviceHost } from '@lifeguard/shared/aws/regions';
import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';
import { sendPlanned } from '../client/executor.ts';
import { samplePools } from './pools.ts';
import { sampleSamlMetadata } from './saml-metadata.ts';

/** The user pools of the samples by their names, as an identity pool names them. */
export type SampleUserPools = ReadonlyMap<string, { readonly ProviderName: string; readonly ClientId: string }>;

/** Makes the identity providers that the sample pools trust. */
export async function createSampleProviders(clients: AwsClients, call: AwsCall): Promise<SampleUserPools> {
  for (const arn of samplePools.flatMap((sample) => sample.oidc ?? [])) {
    const input = { Url: `https://${afterSlash(arn)}`, ClientIDList: ['internal-tools'] };
    const operation = 'CreateOpenIDConnectProvider';
    await ignoringTaken(sendPlanned(clients, call, { service: 'iam', operation, input }));
  }
  for (const arn of samplePools.flatMap((sample) => sample.saml ?? [])) {
    const input = { Name: afterSlash(arn), SAMLMetadataDocument: sampleSamlMetadata };
    await ignoringTaken(sendPlanned(clients, call, { service: 'iam', operation: 'CreateSAMLProvider', input }));
  }
  const userPools = new Map<string, { ProviderName: string; ClientId: string }>();
  for (const { name, client: ClientName } of samplePools.flatMap((sample) => sample.userPools ?? [])) {
    const { UserPool } = await sendPlanned(clients, call, {
      service: 'cognito-idp',
      operation: 'CreateUserPool',
      input: { PoolName: name },
    });
    const { UserPoolClient } = await sendPlanned(clients, call, {
      service: 'cognito-idp',
      operation: 'CreateUserPoolClient',
      input: { UserPoolId: UserPool?.Id ?? '', ClientName },
    });
    userPools.set(name, {
      ProviderName: `${serviceHost('cognito-idp', call.connection.region)}/${UserPool?.Id}`,
      ClientId: UserPoolClient?.ClientId ?? '',
    });
  }
  return userPools;
}

/** One of an earlier sample is as good. */
export async function ignoringTaken(made: Promise<unknown>): Promise<void> {
  await made.catch((error: unknown) => {
    if (!(error instanceof ProblemError) || error.code !== 'conflict') throw error;
  });
}

function afterSlash(arn: string): string {
  return arn.slice(arn.indexOf('/') + 1);
}
