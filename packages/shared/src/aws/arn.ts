import { z } from 'zod';

import { partitionOf } from './regions.ts';

/** In the place of an account, a name or an ARN that AWS left out of its answer. */
export const unknownPart = 'unknown';

/** A role of any account and partition: `arn:aws:iam::123456789012:role/path/name`. */
export const roleArnPattern = /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/;
const oidcProviderArnPattern = /^arn:aws[\w-]*:iam::\d{12}:oidc-provider\/\S+$/;
const samlProviderArnPattern = /^arn:aws[\w-]*:iam::\d{12}:saml-provider\/[\w.-]+$/;

/** ARNString of the API: 20 to 2048 characters. */
export const arnString = z
  .string()
  .min(20, 'An ARN has at least 20 characters.')
  .max(2048, 'An ARN has at most 2048 characters.');

export const roleArn = arnString.regex(
  roleArnPattern,
  'This is not the ARN of an IAM role. It looks like arn:aws:iam::123456789012:role/name.',
);
export const oidcProviderArn = arnString.regex(
  oidcProviderArnPattern,
  'This is not the ARN of an IAM OIDC provider. It looks like arn:aws:iam::123456789012:oidc-provider/host.',
);
export const samlProviderArn = arnString.regex(
  samlProviderArnPattern,
  'This is not the ARN of an IAM SAML provider. It looks like arn:aws:iam::123456789012:saml-provider/name.',
);

/** `arn:aws:cognito-identity:REGION:ACCOUNT:identitypool/POOLID` */
export function identityPoolArn(account: string, poolId: string): string {
  const region = poolId.slice(0, poolId.indexOf(':'));
  return `arn:${partitionOf(region)}:cognito-identity:${region}:${account}:identitypool/${poolId}`;
}
