import { storageEndpoints } from '@lifeguard/shared/api/storage';
import { queryOptions } from '@tanstack/react-query';
import { call } from '#api/call.ts';

const calmMs = 20_000;
const troubledMs = 5_000;

export const storageQueries = {
  /** What is wrong with what Lifeguard keeps on disk. Asked again now and then, and as soon as an answer tells of something else. */
  state: () =>
    queryOptions({
      queryKey: ['storage'],
      queryFn: ({ signal }) => call(storageEndpoints.get, { signal, background: true }),
      refetchInterval: ({ state }) => ((state.data?.troubles.length ?? 0) > 0 ? troubledMs : calmMs),
    }),
};
