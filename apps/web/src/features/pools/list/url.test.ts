import { describe, expect, it } from 'vitest';
import type { PoolFilter, PoolListState } from './filter.ts';
import { formatPoolList, parsePoolList } from './url.ts';

const none = parsePoolList(new URLSearchParams());

describe('the URL of the pool list', () => {
  it.each<[string, PoolFilter['tokens']]>([
    ['text=harbour', [{ operator: ':', value: 'harbour' }]],
    ['not.text=harbour', [{ operator: '!:', value: 'harbour' }]],
    ['guest=Active', [{ propertyKey: 'guest', operator: '=', value: 'Active' }]],
    ['not.guest=Active', [{ propertyKey: 'guest', operator: '!=', value: 'Active' }]],
    ['has.name=a', [{ propertyKey: 'name', operator: ':', value: 'a' }]],
    ['hasnot.role=Admin', [{ propertyKey: 'role', operator: '!:', value: 'Admin' }]],
    ['starts.id=eu-west-1', [{ propertyKey: 'id', operator: '^', value: 'eu-west-1' }]],
    ['startsnot.app=6', [{ propertyKey: 'app', operator: '!^', value: '6' }]],
    ['tag.env=prod', [{ propertyKey: 'tag.env', operator: '=', value: 'prod' }]],
    ['tag.not.env=prod', [{ propertyKey: 'tag.not.env', operator: '=', value: 'prod' }]],
    ['not.tag.env=prod', [{ propertyKey: 'tag.env', operator: '!=', value: 'prod' }]],
  ])('can be read and typed: %s', (text, tokens) => {
    const state = { ...none, filter: { operation: 'and' as const, tokens } };
    expect(parsePoolList(new URLSearchParams(text))).toEqual(state);
    expect(formatPoolList(state).toString()).toBe(text);
  });

  it('comes back as it was written', () => {
    const state: PoolListState = {
      filter: {
        operation: 'or',
        tokens: [
          { propertyKey: 'name', operator: ':', value: 'a&b=c"' },
          { operator: '!:', value: 'x' },
          { propertyKey: 'tag.a b&c=d', operator: '=', value: '' },
          { operator: ':', value: 'y' },
          { operator: ':', value: 'z' },
        ],
      },
      sort: 'tags',
      descending: true,
      page: 3,
    };
    expect(parsePoolList(new URLSearchParams(formatPoolList(state).toString()))).toEqual(state);
  });

  it('is empty for the defaults', () => {
    expect(formatPoolList(none).toString()).toBe('');
  });

  it.each(['secret=x', 'not.=x', 'tag.=x', 'sort=secret', 'page=-1', 'page=1.5', 'page=x', 'match=x', 'identity=x'])(
    'takes %s as not said',
    (text) => {
      expect(parsePoolList(new URLSearchParams(text))).toEqual(none);
    },
  );

  it('reads no more tokens than anybody needs', () => {
    const search = new URLSearchParams(Array.from({ length: 60 }, (_, index) => ['text', String(index)]));
    expect(parsePoolList(search).filter.tokens).toHaveLength(50);
  });
});
