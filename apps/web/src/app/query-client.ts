import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '#api/api-error.ts';

/** The BFF retries AWS itself; the browser retries once, and only where the BFF could not be reached. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The console runs on this computer: being offline says nothing about reaching it.
      networkMode: 'always',
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 1 && error instanceof ApiError && error.problem.status === 0,
      retryDelay: 500,
    },
    mutations: { networkMode: 'always' },
  },
});
