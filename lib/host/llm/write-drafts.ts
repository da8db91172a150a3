import type { LlmReason } from '@/lib/platform/methods/llm-methods';
import { checkCandidate, type DropReason } from '@/lib/suggest/llm/check-candidate';
import { DRAFT_JSON_SCHEMA, type DraftCandidate, type DraftStyle } from '@/lib/suggest/llm/draft-schema';
import type { DraftPrompt } from '@/lib/suggest/llm/prompt';
import { readOutput } from '@/lib/suggest/llm/read-output';
import { toLlmSuggestion } from '@/lib/suggest/llm/to-suggestion';
import type { Finding, Suggestion } from '@/lib/suggest/view-model';
import type { LlmClient, LlmEndpoint } from './client';

/** Most that an answer may take; three candidates with sources need about 900. */
const MAX_TOKENS = 1800;
const MAX_CANDIDATES = 3;

export interface DraftResult {
  state: 'done' | 'error' | 'stopped';
  reason: LlmReason | null;
  candidates: Suggestion[];
  /** Entry ids that answer the turn by the model's judgement, best first. */
  ranked: string[];
  withheld: DropReason[];
  tokens: { in: number; out: number } | null;
  firstMs: number;
  retryAfterMs?: number;
  status?: number;
}

export interface DraftProgress {
  preview: { style: DraftStyle; text: string }[];
}

export interface DraftDeps {
  client: LlmClient;
  /** The guard with this conversation; findings of type red keep a candidate back. */
  guard(text: string): Promise<Finding[]>;
  /** Makes an id that no other run has. */
  createId(): string;
}

/**
 * One request for candidates, from prompt to checked suggestions. While it is written, whole sentences that have passed every check are
 * given as a preview; nothing unchecked is. Never rejects.
 */
export async function writeDrafts(
  deps: DraftDeps,
  endpoint: LlmEndpoint,
  prompt: DraftPrompt,
  signal: AbortSignal,
  onProgress?: (progress: DraftProgress) => void,
): Promise<DraftResult> {
  const run = deps.createId();
  const shown = createPreview(deps, prompt, signal, onProgress);
  const answer = await deps.client.stream(
    endpoint,
    {
      purpose: 'llm.draft',
      system: prompt.system,
      user: prompt.user,
      maxTokens: MAX_TOKENS,
      schema: { name: 'drafts', schema: DRAFT_JSON_SCHEMA },
    },
    signal,
    shown.onText,
  );
  shown.stop();
  const nothing = { candidates: [], ranked: [], withheld: [], tokens: null, firstMs: 0 };
  if (!answer.ok) {
    const state = answer.reason === 'cancelled' ? 'stopped' : 'error';
    const { reason, retryAfterMs, status } = answer;
    return { ...nothing, state, reason, ...(retryAfterMs ? { retryAfterMs } : {}), ...(status ? { status } : {}) };
  }
  const { output, failure, whole } = readOutput(answer.text, true);
  const told = { tokens: answer.tokens, firstMs: answer.firstMs };
  // Of an answer that was cut off only candidates that were written out count.
  const usable = failure ? output.candidates.slice(0, whole) : output.candidates;
  if (failure && usable.length === 0) {
    const reason = failure !== 'truncated' ? failure : answer.cutByLength ? 'too-long' : 'cut';
    return { ...nothing, ...told, state: 'error', reason };
  }
  const candidates: Suggestion[] = [];
  const withheld: DropReason[] = [];
  for (const candidate of usable) {
    const judged = await judge(deps, candidate, prompt, `llm:${run}:${candidates.length}`);
    if (signal.aborted) return { ...nothing, ...told, state: 'stopped', reason: 'cancelled' };
    if (!judged.ok) withheld.push(judged.reason);
    else if (candidates.some(({ text }) => text === judged.value.text)) withheld.push('repeat');
    else if (candidates.length < MAX_CANDIDATES) candidates.push(judged.value);
  }
  const ranked = [...new Set(output.ranked.flatMap((ref) => prompt.sources.get(ref)?.entryId ?? []))];
  const reason = candidates.length > 0 ? null : withheld.length > 0 ? 'withheld' : 'none';
  return { ...told, state: 'done', reason, candidates, ranked, withheld };
}

async function judge(
  deps: DraftDeps,
  candidate: DraftCandidate,
  prompt: DraftPrompt,
  id: string,
): Promise<{ ok: true; value: Suggestion } | { ok: false; reason: DropReason }> {
  const verdict = checkCandidate(candidate, prompt);
  if (!verdict.ok) return verdict;
  const { text, cites } = verdict.value;
  const approved = cites
    .filter(({ entryId, kind }) => entryId !== null || kind === 'shop')
    .map((source) => source.text);
  const findings = (await deps.guard(text)).filter(
    // What the lead approved word for word (a return address, a hotline) is no breach.
    ({ type, span }) => !(type === 'privacy' && approved.some((source) => source.includes(span))),
  );
  if (findings.some(({ severity }) => severity === 'red')) return { ok: false, reason: 'guard' };
  return { ok: true, value: toLlmSuggestion(id, candidate.style, verdict.value, findings) };
}

/** Checks what has been written so far, one look at a time, and shows only what passed whole. */
function createPreview(
  deps: DraftDeps,
  prompt: DraftPrompt,
  signal: AbortSignal,
  onProgress: ((progress: DraftProgress) => void) | undefined,
): { onText(text: string): void; stop(): void } {
  let stopped = false;
  let looking = false;
  let waiting: string | null = null;
  let last = '';
  let braces = 0;

  const look = async (text: string) => {
    const { output } = readOutput(text, false);
    const preview: DraftProgress['preview'] = [];
    for (const candidate of output.candidates.slice(0, MAX_CANDIDATES)) {
      const judged = await judge(deps, candidate, prompt, '');
      if (judged.ok) preview.push({ style: candidate.style, text: judged.value.text });
    }
    const key = JSON.stringify(preview);
    if (stopped || signal.aborted || key === last || preview.length === 0) return;
    last = key;
    onProgress?.({ preview });
  };
  const work = async () => {
    looking = true;
    while (waiting !== null && !stopped && !signal.aborted) {
      const text = waiting;
      waiting = null;
      await look(text).catch(() => undefined);
    }
    looking = false;
  };
  return {
    onText: (text) => {
      // A part ends with its brace: nothing new can stand before.
      const now = text.split('}').length;
      if (!onProgress || now === braces) return;
      braces = now;
      waiting = text;
      if (!looking) void work();
    },
    stop: () => {
      stopped = true;
    },
  };
}
