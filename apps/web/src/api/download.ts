import type { Endpoint } from '@lifeguard/shared/api/endpoint';
import type { z } from 'zod';
import { ApiError, localProblem } from '#api/api-error.ts';
import { type CallOptions, request } from '#api/call.ts';

/**
 * Fetches a file of the BFF and hands it to the browser to keep under `name`. Not by a plain link: the request must carry
 * the header that proves where it comes from. Throws an ApiError when no file came.
 */
export async function download<P extends string, Q extends z.ZodType, B extends z.ZodType>(
  endpoint: Endpoint<P, z.ZodType, Q, B>,
  options: CallOptions<P, Q, B>,
  name: string,
): Promise<void> {
  const response = await request(endpoint, options);
  const file = await response.blob().catch((cause: unknown) => {
    throw new ApiError(
      localProblem(
        'unavailable',
        'The download broke off',
        'The connection to the server ended before the whole file had come. The file is still there: download it again.',
      ),
      { cause },
    );
  });
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the file after the click; a minute later it has long begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
