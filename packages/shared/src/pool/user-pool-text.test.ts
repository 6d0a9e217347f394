import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readUserPoolFields, readUserPoolText } from './user-pool-text.ts';

const name = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_AbC';

describe('readUserPoolText', () => {
  it.each([
    [name, name, undefined, 0],
    [` ${name} `, name, undefined, 0],
    [`https://${name}`, name, undefined, 1],
    [`https://${name}/.well-known/openid-configuration`, name, undefined, 2],
    [`${name}/`, name, undefined, 1],
    [`${name}:5k2client`, name, '5k2client', 1],
    [`https://${name}:5k2client`, name, '5k2client', 2],
    ['us-east-1_AbC', name, undefined, 1],
    ['arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbC', name, undefined, 1],
    ['cn-north-1_AbC', 'cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_AbC', undefined, 1],
    ['COGNITO-IDP.us-east-1.amazonaws.com/us-east-1_AbC', name, undefined, 0],
    ['https://example.com/us-east-1_AbC', 'https://example.com/us-east-1_AbC', undefined, 0],
    [`${name}:not a client`, `${name}:not a client`, undefined, 0],
    ['', '', undefined, 0],
  ])('%s', (typed, ProviderName, ClientId, corrections) => {
    const read = readUserPoolText(typed);
    expect([read.ProviderName, read.ClientId, read.corrections.length]).toEqual([ProviderName, ClientId, corrections]);
  });

  it('leaves what it has understood as it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constant(name), fc.constant(`https://${name}:c`)), (text) => {
        const { ProviderName } = readUserPoolText(text);
        expect(readUserPoolText(ProviderName)).toMatchObject({ ProviderName, corrections: [] });
      }),
    );
  });
});

it.each([
  [` ${name} `, ' client ', name, 'client'],
  [`${name}:fromkey`, '', name, 'fromkey'],
  [`https://${name}:fromkey`, 'other', name, 'fromkey'],
  ['nonsense', 'client', 'nonsense', 'client'],
])('reads %s and the client %s from their fields', (typed, client, ProviderName, ClientId) => {
  const ServerSideTokenCheck = true;
  expect(readUserPoolFields({ ProviderName: typed, ClientId: client, ServerSideTokenCheck })).toEqual({
    ProviderName,
    ClientId,
    ServerSideTokenCheck,
  });
});
