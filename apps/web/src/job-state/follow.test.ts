import type { JobEvent } from '@lifeguard/shared/api/jobs';
import { expect, it } from 'vitest';
import { follow } from './follow.ts';
import { jobWith } from './fixture.ts';

const all: JobEvent = { type: 'jobs', jobs: [jobWith({ done: 1 })] };
const one: JobEvent = { type: 'job', job: jobWith({ done: 2 }) };

it('asks for the list while the stream is refused or broken, says where nobody answers, and reads on when there is one again', async () => {
  const end = new AbortController();
  const said: string[] = [];
  let tries = 0;
  await follow(
    {
      async stream(onEvent) {
        tries += 1;
        said.push(`stream ${tries}`);
        if (tries === 3) onEvent(one);
        if (tries === 4) end.abort();
        // The third ends as the server ends it every ten minutes.
        if (tries !== 3) throw new Error('No stream.');
      },
      async ask(onEvent) {
        said.push('ask');
        if (tries === 1) throw new Error('Nobody is there.');
        onEvent(all);
      },
    },
    end.signal,
    ({ type }) => said.push(type),
    [0],
  );
  expect(said).toEqual(['stream 1', 'ask', 'lost', 'stream 2', 'ask', 'jobs', 'stream 3', 'job', 'stream 4']);
});

it('ends at once where it is left, however long the wait', async () => {
  const end = new AbortController();
  const refuse = () => Promise.reject(new Error('No stream.'));
  const ask = async () => end.abort();
  await expect(follow({ stream: refuse, ask }, end.signal, () => undefined, [1e9])).resolves.toBeUndefined();
});
