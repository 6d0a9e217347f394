import * as sdk from '@aws-sdk/client-cognito-identity';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type Aws, startAws } from './setup.ts';

let aws: Aws;
beforeAll(async () => {
  aws = await startAws();
});
afterAll(() => aws.close());

test('a pool is created, described, updated, listed and deleted', async () => {
  const created = await aws.cognito.send(
    new sdk.CreateIdentityPoolCommand({
      IdentityPoolName: 'conformance',
      AllowUnauthenticatedIdentities: false,
      SupportedLoginProviders: { 'accounts.google.com': 'app.example' },
      DeveloperProviderName: 'login.example',
      IdentityPoolTags: { team: 'blue' },
    }),
  );
  const IdentityPoolId = created.IdentityPoolId ?? '';
  expect(IdentityPoolId).toMatch(/^[\w-]+:[0-9a-f-]{36}$/);
  expect(created.AllowClassicFlow).toBeUndefined();

  const described = await aws.cognito.send(new sdk.DescribeIdentityPoolCommand({ IdentityPoolId }));
  expect({ ...described, $metadata: undefined }).toEqual({ ...created, $metadata: undefined });

  const updated = await aws.cognito.send(
    new sdk.UpdateIdentityPoolCommand({
      IdentityPoolId,
      IdentityPoolName: 'renamed',
      AllowUnauthenticatedIdentities: true,
    }),
  );
  expect({ ...updated, $metadata: undefined }).toEqual({
    $metadata: undefined,
    IdentityPoolId,
    IdentityPoolName: 'renamed',
    AllowUnauthenticatedIdentities: true,
    DeveloperProviderName: 'login.example',
    IdentityPoolTags: { team: 'blue' },
  });

  const names: (string | undefined)[] = [];
  for await (const page of sdk.paginateListIdentityPools({ client: aws.cognito, pageSize: 60 }, { MaxResults: 60 })) {
    names.push(...(page.IdentityPools ?? []).map((pool) => pool.IdentityPoolName));
  }
  expect(names).toContain('renamed');

  await aws.cognito.send(new sdk.DeleteIdentityPoolCommand({ IdentityPoolId }));
  const gone = aws.cognito.send(new sdk.DescribeIdentityPoolCommand({ IdentityPoolId }));
  await expect(gone).rejects.toBeInstanceOf(sdk.ResourceNotFoundException);
  await expect(gone).rejects.toThrow(`IdentityPool '${IdentityPoolId}' not found.`);
});

test('a bad name is a ValidationException in the words of AWS', async () => {
  const refused = aws.cognito.send(
    new sdk.CreateIdentityPoolCommand({ IdentityPoolName: 'no/slash', AllowUnauthenticatedIdentities: true }),
  );
  await expect(refused).rejects.toMatchObject({
    name: 'ValidationException',
    message:
      "1 validation error detected: Value 'no/slash' at 'identityPoolName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+",
    $metadata: { httpStatusCode: 400 },
  });
});

test('tags are added, read and taken away by ARN', async () => {
  const { IdentityPoolId } = await aws.cognito.send(
    new sdk.CreateIdentityPoolCommand({ IdentityPoolName: 'tagged', AllowUnauthenticatedIdentities: true }),
  );
  const region = String(IdentityPoolId).split(':')[0];
  const ResourceArn = `arn:aws:cognito-identity:${region}:123456789012:identitypool/${IdentityPoolId}`;
  await aws.cognito.send(new sdk.TagResourceCommand({ ResourceArn, Tags: { a: '1', b: '2' } }));
  await aws.cognito.send(new sdk.UntagResourceCommand({ ResourceArn, TagKeys: ['a', 'unknown'] }));
  const { Tags } = await aws.cognito.send(new sdk.ListTagsForResourceCommand({ ResourceArn }));
  expect(Tags).toEqual({ b: '2' });
  await aws.cognito.send(new sdk.DeleteIdentityPoolCommand({ IdentityPoolId }));
});
