import { parseEntry } from '@/lib/knowledge/parse-entry';
import type { Entry } from '@/lib/knowledge/schema';
import { OWN_SOURCE } from '@/lib/knowledge/store/precedence';
import type { AskingChoice, LlmPlan } from '@/lib/platform/methods/askings-methods';
import { ENOUGH_ASKINGS } from '@/lib/suggest/llm/askings/asking-kinds';
import { isAsked } from '@/lib/suggest/llm/askings/askings-prompt';
import type { Workbench } from '../../workbench';

/** Entries of one run: what waits for review stays readable, and the row of the run small. */
export const MAX_CHOSEN = 500;
const PAGE = 500;

export interface Chosen {
  entries: Entry[];
  skipped: LlmPlan['skipped'];
}

/** The own entries of a choice that may leave and that askings can be written for; what is left out is counted by reason. */
export async function listChosen(bench: Workbench, choice: AskingChoice): Promise<Chosen> {
  const ids = 'ids' in choice ? choice.ids : await listOwn(bench);
  const skipped: LlmPlan['skipped'] = {};
  const skip = (why: keyof LlmPlan['skipped']) => {
    skipped[why] = (skipped[why] ?? 0) + 1;
  };
  const entries: Entry[] = [];
  for (let at = 0; at < ids.length; at += PAGE) {
    const slice = ids.slice(at, at + PAGE);
    const rows = await bench.store.rowsOf(slice.map((id) => ({ source: OWN_SOURCE, id })));
    const known = new Set(rows.map(({ id }) => id));
    for (const id of slice) if (!known.has(id)) skip('gone');
    for (const row of rows) {
      const parsed = parseEntry(row);
      if (!parsed.ok) skip('gone');
      else if (!isAsked(parsed.entry)) skip('kind');
      else if (parsed.entry.scope === 'me') skip('me');
      else if (parsed.entry.internal) skip('internal');
      else if (parsed.entry.status === 'retired') skip('retired');
      else if ('few' in choice && (parsed.entry.askings?.length ?? 0) >= ENOUGH_ASKINGS) continue;
      else if (entries.length >= MAX_CHOSEN) skip('limit');
      else entries.push(parsed.entry);
    }
  }
  return { entries, skipped };
}

async function listOwn(bench: Workbench): Promise<string[]> {
  const ids: string[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { rows } = await bench.store.list({ source: OWN_SOURCE, offset, limit: PAGE });
    ids.push(...rows.map(({ id }) => id));
    if (rows.length < PAGE) return ids;
  }
}
