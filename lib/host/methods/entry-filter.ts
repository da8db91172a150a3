import { z } from 'zod';
import type { EntryListQuery } from '@/lib/knowledge/store/entry-list';
import type { EntryFilter } from '@/lib/platform/methods/import-methods';

/** Shape of a filter as views send it. */
export const entryFilter = z.object({
  query: z.string().max(200),
  kind: z.string().max(40).nullable(),
  scene: z.string().max(60).nullable(),
  source: z.string().max(200).nullable(),
  status: z.string().max(20).nullish(),
  folder: z.string().max(200).nullish(),
  dueByMs: z.number().nullish(),
}) satisfies z.ZodType<EntryFilter>;

/** The store's query for a view's filter. */
export const toListQuery = ({ query, ...rest }: EntryFilter): EntryListQuery => ({ text: query, ...rest });
