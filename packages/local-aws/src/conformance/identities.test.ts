import * as sdk from '@aws-sdk/client-cognito-identity';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type Aws, startAws } from './setup.ts';

let aws: Aws;
beforeAll(async () => {
  aws = await startAws();
});
afterAll(() => aws.close());

async function newPool(isGuestAllowed = true): Promise<string> {
  const { IdentityPoolId } = await aws.cognito.send(
    new sdk.CreateIdentityPoolCommand({ IdentityPoolName: 'guests', AllowUnauthenticatedIdentities: isGuestAllowed }),
  );
  return IdentityPoolId ?? '';
}

test('guests are made, listed page by page, described and deleted', async () => {
  const IdentityPoolId = await newPool();
  const made = new Set<string | undefined>();
  for (let guest = 0; guest < 5; guest += 1) {
    made.add((await aws.cognito.send(new sdk.GetIdCommand({ IdentityPoolId, Logins: {} }))).IdentityId);
  }
  expect(made.size).toBe(5);

  const listed: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page: sdk.ListIdentitiesCommandOutput = await aws.cognito.send(
      new sdk.ListIdentitiesCommand({ IdentityPoolId, MaxResults: 2, NextToken }),
    );
    listed.push(...(page.Identities ?? []).map((identity) => identity.IdentityId));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  expect(new Set(listed)).toEqual(made);
  expect(listed).toHaveLength(5);

  const [IdentityId] = listed;
  const guest = await aws.cognito.send(new sdk.DescribeIdentityCommand({ IdentityId }));
  expect(guest.Logins).toBeUndefined();
  expect(guest.CreationDate).toEqual(guest.LastModifiedDate);

  const deleted = await aws.cognito.send(
    new sdk.DeleteIdentitiesCommand({ IdentityIdsToDelete: [String(IdentityId)] }),
  );
  expect(deleted.UnprocessedIdentityIds).toEqual([]);
  await expect(aws.cognito.send(new sdk.DescribeIdentityCommand({ IdentityId }))).rejects.toThrow(
    `Identity '${IdentityId}' not found.`,
  );
  await aws.cognito.send(new sdk.DeleteIdentityPoolCommand({ IdentityPoolId }));
});

test('a pool without guest access gives guests nothing', async () => {
  const IdentityPoolId = await newPool(false);
  const refused = aws.cognito.send(new sdk.GetIdCommand({ IdentityPoolId }));
  await expect(refused).rejects.toBeInstanceOf(sdk.NotAuthorizedException);
  await expect(refused).rejects.toThrow('Unauthenticated access is not supported for this identity pool.');
  await aws.cognito.send(new sdk.DeleteIdentityPoolCommand({ IdentityPoolId }));
});
