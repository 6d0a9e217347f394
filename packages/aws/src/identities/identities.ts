import {
  DescribeIdentityCommand,
  type IdentityDescription,
  ListIdentitiesCommand,
} from '@aws-sdk/client-cognito-identity';
import { planDeleteIdentities } from '@lifeguard/shared/aws/plans';
import { type Identity, maxIdentities } from '@lifeguard/shared/identities/identity';

import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { ScannedIdentity } from './scanned-identity.ts';
import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';
import { sendPlanned } from '../client/executor.ts';
import { repeated } from '../client/answers/pages.ts';

/** One page of ListIdentities. Times are milliseconds since 1970. */
export interface ScanPage {
  readonly identities: readonly ScannedIdentity[];
  readonly nextToken: string | undefined;
}

export type Identities = ReturnType<typeof createIdentities>;

export function createIdentities(clients: AwsClients) {
  return {
    async list(call: AwsCall, IdentityPoolId: string, page: { hideDisabled: boolean; nextToken: string | undefined }) {
      const command = new ListIdentitiesCommand({
        IdentityPoolId,
        MaxResults: maxIdentities,
        HideDisabled: page.hideDisabled,
        NextToken: page.nextToken,
      });
      const { Identities = [], NextToken } = await clients.read(call, (client, options) =>
        client.send(command, options),
      );
      if (NextToken !== undefined && NextToken === page.nextToken) throw repeated(call, 'ListIdentities');
      return { Identities: Identities.map(identityOf), ...(NextToken === undefined ? {} : { NextToken }) };
    },

    /** A page for a job's scan, in one attempt. A token that AWS does not take (any more) is `aws_refused`. */
    async scanPage(
      call: AwsCall,
      IdentityPoolId: string,
      page: { hideDisabled: boolean; nextToken: string | undefined },
    ): Promise<ScanPage> {
      const command = new ListIdentitiesCommand({
        IdentityPoolId,
        MaxResults: maxIdentities,
        HideDisabled: page.hideDisabled,
        NextToken: page.nextToken,
      });
      const { Identities = [], NextToken } = await clients.job(call, (client, options) =>
        client.send(command, options),
      );
      return { identities: Identities.map(scannedOf), nextToken: NextToken };
    },

    /** An identity as it is now, disabled or not, for a job; `denied` where these credentials may not ask. */
    async look(call: AwsCall, IdentityId: string): Promise<ScannedIdentity | 'gone' | 'denied'> {
      const command = new DescribeIdentityCommand({ IdentityId });
      try {
        return scannedOf(await clients.job(call, (client, options) => client.send(command, options)));
      } catch (error) {
        if (error instanceof ProblemError && error.code === 'not_found') return 'gone';
        if (error instanceof ProblemError && error.code === 'aws_denied') return 'denied';
        throw error;
      }
    },

    /** Deletes up to 60 for a job, in one attempt. Answers the ids that were not deleted, each with AWS's code. */
    async deleteBatch(call: AwsCall, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const { UnprocessedIdentityIds = [] } = await sendPlanned(clients, call, planDeleteIdentities(ids), 'job');
      return new Map(
        UnprocessedIdentityIds.map(({ IdentityId = '', ErrorCode }) => [IdentityId, ErrorCode ?? 'unknown']),
      );
    },

    async get(call: AwsCall, IdentityId: string): Promise<Identity> {
      const command = new DescribeIdentityCommand({ IdentityId });
      return identityOf(await clients.read(call, (client, options) => client.send(command, options)));
    },
  };
}

function identityOf(identity: IdentityDescription): Identity {
  return {
    IdentityId: identity.IdentityId ?? '',
    Logins: providersOf(identity),
    ...(identity.CreationDate === undefined ? {} : { CreationDate: identity.CreationDate.toISOString() }),
    ...(identity.LastModifiedDate === undefined ? {} : { LastModifiedDate: identity.LastModifiedDate.toISOString() }),
  };
}

function scannedOf(identity: IdentityDescription): ScannedIdentity {
  return {
    IdentityId: identity.IdentityId ?? '',
    Logins: providersOf(identity),
    CreationDate: identity.CreationDate?.getTime(),
    LastModifiedDate: identity.LastModifiedDate?.getTime(),
  };
}

/** Every provider once, be there several of its users, as a developer provider may have. */
function providersOf({ Logins = [] }: IdentityDescription): string[] {
  return [...new Set(Logins)];
}
