import { appendFileSync, existsSync } from 'node:fs';
import { createFixedClock } from '@/lib/core/clock';
import { proposeAskings } from '@/lib/host/llm/askings/propose';
import type { LlmClient, LlmEndpoint } from '@/lib/host/llm/client';
import { createLocalBrain } from '@/lib/host/local-brain';
import type { Entry } from '@/lib/knowledge/schema';
import type { AssistantSettings } from '@/lib/suggest/assistant';
import { isAsked } from '@/lib/suggest/llm/askings/askings-prompt';
import { createCopies } from '@/lib/suggest/llm/askings/near-copy';
import { isOpenEntry } from '@/lib/suggest/llm/is-open';
import { EVAL_NOW_MS } from './conversation';
import { readRows } from './rows';

interface AskedRow {
  id: string;
  askings: string[];
  dropped: number;
  flagged: number;
  tokens: { in: number; out: number };
  error?: string;
}

export interface OwnAskings {
  entries: Entry[];
  asked: number;
  clean: number;
  dropped: number;
  flagged: number;
  failed: number;
  tokens: { in: number; out: number };
}

const MAX_FAILURES_IN_A_ROW = 5;

/**
 * Askings by the product's own job code for at most `limit` entries, kept in `file` as they come: a run that is stopped goes on
 * there. Only clean ones are stored in the entries, as "accept all clean" does.
 */
export async function writeOwnAskings(given: {
  kb: readonly Entry[];
  limit: number;
  file: string;
  client: LlmClient;
  endpoint: LlmEndpoint;
  settings: AssistantSettings;
  tell(done: number, total: number): void;
}): Promise<OwnAskings> {
  const { client, endpoint, settings, file } = given;
  const wanted = given.kb.filter((entry) => isAsked(entry) && isOpenEntry(entry)).slice(0, given.limit);
  const known = new Map<string, AskedRow>();
  if (existsSync(file)) for (const row of readRows<AskedRow>(file)) if (!row.error) known.set(row.id, row);
  const brain = createLocalBrain(createFixedClock(EVAL_NOW_MS));
  await brain.upsert(given.kb.map((entry) => ({ entry, source: 'own', precedence: 30 })));
  const pending = createCopies([...known.values()].flatMap(({ askings }) => askings));
  let failures = 0;
  for (const [at, entry] of wanted.entries()) {
    given.tell(at, wanted.length);
    if (known.has(entry.id) || !isAsked(entry)) continue;
    if (failures >= MAX_FAILURES_IN_A_ROW) break;
    const used = { requests: 0, in: 0, out: 0 };
    const signal = new AbortController().signal;
    const written = await proposeAskings(
      {
        line: { ask: (request) => client.stream(endpoint, request, signal) },
        brain: () => brain,
        settings,
        pending: async () => pending,
      },
      entry,
      used,
      signal,
    );
    const rows = written.ok ? written.askings : [];
    const row: AskedRow = {
      id: entry.id,
      askings: rows.filter(({ state }) => state === 'clean').map(({ text }) => text),
      dropped: rows.filter(({ state }) => state === 'dropped').length,
      flagged: rows.filter(({ state }) => state === 'flagged').length,
      tokens: { in: used.in, out: used.out },
      ...(written.ok ? (written.failure ? { error: written.failure } : {}) : { error: written.reason }),
    };
    failures = written.ok ? 0 : failures + 1;
    appendFileSync(file, `${JSON.stringify(row)}\n`);
    known.set(row.id, row);
  }
  given.tell(wanted.length, wanted.length);
  const rows = wanted.flatMap(({ id }) => known.get(id) ?? []);
  const sum = (of: (row: AskedRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    entries: given.kb.map((entry) => {
      const row = known.get(entry.id);
      return row && isAsked(entry) ? { ...entry, askings: [...(entry.askings ?? []), ...row.askings] } : entry;
    }),
    asked: rows.length,
    clean: sum(({ askings }) => askings.length),
    dropped: sum(({ dropped }) => dropped),
    flagged: sum(({ flagged }) => flagged),
    failed: rows.filter(({ error }) => error).length,
    tokens: { in: sum(({ tokens }) => tokens.in), out: sum(({ tokens }) => tokens.out) },
  };
}
