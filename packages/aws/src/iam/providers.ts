import {
  GetOpenIDConnectProviderCommand,
  ListOpenIDConnectProvidersCommand,
  ListSAMLProvidersCommand,
} from '@aws-sdk/client-iam';
import { unknownPart } from '@lifeguard/shared/aws/arn';
import type { OidcProvider, SamlProvider } from '@lifeguard/shared/aws/account-providers';
import pLimit from 'p-limit';

import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';

const detailsAtOnce = 8;

/** IAM lists providers without pages: an account has at most some hundreds. */
export function createProviderReader(clients: AwsClients) {
  async function oidcProviders(call: AwsCall): Promise<OidcProvider[]> {
    const { OpenIDConnectProviderList = [] } = await clients.iamRead(call, (client, options) =>
      client.send(new ListOpenIDConnectProvidersCommand({}), options),
    );
    const limit = pLimit(detailsAtOnce);
    const providers = await Promise.all(
      OpenIDConnectProviderList.map(({ Arn = unknownPart }) => limit(() => oidcProvider(call, Arn))),
    );
    return providers.filter((provider) => provider !== undefined);
  }

  /** The ARN alone where the credentials may only list; undefined for one that was deleted meanwhile. */
  async function oidcProvider(call: AwsCall, Arn: string): Promise<OidcProvider | undefined> {
    const command = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: Arn });
    try {
      const { Url, ClientIDList } = await clients.iamRead(call, (client, options) => client.send(command, options));
      return { Arn, ...(Url === undefined ? {} : { Url }), ClientIDList: ClientIDList ?? [] };
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'aws_denied') return { Arn };
      if (error instanceof ProblemError && error.code === 'not_found') return undefined;
      throw error;
    }
  }

  async function samlProviders(call: AwsCall): Promise<SamlProvider[]> {
    const { SAMLProviderList = [] } = await clients.iamRead(call, (client, options) =>
      client.send(new ListSAMLProvidersCommand({}), options),
    );
    return SAMLProviderList.map(({ Arn = unknownPart, ValidUntil }) => ({
      Arn,
      ...(ValidUntil === undefined ? {} : { ValidUntil: ValidUntil.toISOString() }),
    }));
  }

  return { oidcProviders, samlProviders };
}
