import { GetRoleCommand, ListRolesCommand, type Role } from '@aws-sdk/client-iam';
import type { IamRole } from '@lifeguard/shared/api/iam-roles';

import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';

/** An account has at most 5,000 roles. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const maxPages = 50;

export function createRoleReader(clients: AwsClients) {
  return {
    async listRoles(call: AwsCall): Promise<IamRole[]> {
      const roles: IamRole[] = [];
      let Marker: string | undefined;
      for (let page = 0; page < maxPages; page += 1) {
        const command = new ListRolesCommand({ MaxItems: 1000, Marker });
        const answer = await clients.iamRead(call, (client, options) => client.send(command, options));
        roles.push(...(answer.Roles ?? []).map(roleOf));
        Marker = answer.Marker;
        if (answer.IsTruncated !== true || Marker === undefined) break;
      }
      return roles;
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
  RoleName = '',
  Arn = '',
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
