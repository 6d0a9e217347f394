import { GetRoleCommand, ListRolesCommand, type Role } from '@aws-sdk/client-iam';
import { unknownPart } from '@lifeguard/shared/aws/arn';
import type { IamRole } from '@lifeguard/shared/api/iam-roles';

import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';
import { allOf, pagesOf } from '../client/answers/pages.ts';

/** A page of that many roles with the longest trust policies stays below the limit of answers. */
const MaxItems = 500;

export function createRoleReader(clients: AwsClients) {
  return {
    listRoles(call: AwsCall): Promise<IamRole[]> {
      const pages = pagesOf(call, 'ListRoles', async (Marker) => {
        const command = new ListRolesCommand({ MaxItems, Marker });
        const answer = await clients.iamRead(call, (client, options) => client.send(command, options));
        return {
          items: (answer.Roles ?? []).map(roleOf),
          next: answer.IsTruncated === true ? answer.Marker : undefined,
        };
      });
      return allOf(pages);
    },
  };
}

/** @throws ProblemError not_found */
export async function readRole(clients: AwsClients, call: AwsCall, RoleName: string): Promise<IamRole> {
  const command = new GetRoleCommand({ RoleName });
  const { Role } = await clients.iamRead(call, (client, options) => client.send(command, options));
  return roleOf(Role ?? {});
}

/** IAM answers policies percent-encoded. */
export function roleOf({
  RoleName = unknownPart,
  Arn = unknownPart,
  Path = '/',
  Description,
  AssumeRolePolicyDocument = '',
}: Partial<Role>): IamRole {
  return {
    RoleName,
    Arn,
    Path,
    ...(Description === undefined || Description === '' ? {} : { Description }),
    AssumeRolePolicyDocument: decodeURIComponent(AssumeRolePolicyDocument),
  };
}
