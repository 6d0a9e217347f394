import { z } from 'zod';
import { sortFields } from './filter.ts';

export const pageSizes = [10, 20, 50, 100];

/** How a person likes to see the pool list; kept in this browser. */
export const poolListPreferences = z.object({
  pageSize: z.number().refine((size) => pageSizes.includes(size)),
  wrapLines: z.boolean(),
  stripedRows: z.boolean(),
  contentDensity: z.enum(['comfortable', 'compact']),
  // Columns that are newer than what was kept are shown.
  contentDisplay: z.array(z.object({ id: z.enum(sortFields), visible: z.boolean() })).transform((kept) => {
    const isKept = (field: string) => kept.some(({ id }) => id === field);
    return [...kept, ...sortFields.filter((id) => !isKept(id)).map((id) => ({ id, visible: true }))];
  }),
});

export const defaultPreferences: z.infer<typeof poolListPreferences> = {
  pageSize: 20,
  wrapLines: false,
  stripedRows: false,
  contentDensity: 'comfortable',
  contentDisplay: sortFields.map((id) => ({ id, visible: true })),
};
