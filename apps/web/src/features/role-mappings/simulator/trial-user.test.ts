import { poolProviders } from '@lifeguard/shared/roles/provider-keys';
import { examplePool } from '@lifeguard/shared/pool/fixture';
import { describe, expect, it } from 'vitest';
import { readTrial, shownText, type TrialReading, type TrialUser } from './trial-user.ts';

const [provider] = poolProviders(examplePool());
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = { sub: 'ada', 'cognito:groups': ['staff'] };
const token = `${base64({ alg: 'RS256' })}.${base64(claims)}.c2ln`;
const json = JSON.stringify(claims, null, 2);

describe('the box of the simulator', () => {
  it.each([
    ['a token', token, json],
    ['a token with Bearer before it', ` Bearer ${token}\n`, json],
    ['claims', '{"sub":"ada"}', '{"sub":"ada"}'],
    ['claims that are being typed', '{"sub":', '{"sub":'],
    ['what is neither', 'nonsense', 'nonsense'],
  ])('shows for %s', (_, entered, shown) => {
    expect(shownText(entered)).toBe(shown);
  });

  it.each<[string, Partial<TrialUser>, TrialReading]>([
    ['claims', { claims: json }, { state: 'read', user: { kind: 'federated', claims }, objections: [] }],
    [
      'claims of an expired token of another client',
      { claims: '{"exp": 0, "aud": "x"}' },
      {
        state: 'read',
        user: { kind: 'federated', claims: { exp: 0, aud: 'x' } },
        objections: ['It expired on 1970-01-01 00:00:00 UTC.', 'It is for the app client x, not for client1.'],
      },
    ],
    ['nothing', { claims: ' ' }, { state: 'empty' }],
    ['broken JSON', { claims: '[1' }, { state: 'unreadable', message: expect.stringMatching(/^This is not JSON/) }],
    ['no token', { claims: 'x' }, { state: 'unreadable', message: expect.stringMatching(/^This is not a JWT/) }],
    ['a guest', { way: 'guest', claims: 'x' }, { state: 'read', user: { kind: 'guest' }, objections: [] }],
  ])('is read: %s', (_, trial, reading) => {
    if (provider === undefined) throw new Error('no provider');
    const entered: TrialUser = { way: 'federated', claims: '', customRoleArn: '', ...trial };
    expect(readTrial(entered, provider, 1_800_000_000)).toEqual(reading);
  });
});
