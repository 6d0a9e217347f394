import { mappingRows, orderedArnRows, arnRows, userPoolRows, type ValueRow } from '@lifeguard/shared/pool/value-rows';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RowChange, rowDiff } from './row-diff.ts';

/** `b2` is the row `b` at place 2 */
function words({ change, before, after }: RowChange): string {
  const [old, next] = [before, after].map((row) => row && `${row.text}${row.position ?? ''}`);
  return [change, old, next].filter((part) => part !== undefined).join(' ');
}

function changes(before: readonly ValueRow[], after: readonly ValueRow[]): string[] {
  return rowDiff(before, after)
    .filter(({ change }) => change !== 'same')
    .map(words);
}

describe('a list with an order', () => {
  it.each([
    ['abc', 'abc', []],
    ['abc', 'axbc', ['added x2']],
    ['abc', 'ac', ['removed b2']],
    ['abc', 'bca', ['moved a1 a3']],
    ['abc', 'acb', ['moved b2 b3']],
    ['abc', 'axc', ['changed b2 x2']],
    ['abcd', 'axyd', ['changed b2 x2', 'changed c3 y3']],
    ['abc', 'xc', ['changed a1 x1', 'removed b2']],
    ['abc', 'bcx', ['removed a1', 'added x3']],
    ['aab', 'aba', ['moved a2 a3']],
    ['', 'a', ['added a1']],
  ])('%j that becomes %j', (before, after, expected) => {
    expect(changes(orderedArnRows([...before]), orderedArnRows([...after]))).toEqual(expected);
  });

  it('of 24 rules has one change where one value changes', () => {
    const rules = (value: string) =>
      mappingRows({
        Type: 'Rules',
        AmbiguousRoleResolution: 'Deny',
        RulesConfiguration: {
          Rules: Array.from({ length: 24 }, (_, index) => ({
            Claim: 'cognito:groups',
            MatchType: 'Equals',
            Value: index === 6 ? value : `g${index}`,
            RoleARN: 'arn:aws:iam::123456789012:role/staff',
          })),
        },
      });
    const found = rowDiff(rules('old'), rules('new'));
    expect(found.filter(({ change }) => change !== 'same')).toMatchObject([
      { change: 'changed', before: { position: 7 }, after: { position: 7 } },
    ]);
    expect(found).toHaveLength(25);
  });
});

describe('a list without an order', () => {
  it.each([
    ['ab', 'ba', []],
    ['ab', 'bca', ['added c']],
    ['ab', 'a', ['removed b']],
    ['abc', 'xca', ['changed b x']],
  ])('%j that becomes %j', (before, after, expected) => {
    expect(changes(arnRows([...before]), arnRows([...after]))).toEqual(expected);
  });

  it('takes the clients of one user pool for each other, and never those of two', () => {
    const client = (ProviderName: string, ClientId: string) => ({
      ProviderName,
      ClientId,
      ServerSideTokenCheck: false,
    });
    const one = userPoolRows([client('one', 'first-client'), client('one', 'second-client')]);
    expect(changes(one, userPoolRows([client('one', 'second-one'), client('one', 'first-client')]))).toEqual([
      'changed client second-client client second-one',
    ]);
    expect(changes(one.slice(0, 1), userPoolRows([client('two', 'first-client')]))).toEqual([
      'removed client first-client',
      'added client first-client',
    ]);
  });
});

it('holds both versions whole, and changes nothing that did not change', () => {
  const list = fc.array(fc.constantFrom('a', 'b', 'c', 'd e', 'd f'), { maxLength: 8 });
  fc.assert(
    fc.property(list, list, fc.constantFrom(orderedArnRows, arnRows), (before, after, rowsOf) => {
      const [old, next] = [rowsOf(before), rowsOf(after)];
      const found = rowDiff(old, next);
      expect(new Set(found.flatMap((change) => change.before ?? []))).toEqual(new Set(old));
      expect(new Set(found.flatMap((change) => change.after ?? []))).toEqual(new Set(next));
      expect(found.flatMap((change) => change.before ?? [])).toHaveLength(old.length);
      expect(found.flatMap((change) => change.after ?? [])).toHaveLength(next.length);
      const isSame = (change: RowChange) => change.before?.text === change.after?.text;
      for (const change of found) expect(isSame(change)).toBe(['same', 'moved'].includes(change.change));
      expect(rowsOf === arnRows && found.some(({ change }) => change === 'moved')).toBe(false);
    }),
  );
});
