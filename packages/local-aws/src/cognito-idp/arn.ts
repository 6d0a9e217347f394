import { partitionOf } from '@lifeguard/shared/aws/regions';

/** `arn:aws:cognito-idp:REGION:ACCOUNT:userpool/ID` */
export function userPoolArn(account: string, userPoolId: string): string {
  const region = userPoolId.slice(0, Math.max(0, userPoolId.lastIndexOf('_')));
  return `arn:${partitionOf(region)}:cognito-idp:${region}:${account}:userpool/${userPoolId}`;
}
