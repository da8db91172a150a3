import { ok, type Result } from '@/lib/core/result';
import { buyerTexts } from '@/lib/knowledge/buyer-texts';
import { parseEntry, type RawRow } from '@/lib/knowledge/parse-entry';
import { OWN_SOURCE } from '@/lib/knowledge/store/precedence';
import type {
  Accepted,
  AcceptReason,
  AskingChoice,
  AskingsReview,
  LlmJobView,
  LlmPlan,
} from '@/lib/platform/methods/askings-methods';
import type { ProposedAsking } from '@/lib/suggest/llm/askings/asking';
import type { AskingKind } from '@/lib/suggest/llm/askings/asking-kinds';
import { type AskedEntry, isAsked } from '@/lib/suggest/llm/askings/askings-prompt';
import { type Copies, createCopies } from '@/lib/suggest/llm/askings/near-copy';
import { isOpenEntry } from '@/lib/suggest/llm/is-open';
import { signRow } from '../../sign-row';
import { type LlmDeskDeps, untilBrainKnows } from '../desk-deps';
import { createJob, type Step } from '../jobs/job';
import { toJobView } from '../jobs/job-view';
import { listChosen } from './chosen';
import { estimateRun, isAnswerFault } from './estimate-run';
import { createProposals } from './proposals';
import { judgeAsking, type ProposeDeps, proposeAskings } from './propose';

/** Askings by the LLM: a job that writes and checks them, and the review in which a person decides. */
export interface AskingsDesk {
  plan(choice: AskingChoice): Promise<LlmPlan>;
  start(choice: AskingChoice): Promise<boolean>;
  cancel(): Promise<void>;
  resume(asked: boolean): Promise<void>;
  job(): Promise<LlmJobView>;
  list(offset: number, limit: number): Promise<AskingsReview>;
  check(id: string, kind: AskingKind, text: string): Promise<ProposedAsking | null>;
  accept(entries: readonly { id: string; texts: readonly string[] }[]): Promise<Result<Accepted, AcceptReason>>;
  acceptClean(): Promise<Result<Accepted, AcceptReason>>;
  dismiss(ids: readonly string[]): Promise<void>;
  settled(): Promise<void>;
}

/** Measured with fourteen askings an answer. */
const OUT_PER_REQUEST = 420;
/** Rules, neighbours and what is known already. */
const FRAME_TOKENS = 900;
const ASKED_AGAIN = 0.5;
const BRAIN_TRIES = 3;

/** Makes it. */
export function createAskingsDesk(deps: LlmDeskDeps): AskingsDesk {
  const proposals = () => createProposals(deps.bench().settings);

  const readEntry = async (id: string): Promise<{ row: RawRow; entry: AskedEntry } | null> => {
    const [row] = await deps.bench().store.rowsOf([{ source: OWN_SOURCE, id }]);
    const parsed = row && parseEntry(row);
    // Looked at again right before it leaves: it may have become internal since the run was started.
    return parsed?.ok && isAsked(parsed.entry) && isOpenEntry(parsed.entry)
      ? { row: parsed.row, entry: parsed.entry }
      : null;
  };

  const pendingBeside = async (id: string): Promise<Copies> =>
    createCopies(
      (await proposals().list())
        .filter((one) => one.id !== id)
        .flatMap(({ askings }) => askings.filter(({ state }) => state !== 'dropped').map(({ text }) => text)),
    );

  const work = async (id: string, run: string, signal: AbortSignal): Promise<Step> => {
    const used = { requests: 0, in: 0, out: 0 };
    // Written by this run before a kill: nothing is paid twice.
    if ((await proposals().get(id))?.run === run) return { kind: 'done', used };
    const found = await readEntry(id);
    if (!found) return { kind: 'failed', used };
    const propose: ProposeDeps = {
      line: deps.line,
      brain: deps.brain,
      settings: deps.assistantSettings(),
      pending: () => pendingBeside(id),
    };
    for (let tries = 1; ; tries++) {
      if (!(await untilBrainKnows(deps, signal))) return { kind: 'again', reason: 'internal', used };
      try {
        const written = await proposeAskings(propose, found.entry, used, signal);
        if (!written.ok && !isAnswerFault(written.reason)) return { kind: 'again', reason: written.reason, used };
        if (signal.aborted) return { kind: 'again', reason: 'cancelled', used };
        const failure = written.ok ? written.failure : written.reason;
        await proposals().put({
          id,
          title: found.entry.title,
          run,
          atMs: deps.clock.now(),
          askings: written.ok ? written.askings : [],
          failure,
        });
        return { kind: failure ? 'failed' : 'done', used };
      } catch (error) {
        // The worker of the brain died in the middle; the next one is on its way.
        if (tries >= BRAIN_TRIES || !String(error).includes('brain-died')) throw error;
      }
    }
  };

  const job = createJob({
    row: 'askings.run',
    clock: deps.clock,
    settings: {
      all: () => deps.bench().settings.all(),
      put: (key, value) => deps.bench().settings.put(key, value),
    },
    line: deps.line,
    work,
    changed: deps.changed,
    ...(deps.sleep ? { sleep: deps.sleep } : {}),
  });

  const accept: AskingsDesk['accept'] = async (entries) => {
    const put: RawRow[] = [];
    const skipped: string[] = [];
    let count = 0;
    for (const { id, texts } of entries) {
      const found = await readEntry(id);
      if (!found) {
        skipped.push(id);
        continue;
      }
      const before = found.entry.askings ?? [];
      const known = createCopies(before);
      const added = texts
        .map((one) => one.trim())
        .filter((text) => {
          const isNew = text !== '' && !known.has(text);
          if (isNew) known.add(text);
          return isNew;
        });
      if (added.length === 0) continue;
      const askings = [...before, ...added];
      count += added.length;
      put.push(await signRow(deps.bench(), deps.clock, { ...found.row, askings }));
    }
    const step =
      put.length > 0 ? await deps.bench().undo.apply({ put, remove: [] }, { what: 'askings', label: '' }) : null;
    if (step && !step.ok) return step;
    await proposals().remove(entries.map(({ id }) => id));
    if (step) deps.knowledgeChanged();
    deps.changed();
    return ok({ step: step?.value ?? null, count, skipped });
  };

  return {
    async plan(choice) {
      const [{ entries, skipped }, settings, barred] = await Promise.all([
        listChosen(deps.bench(), choice),
        deps.settings(),
        deps.line.check(true),
      ]);
      return {
        count: entries.length,
        skipped,
        ...estimateRun(
          entries.map((entry) => [entry.title, ...buyerTexts(entry)].join('\n')),
          { frame: FRAME_TOKENS, outPerRequest: OUT_PER_REQUEST, again: ASKED_AGAIN },
          settings,
        ),
        barred: barred?.reason ?? null,
      };
    },
    start: async (choice) => job.start((await listChosen(deps.bench(), choice)).entries.map(({ id }) => id)),
    cancel: () => job.cancel(),
    resume: (asked) => job.resume(asked),
    job: async () => toJobView(job, await deps.settings()),
    async list(offset, limit) {
      const all = await proposals().list();
      const clean = all.flatMap(({ askings }) => askings.filter(({ state }) => state === 'clean'));
      return {
        total: all.length,
        rows: all.slice(offset, offset + limit),
        coverage: {
          askings: clean.length,
          before: clean.filter(({ before }) => before).length,
          after: clean.filter(({ after }) => after).length,
        },
      };
    },
    async check(id, kind, text) {
      const found = await readEntry(id);
      if (!found) return null;
      const standing = ((await proposals().get(id))?.askings ?? [])
        .filter(({ state }) => state !== 'dropped')
        .map((one) => one.text);
      return judgeAsking(
        { brain: deps.brain, settings: deps.assistantSettings() },
        found.entry,
        { kind, text },
        await pendingBeside(id),
        standing,
      );
    },
    accept,
    acceptClean: async () =>
      accept(
        (await proposals().list())
          .map(({ id, askings }) => ({
            id,
            texts: askings.filter(({ state }) => state === 'clean').map(({ text }) => text),
          }))
          .filter(({ texts }) => texts.length > 0),
      ),
    async dismiss(ids) {
      await proposals().remove(ids);
      deps.changed();
    },
    settled: () => job.settled(),
  };
}
