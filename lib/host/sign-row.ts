import type { Clock } from '@/lib/core/clock';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import type { Workbench } from './workbench';

/** Row of the settings table with the name that own entries are signed with on this machine. */
export const AUTHOR_KEY = 'editor.author';

export const getAuthor = async (bench: Workbench): Promise<string> => {
  const name = await bench.settings.get(AUTHOR_KEY);
  return typeof name === 'string' ? name : '';
};

/** A row as it is written now: with author and time. */
export async function signRow(bench: Workbench, clock: Clock, row: RawRow): Promise<RawRow> {
  const name = await getAuthor(bench);
  return { ...row, ...(name ? { author: name } : {}), updated_at: new Date(clock.now()).toISOString() };
}
