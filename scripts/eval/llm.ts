import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createFixedClock } from '@/lib/core/clock';
import { hashText } from '@/lib/core/ids';
import type { LlmClient, LlmEndpoint } from '@/lib/host/llm/client';
import { writeDrafts } from '@/lib/host/llm/write-drafts';
import { type Entry, entrySchema } from '@/lib/knowledge/schema';
import type { Assistant } from '@/lib/suggest/assistant';
import { toCost } from '@/lib/suggest/llm/estimate';
import { buildDraftPrompt } from '@/lib/suggest/llm/prompt';
import { EVAL_NOW_MS, type QueryRow, toConversation } from './conversation';
import { writeOwnAskings } from './llm-askings';
import { createPatientClient, isScripted, toEndpoint } from './llm-client';
import { type GoldRow, mean, percentile, type Ranked, scoreRanked } from './llm-score';
import { answerAll, createEvalAssistant, EVAL_SETTINGS } from './replies';
import { readRows, writeRows } from './rows';

const ENTRIES = 14;
/** A failing endpoint ends the run instead of being asked hundreds of times more. */
const MAX_FAILURES_IN_A_ROW = 5;
const clock = createFixedClock(EVAL_NOW_MS);

export interface LlmEvalOptions {
  endpoint: string;
  model: string;
  /** Name of the environment variable that holds the key. */
  keyEnv: string;
  kb: string;
  queries: string;
  out: string;
  /** Queries asked; 0 = all. */
  limit: number;
  /** Entries that askings are written for; 0 = none. */
  askings: number;
  /** Per million tokens; 0 = unknown. */
  priceIn: number;
  priceOut: number;
}

interface OutRow extends Ranked {
  ms: number;
  ms_first: number;
  grounded: number | null;
  cited: string[];
  guard: number | null;
  tokens: { in: number; out: number } | null;
  withheld?: string[];
  error?: string;
}

/**
 * The reply set through the whole pipeline: retrieval without floor → prompt → endpoint → checks. Writes per query `{id, ids, silent, ms, grounded,
 * cited, guard, tokens, ms_first}` as they come (`ids`: the entries by the model's ranking, best three; `grounded`: mean share of backed claims;
 * `cited`: entries that the shown candidates stand on; `guard`: share of candidates that passed every check; `error`: a failed
 * request), beside it `<out>.askings.jsonl` and `<out>.report.json`. A run that is stopped goes on where it was. False when the endpoint failed too often.
 */
export async function runLlm(options: LlmEvalOptions): Promise<boolean> {
  const endpoint = toEndpoint(options.endpoint, options.model, options.keyEnv);
  const scripted = await isScripted(options.endpoint);
  const kb = readRows<unknown>(options.kb).map((row) => entrySchema.parse(row));
  const all = readRows<QueryRow & GoldRow>(options.queries);
  const queries = options.limit > 0 ? all.slice(0, options.limit) : all;
  if (scripted) console.log('SCRIPTED ENDPOINT: the figures say that the path works, nothing about a model.');
  console.log(`key: ${endpoint.key ? 'set' : 'none'} (from ${options.keyEnv})`);
  const client = createPatientClient();
  const assistant = createEvalAssistant(kb);
  mkdirSync(dirname(options.out), { recursive: true });
  const askingsFile = `${options.out}.askings.jsonl`;
  startOrGoOn(options, kb, askingsFile);

  const rows = await askQueries(assistant, queries, client, endpoint, options.out);
  const done = rows.filter(({ error }) => !error);
  if (rows.length < queries.length) {
    console.error(
      `The endpoint failed ${MAX_FAILURES_IN_A_ROW} times in a row (${rows.at(-1)?.error}): run the same command again to go on.`,
    );
    return false;
  }
  const own =
    options.askings > 0
      ? await writeOwnAskings({
          kb,
          limit: options.askings,
          file: askingsFile,
          client,
          endpoint,
          settings: EVAL_SETTINGS,
          tell: (at, total) => tell('askings', at, total),
        })
      : null;
  const tokens = {
    in: sumOf(rows.map((row) => row.tokens?.in ?? 0)) + (own?.tokens.in ?? 0),
    out: sumOf(rows.map((row) => row.tokens?.out ?? 0)) + (own?.tokens.out ?? 0),
  };
  const report = {
    endpoint: options.endpoint,
    model: options.model,
    note: scripted ? 'scripted endpoint: describes the path, not a model' : 'live endpoint',
    queries: queries.length,
    failed: rows.length - done.length,
    local: scoreRanked(queries, answerAll(assistant, queries)),
    reranked: scoreRanked(queries, rows),
    ownAskings: own && {
      entries: own.asked,
      of: kb.length,
      clean: own.clean,
      flagged: own.flagged,
      dropped: own.dropped,
      failed: own.failed,
      ...scoreRanked(queries, answerAll(createEvalAssistant(own.entries), queries)),
    },
    grounded: mean(done.flatMap(({ grounded }) => grounded ?? [])),
    citationRight: mean(
      done.flatMap(({ id, cited }) => {
        const want = queries.find((row) => row.id === id)?.gold ?? [];
        return cited.length === 0 ? [] : [cited.filter((one) => want.includes(one)).length / cited.length];
      }),
    ),
    guardPass: mean(done.flatMap(({ guard }) => guard ?? [])),
    ms: {
      p50: percentile(
        done.map(({ ms }) => ms),
        0.5,
      ),
      p95: percentile(
        done.map(({ ms }) => ms),
        0.95,
      ),
    },
    msFirst: {
      p50: percentile(
        done.map(({ ms_first }) => ms_first),
        0.5,
      ),
      p95: percentile(
        done.map(({ ms_first }) => ms_first),
        0.95,
      ),
    },
    tokens,
    cost:
      options.priceIn + options.priceOut > 0
        ? Number(toCost(tokens, { in: options.priceIn, out: options.priceOut }).toFixed(4))
        : null,
  };
  writeFileSync(`${options.out}.report.json`, `${JSON.stringify(report, null, 2)}\n`);
  console.log(JSON.stringify(report, null, 2));
  return true;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const tell = (what: string, at: number, total: number) => {
  if (at % 10 === 0 || at === total) console.log(`${what} ${at}/${total}`);
};

/** What was written under other conditions is no part of this run. */
function startOrGoOn(options: LlmEvalOptions, kb: readonly Entry[], askingsFile: string): void {
  const { endpoint, model } = options;
  const run = hashText(JSON.stringify([endpoint, model, kb, readFileSync(options.queries, 'utf8')]));
  const file = `${options.out}.run`;
  if (existsSync(file) && readFileSync(file, 'utf8') === run) return;
  for (const old of [options.out, askingsFile]) rmSync(old, { force: true });
  writeFileSync(file, run);
}

/** Rows in the order of the queries; fewer when the endpoint failed too often. What is there already is not asked again. */
async function askQueries(
  assistant: Assistant,
  queries: readonly QueryRow[],
  client: LlmClient,
  endpoint: LlmEndpoint,
  out: string,
): Promise<OutRow[]> {
  const known = new Map<string, OutRow>();
  if (existsSync(out)) for (const row of readRows<OutRow>(out)) if (!row.error) known.set(row.id, row);
  const rows: OutRow[] = [];
  let failures = 0;
  for (const [at, query] of queries.entries()) {
    tell('queries', at, queries.length);
    let row = known.get(query.id);
    if (!row) {
      row = await askQuery(assistant, query, client, endpoint);
      appendFileSync(out, `${JSON.stringify(row)}\n`);
      failures = row.error ? failures + 1 : 0;
    }
    rows.push(row);
    if (failures >= MAX_FAILURES_IN_A_ROW && rows.length < queries.length) return rows;
  }
  tell('queries', queries.length, queries.length);
  writeRows(out, rows);
  return rows;
}

async function askQuery(
  assistant: Assistant,
  query: QueryRow,
  client: LlmClient,
  endpoint: LlmEndpoint,
): Promise<OutRow> {
  const conversation = toConversation(query);
  const start = performance.now();
  const grounding = assistant.ground(conversation, EVAL_SETTINGS, clock, ENTRIES);
  let ids = 0;
  const result =
    grounding &&
    (await writeDrafts(
      {
        client,
        guard: async (text) => assistant.guard(text, conversation, EVAL_SETTINGS, clock),
        createId: () => `${query.id}-${++ids}`,
      },
      endpoint,
      buildDraftPrompt(grounding, { tone: '' }),
      new AbortController().signal,
    ));
  const candidates = result?.candidates ?? [];
  const ranked = (result?.ranked ?? []).slice(0, 3);
  const written = candidates.length + (result?.withheld.length ?? 0);
  return {
    id: query.id,
    ids: ranked,
    silent: ranked.length === 0,
    ms: Math.round(performance.now() - start),
    grounded: mean(candidates.map(({ confidence }) => confidence)),
    cited: [...new Set(candidates.flatMap(({ cites = [] }) => cites.map(({ entryId }) => entryId)))],
    guard: written === 0 ? null : candidates.length / written,
    tokens: result?.tokens ?? null,
    ms_first: Math.round(result?.firstMs ?? 0),
    ...(result?.withheld.length ? { withheld: result.withheld } : {}),
    ...(result?.state === 'error' ? { error: result.reason ?? 'internal' } : {}),
  };
}
