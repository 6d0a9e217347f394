import { describe, expect, it } from 'vitest';

import { identityPoolId } from './ids.ts';
import { userPoolProviderName } from './providers.ts';
import {
  globalRegion,
  identityHost,
  identityIssuer,
  isIdentityHost,
  partitionOf,
  regionPattern,
  serviceHost,
} from './regions.ts';

/** Region, partition, the name of its identity pools, the host of their endpoint. */
const regions = [
  ['us-east-1', 'aws', 'cognito-identity.amazonaws.com', 'cognito-identity.us-east-1.amazonaws.com'],
  ['eu-central-1', 'aws', 'cognito-identity.amazonaws.com', 'cognito-identity.eu-central-1.amazonaws.com'],
  ['ap-southeast-3', 'aws', 'cognito-identity.amazonaws.com', 'cognito-identity.ap-southeast-3.amazonaws.com'],
  [
    'us-gov-west-1',
    'aws-us-gov',
    'cognito-identity-us-gov.amazonaws.com',
    'cognito-identity.us-gov-west-1.amazonaws.com',
  ],
  [
    'us-gov-east-1',
    'aws-us-gov',
    'cognito-identity.us-gov-east-1.amazonaws.com',
    'cognito-identity.us-gov-east-1.amazonaws.com',
  ],
  [
    'cn-north-1',
    'aws-cn',
    'cognito-identity.cn-north-1.amazonaws.com.cn',
    'cognito-identity.cn-north-1.amazonaws.com.cn',
  ],
  [
    'eusc-de-east-1',
    'aws-eusc',
    'cognito-identity.eusc-de-east-1.amazonaws.eu',
    'cognito-identity.eusc-de-east-1.amazonaws.eu',
  ],
] as const;

it('the events of IAM are in one region of each partition', () => {
  expect([...new Set(regions.map(([region]) => globalRegion(region)))]).toEqual([
    'us-east-1',
    'us-gov-west-1',
    'cn-north-1',
    'eusc-de-east-1',
  ]);
});

describe('the names of identity pools', () => {
  it.each(regions)('of %s', (region, partition, host, endpoint) => {
    expect(partitionOf(region)).toBe(partition);
    expect(identityHost(region)).toBe(host);
    expect(isIdentityHost(host)).toBe(true);
    expect(serviceHost('cognito-identity', region)).toBe(endpoint);
    expect(identityIssuer(region)).toBe(partition === 'aws' ? `https://${host}` : `https://${endpoint}`);
  });

  it.each(regions)('ids and user pools of %s are taken', (region) => {
    expect(region).toMatch(regionPattern);
    expect(identityPoolId.safeParse(`${region}:11111111-2222-3333-4444-555555555555`).success).toBe(true);
    const name = `${serviceHost('cognito-idp', region)}/${region}_aB3`;
    expect(userPoolProviderName.safeParse(name).success).toBe(true);
  });

  it.each(['cognito-identity.example.com', 'cognito-identity.amazonaws.com.evil.com', 'accounts.google.com', ''])(
    'are not %s',
    (text) => {
      expect(isIdentityHost(text)).toBe(false);
    },
  );
});
