import { expect, it } from 'vitest';
import { canonicalPath, paths } from './paths.ts';

const connectionId = 'local';
const poolId = 'us-east-1:11111111-2222-3333-4444-555555555555';
const identityId = 'us-east-1:99999999-2222-3333-4444-555555555555';

it('has one readable URL for every view', () => {
  expect({
    home: paths.home(),
    connection: paths.connection(connectionId),
    pools: paths.pools(connectionId),
    poolCreate: paths.poolCreate(connectionId),
    pool: paths.pool(connectionId, poolId),
    poolProperties: paths.poolProperties(connectionId, poolId),
    poolIdentities: paths.poolIdentities(connectionId, poolId),
    poolAccessCheck: paths.poolAccessCheck(connectionId, poolId, { identityId }),
    poolCleanUp: paths.poolCleanUp(connectionId, poolId),
    job: paths.job(connectionId, '5f2b1c3e-1111-4222-8333-444455556666'),
    poolUnfinished: paths.poolUnfinished(connectionId, poolId),
    identity: paths.identity(connectionId, poolId, identityId),
  }).toMatchInlineSnapshot(`
    {
      "connection": "/connections/local",
      "home": "/",
      "identity": "/connections/local/pools/us-east-1:11111111-2222-3333-4444-555555555555/identities?identity=us-east-1%3A99999999-2222-3333-4444-555555555555",
      "job": "/connections/local/jobs/5f2b1c3e-1111-4222-8333-444455556666",
      "pool": "/connections/local/pools/us-east-1:11111111-2222-3333-4444-555555555555",
      "poolAccessCheck": "/connections/local/pools/us-east-1:11111111-2222-3333-4444-555555555555/access-check?identity=us-east-1%3A99999999-2222-3333-4444-555555555555",
      "poolCleanUp": "/connections/local/pools/us-east-1:11111111-2222-3333-4444-555555555555/identities/clean-up",
      "poolCreate": "/connections/local/pools/new",
      "poolIdentities": "/connections/local/pools/us-east-1:11111111-2222-3333-4444-555555555555/identities",
      "poolProperties": "/connections/local/pools/us-east-1:11111111-2222-3333-4444-555555555555/properties",
      "poolUnfinished": "/connections/local/pools/us-east-1:11111111-2222-3333-4444-555555555555/unfinished",
      "pools": "/connections/local/pools",
    }
  `);
});

it('gives route patterns when called with parameter names', () => {
  expect(paths.poolIdentities(':connectionId', ':poolId')).toBe('/connections/:connectionId/pools/:poolId/identities');
});

it('encodes what has a meaning in a URL', () => {
  expect(paths.pools('a/b?c#d%')).toBe('/connections/a%2Fb%3Fc%23d%25/pools');
});

it.each([
  ['/', '/'],
  ['/connections/local/', '/connections/local'],
  [paths.poolIdentities(connectionId, poolId).replace(':', '%3A'), paths.poolIdentities(connectionId, poolId)],
  [paths.poolIdentities(connectionId, poolId).replace(':', '%3a'), paths.poolIdentities(connectionId, poolId)],
  ['/connections/%6Cocal', '/connections/local'],
  [paths.pools('a/b?c#d%'), paths.pools('a/b?c#d%')],
  ['/connections/100%', '/connections/100%'],
  ['/connections/%ff/pools', '/connections/%ff/pools'],
])('writes the path %s as %s', (given, expected) => {
  expect(canonicalPath(given)).toBe(expected);
});
