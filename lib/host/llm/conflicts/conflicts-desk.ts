import { z } from 'zod';
import { buyerTexts } from '@/lib/knowledge/buyer-texts';
import type { Entry } from '@/lib/knowledge/schema';
import { OWN_SOURCE } from '@/lib/knowledge/store/precedence';
import type { AskingChoice, LlmJobView, LlmPlan } from '@/lib/platform/methods/askings-methods';
import { buildConflictPrompt, CONFLICT_JSON_SCHEMA, readConflict } from '@/lib/suggest/llm/conflicts/conflict-prompt';
import type { Contradiction } from '@/lib/suggest/llm/conflicts/contradiction';
import { isOpenEntry } from '@/lib/suggest/llm/is-open';
import { parsePartialJson } from '@/lib/suggest/llm/partial-json';
import { withoutWrapping } from '@/lib/suggest/llm/read-output';
import { listChosen } from '../askings/chosen';
import { estimateRun, isAnswerFault } from '../askings/estimate-run';
import type { LlmDeskDeps } from '../desk-deps';
import { createJob, type Step } from '../jobs/job';
import { toJobView } from '../jobs/job-view';

/** Contradictions in words: pairs that the local check finds, each with one sentence of the model's. Nothing is done about them here. */
export interface ConflictsDesk {
  plan(choice: AskingChoice): Promise<LlmPlan>;
  start(choice: AskingChoice): Promise<boolean>;
  cancel(): Promise<void>;
  resume(asked: boolean): Promise<void>;
  job(): Promise<LlmJobView>;
  list(): Promise<Contradiction[]>;
  dismiss(keys: readonly string[]): Promise<void>;
  settled(): Promise<void>;
}

interface Pair {
  key: string;
  a: Entry;
  b: Entry;
  source: string;
}

const PREFIX = 'conflicts.of.';
const MAX_TOKENS = 400;
const OUT_PER_REQUEST = 120;
const FRAME_TOKENS = 450;
const MAX_PAIRS = 200;

const side = z.object({ id: z.string(), source: z.string(), title: z.string(), quote: z.string() });
const schema = z.object({
  key: z.string(),
  run: z.string(),
  atMs: z.number(),
  verdict: z.enum(['contradict', 'agree', 'unclear']),
  sentence: z.string(),
  a: side,
  b: side,
}) satisfies z.ZodType<Contradiction>;

const toKey = (a: string, source: string, b: string): string => JSON.stringify([a, source, b]);

/** Makes it. */
export function createConflictsDesk(deps: LlmDeskDeps): ConflictsDesk {
  const settings = () => deps.bench().settings;

  /** Pairs of open entries with like questions and unlike replies, as the editor's own check finds them. */
  const listPairs = async (choice: AskingChoice): Promise<{ pairs: Pair[]; skipped: LlmPlan['skipped'] }> => {
    const { entries, skipped } = await listChosen(deps.bench(), choice);
    const pairs: Pair[] = [];
    const seen = new Set<string>();
    for (const a of entries) {
      for (const { id, source, saysTheSame } of await deps.bench().similar(a)) {
        if (saysTheSame || seen.has(toKey(id, OWN_SOURCE, a.id))) continue;
        const b = await deps.bench().store.get(source, id);
        if (!b || !isOpenEntry(b)) continue;
        if (pairs.length >= MAX_PAIRS) skipped.limit = (skipped.limit ?? 0) + 1;
        else pairs.push({ key: toKey(a.id, source, id), a, b, source });
        seen.add(toKey(a.id, source, id));
      }
    }
    return { pairs, skipped };
  };

  const readPair = async (key: string): Promise<Pair | null> => {
    const [a = '', source = '', b = ''] = JSON.parse(key) as string[];
    const [first, second] = await Promise.all([
      deps.bench().store.get(OWN_SOURCE, a),
      deps.bench().store.get(source, b),
    ]);
    return first && second && isOpenEntry(first) && isOpenEntry(second) ? { key, a: first, b: second, source } : null;
  };

  const work = async (key: string, run: string, signal: AbortSignal): Promise<Step> => {
    const used = { requests: 0, in: 0, out: 0 };
    if (schema.safeParse(await settings().get(PREFIX + key)).data?.run === run) return { kind: 'done', used };
    const pair = await readPair(key);
    if (!pair) return { kind: 'failed', used };
    const prompt = buildConflictPrompt(pair.a, pair.b);
    used.requests++;
    const answer = await deps.line.ask(
      {
        purpose: 'llm.conflict',
        system: prompt.system,
        user: prompt.user,
        maxTokens: MAX_TOKENS,
        schema: { name: 'conflict', schema: CONFLICT_JSON_SCHEMA },
      },
      signal,
    );
    if (!answer.ok && !isAnswerFault(answer.reason)) return { kind: 'again', reason: answer.reason, used };
    if (signal.aborted) return { kind: 'again', reason: 'cancelled', used };
    if (answer.ok) {
      used.in += answer.tokens.in;
      used.out += answer.tokens.out;
    }
    const parsed = answer.ok ? parsePartialJson(withoutWrapping(answer.text)) : null;
    const { verdict, sentence, quotes } = readConflict(parsed?.complete ? parsed.value : null, prompt);
    const row: Contradiction = {
      key,
      run,
      atMs: deps.clock.now(),
      verdict,
      sentence,
      a: { id: pair.a.id, source: OWN_SOURCE, title: pair.a.title, quote: quotes.a },
      b: { id: pair.b.id, source: pair.source, title: pair.b.title, quote: quotes.b },
    };
    await settings().put(PREFIX + key, row);
    return { kind: verdict === 'unclear' ? 'failed' : 'done', used };
  };

  const job = createJob({
    row: 'conflicts.run',
    clock: deps.clock,
    settings: { all: () => settings().all(), put: (key, value) => settings().put(key, value) },
    line: deps.line,
    work,
    changed: deps.changed,
    ...(deps.sleep ? { sleep: deps.sleep } : {}),
  });

  return {
    async plan(choice) {
      const [{ pairs, skipped }, view, barred] = await Promise.all([
        listPairs(choice),
        deps.settings(),
        deps.line.check(true),
      ]);
      return {
        count: pairs.length,
        skipped,
        ...estimateRun(
          pairs.map(({ a, b }) => [...buyerTexts(a), ...buyerTexts(b)].join('\n')),
          { frame: FRAME_TOKENS, outPerRequest: OUT_PER_REQUEST, again: 0 },
          view,
        ),
        barred: barred?.reason ?? null,
      };
    },
    start: async (choice) => job.start((await listPairs(choice)).pairs.map(({ key }) => key)),
    cancel: () => job.cancel(),
    resume: (asked) => job.resume(asked),
    job: async () => toJobView(job, await deps.settings()),
    list: async () =>
      Object.entries(await settings().all())
        .filter(([key]) => key.startsWith(PREFIX))
        .flatMap(([, value]) => schema.safeParse(value).data ?? [])
        // What contradicts stands first.
        .sort((a, b) => Number(b.verdict === 'contradict') - Number(a.verdict === 'contradict') || a.atMs - b.atMs),
    async dismiss(keys) {
      for (const key of keys) await settings().remove(PREFIX + key);
      deps.changed();
    },
    settled: () => job.settled(),
  };
}
