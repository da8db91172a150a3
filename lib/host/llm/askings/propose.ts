import type { LlmReason } from '@/lib/platform/methods/llm-methods';
import type { AssistantSettings } from '@/lib/suggest/assistant';
import type { ProposedAsking } from '@/lib/suggest/llm/askings/asking';
import { ENOUGH_ASKINGS } from '@/lib/suggest/llm/askings/asking-kinds';
import {
  type Again,
  type AskedEntry,
  buildAskingsPrompt,
  type Refused,
} from '@/lib/suggest/llm/askings/askings-prompt';
import { ASKINGS_JSON_SCHEMA, type WrittenAsking, writtenAskingSchema } from '@/lib/suggest/llm/askings/askings-schema';
import type { Copies } from '@/lib/suggest/llm/askings/near-copy';
import { createAskingScreen, toAskingState } from '@/lib/suggest/llm/askings/screen-asking';
import { readList } from '@/lib/suggest/llm/read-list';
import type { Brain } from '../../brain';
import type { LlmFailure } from '../failure';
import type { Used } from '../jobs/job';
import type { LlmLine } from '../line';
import { listNeighbours, placeAsking, toConversation } from './place-asking';

/** What was written for one entry, judged. A failure: the endpoint did not answer. */
export type Proposed = { ok: true; askings: ProposedAsking[]; failure: LlmReason | null } | LlmFailure;

export interface ProposeDeps {
  line: Pick<LlmLine, 'ask'>;
  brain(): Brain;
  settings: AssistantSettings;
  /** Askings that wait for review in other entries: the same words must not lead to two places. */
  pending(): Promise<Copies>;
}

/** Fourteen askings with their kinds take about 500 tokens; dialects take more. */
const MAX_TOKENS = 1500;
/** Most askings kept of one answer. */
const MAX_WRITTEN = 30;
/** What a guard finds in buyers' words that has no place in an asking; anger and doubt have. */
const GUARDED: ReadonlySet<string> = new Set(['off_platform', 'privacy', 'incentive_review']);
/** Reasons for which one more try is worth its money. */
const REWRITTEN: ReadonlySet<string> = new Set(['neighbour', 'near-copy', 'length']);

/**
 * Askings for one entry: written, screened, put before the local retrieval; those that find a neighbour first are asked for once
 * more, sharper. Never throws for what the endpoint or the model does.
 */
export async function proposeAskings(
  deps: ProposeDeps,
  entry: AskedEntry,
  used: Used,
  signal: AbortSignal,
): Promise<Proposed> {
  const neighbours = await listNeighbours(deps.brain(), entry, deps.settings);
  const ask = async (more: Again | null) => {
    const prompt = buildAskingsPrompt(entry, neighbours, more);
    used.requests++;
    const answer = await deps.line.ask(
      {
        purpose: 'llm.askings',
        ...prompt,
        maxTokens: MAX_TOKENS,
        schema: { name: 'askings', schema: ASKINGS_JSON_SCHEMA },
      },
      signal,
    );
    if (!answer.ok) return answer;
    used.in += answer.tokens.in;
    used.out += answer.tokens.out;
    return { ok: true as const, ...readList(answer.text, 'askings', writtenAskingSchema), cut: answer.cutByLength };
  };

  let first = await ask(null);
  // A model that slipped once may not slip twice; one that declines will.
  if (first.ok && first.rows.length === 0 && first.failure !== 'refused') first = await ask(null);
  if (!first.ok) return first;
  if (first.rows.length === 0) {
    const failure = first.failure === 'truncated' ? (first.cut ? 'too-long' : 'cut') : (first.failure ?? 'empty');
    return { ok: true, askings: [], failure };
  }
  const taken = await deps.pending();
  const judged = await judgeAll(deps, entry, first.rows, [], taken);
  const dull = judged.filter(({ reason }) => reason !== null && REWRITTEN.has(reason));
  const missing = ENOUGH_ASKINGS - judged.filter(({ state }) => state === 'clean').length;
  if (signal.aborted || (dull.length === 0 && missing <= 0)) return { ok: true, askings: judged, failure: null };
  const more = await ask({ refused: await toRefused(deps, entry, judged), count: Math.max(dull.length, missing) });
  // What there is counts, whatever became of the second question.
  if (!more.ok || more.rows.length === 0) return { ok: true, askings: judged, failure: null };
  return { ok: true, askings: await judgeAll(deps, entry, more.rows, judged, taken), failure: null };
}

/** Those that did not do. A neighbour that they found is named where an LLM may read of it. */
async function toRefused(deps: ProposeDeps, entry: AskedEntry, judged: readonly ProposedAsking[]): Promise<Refused[]> {
  const refused: Refused[] = [];
  for (const { text, state, reason, rival } of judged) {
    if (state !== 'dropped' || reason === 'unsafe' || reason === 'personal') continue;
    const near = rival ? await listNeighbours(deps.brain(), entry, deps.settings, text) : [];
    refused.push({ text, found: near.find(({ id }) => id === rival?.id)?.title ?? '' });
  }
  return refused;
}

async function judgeAll(
  deps: ProposeDeps,
  entry: AskedEntry,
  written: readonly WrittenAsking[],
  before: readonly ProposedAsking[],
  taken: Copies,
): Promise<ProposedAsking[]> {
  const kept = [...before];
  for (const one of written.slice(0, MAX_WRITTEN)) {
    const standing = kept.filter(({ state }) => state !== 'dropped').map(({ text }) => text);
    const judged = await judgeAsking(deps, entry, one, taken, standing);
    taken.add(judged.text);
    // Of what was refused before only the words count, not a second row.
    if (judged.reason === 'near-copy' && before.some(({ text }) => text === judged.text)) continue;
    kept.push(judged);
  }
  return kept;
}

/** One asking through every check; `taken` may not be repeated, `standing` count as stored beside it. */
export async function judgeAsking(
  deps: Pick<ProposeDeps, 'brain' | 'settings'>,
  entry: AskedEntry,
  written: WrittenAsking,
  taken: Copies,
  standing: readonly string[],
): Promise<ProposedAsking> {
  const { text, reason } = createAskingScreen(entry).screen(written.text, taken);
  const row: ProposedAsking = {
    kind: written.kind,
    text,
    state: toAskingState(reason),
    reason,
    rival: null,
    before: false,
    after: false,
  };
  if (row.state === 'dropped') return row;
  const askings = [...(entry.askings ?? []), ...standing];
  const { rival, isFar, ...seen } = await placeAsking(deps.brain(), entry, askings, text, deps.settings);
  if (rival) return { ...row, ...seen, state: 'dropped', reason: 'neighbour', rival };
  const findings = await deps.brain().guard(text, toConversation(entry, text), deps.settings);
  const found = reason ?? (findings.some(({ type }) => GUARDED.has(type)) ? 'guard' : isFar ? 'far' : null);
  return { ...row, ...seen, state: toAskingState(found), reason: found };
}
