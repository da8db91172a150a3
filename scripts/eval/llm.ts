import { performance } from 'node:perf_hooks';
import { createFixedClock } from '@/lib/core/clock';
import { createLlmClient } from '@/lib/host/llm/client';
import { writeDrafts } from '@/lib/host/llm/write-drafts';
import { entrySchema } from '@/lib/knowledge/schema';
import type { AssistantSettings } from '@/lib/suggest/assistant';
import { createAssistant } from '@/lib/suggest/create-assistant';
import { LLM_PRESETS } from '@/lib/suggest/llm/presets';
import { buildDraftPrompt } from '@/lib/suggest/llm/prompt';
import { EVAL_NOW_MS, type QueryRow, toConversation } from './conversation';
import { readRows, writeRows } from './rows';

const SETTINGS: AssistantSettings = { role: 'lead', groups: [], chosen: {}, shopFacts: {}, recentTexts: [] };
const ENTRIES = 14;
/** A failing endpoint ends the run instead of asking hundreds of times more. */
const MAX_FAILURES_IN_A_ROW = 5;

/**
 * The reply set through the whole pipeline: retrieval without floor → prompt → endpoint → checks. Per query `{id, ids, silent, ms, grounded,
 * cited, guard, tokens, ms_first}`: `ids` the entries by the model's ranking (best three), `grounded` the mean share of backed claims, `cited` entries that the
 * shown candidates stand on, `guard` the share of candidates that passed every check. `error` names a failed request.
 */
export async function runLlm(files: {
  endpoint: string;
  model: string;
  kb: string;
  queries: string;
  out: string;
}): Promise<void> {
  const assistant = createAssistant();
  assistant.upsert(
    readRows<unknown>(files.kb).map((row) => ({ entry: entrySchema.parse(row), source: 'kb', precedence: 20 })),
  );
  const clock = createFixedClock(EVAL_NOW_MS);
  const client = createLlmClient({ clock, fetch, online: () => true, log: async () => undefined });
  const json = LLM_PRESETS.find(({ baseUrl }) => baseUrl && files.endpoint.startsWith(baseUrl))?.json ?? 'object';
  const endpoint = {
    baseUrl: files.endpoint,
    model: files.model,
    key: process.env.DESKMATE_LLM_KEY ?? '',
    json,
  };
  const out: object[] = [];
  let failures = 0;
  let ids = 0;
  for (const row of readRows<QueryRow>(files.queries)) {
    const conversation = toConversation(row);
    const start = performance.now();
    const grounding = assistant.ground(conversation, SETTINGS, clock, ENTRIES);
    const prompt = grounding && buildDraftPrompt(grounding, { tone: '' });
    const result =
      prompt && failures < MAX_FAILURES_IN_A_ROW
        ? await writeDrafts(
            {
              client,
              guard: async (text) => assistant.guard(text, conversation, SETTINGS, clock),
              createId: () => String(++ids),
            },
            endpoint,
            prompt,
            new AbortController().signal,
          )
        : null;
    failures = result?.state === 'error' ? failures + 1 : 0;
    const candidates = result?.candidates ?? [];
    const ranked = (result?.ranked ?? []).slice(0, 3);
    const written = candidates.length + (result?.withheld.length ?? 0);
    out.push({
      id: row.id,
      ids: ranked,
      silent: ranked.length === 0,
      ms: Math.round(performance.now() - start),
      grounded: mean(candidates.map(({ confidence }) => confidence)),
      cited: [...new Set(candidates.flatMap(({ cites = [] }) => cites.map(({ entryId }) => entryId)))],
      guard: written === 0 ? null : candidates.length / written,
      tokens: result?.tokens ?? null,
      ms_first: Math.round(result?.firstMs ?? 0),
      ...(result?.withheld.length ? { withheld: result.withheld } : {}),
      ...(result?.state === 'error' ? { error: result.reason } : {}),
    });
  }
  writeRows(files.out, out);
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Number((values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(3));
