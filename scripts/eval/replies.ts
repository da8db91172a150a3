import { performance } from 'node:perf_hooks';
import { createFixedClock } from '@/lib/core/clock';
import { type Entry, entrySchema } from '@/lib/knowledge/schema';
import type { Assistant, AssistantSettings } from '@/lib/suggest/assistant';
import type { AssistantDeps } from '@/lib/suggest/assistant-deps';
import { createAssistant } from '@/lib/suggest/create-assistant';
import { EVAL_NOW_MS, type QueryRow, toConversation } from './conversation';
import type { Ranked } from './llm-score';
import { readRows, writeRows } from './rows';

/** An agent without adaptation: no facts, no chips chosen, nothing sent lately. */
export const EVAL_SETTINGS: AssistantSettings = {
  role: 'lead',
  groups: [],
  chosen: {},
  shopFacts: {},
  recentTexts: [],
};

export interface ReplyRow extends Ranked {
  ms: number;
}

/** An assistant that knows `entries` and nothing else. */
export function createEvalAssistant(entries: readonly Entry[], deps?: Partial<AssistantDeps>): Assistant {
  const assistant = createAssistant(deps);
  assistant.upsert(entries.map((entry) => ({ entry, source: 'kb', precedence: 20 })));
  return assistant;
}

/** The assistant's first three entries for each query, in input order, at a fixed time. */
export function answerAll(assistant: Assistant, rows: readonly QueryRow[]): ReplyRow[] {
  const clock = createFixedClock(EVAL_NOW_MS);
  return rows.map((row) => {
    const conversation = toConversation(row);
    const start = performance.now();
    const { suggestions } = assistant.advise(conversation, EVAL_SETTINGS, clock);
    const ms = performance.now() - start;
    const ids = [...new Set(suggestions.map(({ entryId }) => entryId))].slice(0, 3);
    return { id: row.id, ids, silent: ids.length === 0, ms: Number(ms.toFixed(3)) };
  });
}

/** Answers each query with the product's own assistant on the whole knowledge of `kbFile`: `{id, ids, silent, ms}` per row. */
export async function runReplies(kbFile: string, queriesFile: string, outFile: string): Promise<void> {
  const entries = readRows<unknown>(kbFile).map((row) => entrySchema.parse(row));
  writeRows(outFile, answerAll(createEvalAssistant(entries), readRows<QueryRow>(queriesFile)));
}
