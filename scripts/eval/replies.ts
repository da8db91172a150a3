import { performance } from 'node:perf_hooks';
import { createFixedClock } from '@/lib/core/clock';
import { entrySchema } from '@/lib/knowledge/schema';
import type { AssistantSettings } from '@/lib/suggest/assistant';
import { createAssistant } from '@/lib/suggest/create-assistant';
import { EVAL_NOW_MS, type QueryRow, toConversation } from './conversation';
import { readRows, writeRows } from './rows';

/** An agent without adaptation: no facts, no chips chosen, nothing sent lately. */
export const EVAL_SETTINGS: AssistantSettings = {
  role: 'lead',
  groups: [],
  chosen: {},
  shopFacts: {},
  recentTexts: [],
};

/**
 * Answers each query with the product's own assistant on the whole knowledge of `kbFile`, at a fixed time:
 * `{id, ids, silent, ms}` per row, in input order.
 */
export async function runReplies(kbFile: string, queriesFile: string, outFile: string): Promise<void> {
  const assistant = createAssistant();
  assistant.upsert(
    readRows<unknown>(kbFile).map((row) => ({ entry: entrySchema.parse(row), source: 'kb', precedence: 20 })),
  );
  const clock = createFixedClock(EVAL_NOW_MS);
  const out = readRows<QueryRow>(queriesFile).map((row) => {
    const conversation = toConversation(row);
    const start = performance.now();
    const { suggestions } = assistant.advise(conversation, EVAL_SETTINGS, clock);
    const ms = performance.now() - start;
    const ids = [...new Set(suggestions.map(({ entryId }) => entryId))].slice(0, 3);
    return { id: row.id, ids, silent: ids.length === 0, ms: Number(ms.toFixed(3)) };
  });
  writeRows(outFile, out);
}
