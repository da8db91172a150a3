import type { Result } from '@/lib/core/result';
import type { UndoStep } from '@/lib/knowledge/store/undo-log';
import type { AskingProposal, ProposedAsking } from '@/lib/suggest/llm/askings/asking';
import type { AskingKind } from '@/lib/suggest/llm/askings/asking-kinds';
import type { Contradiction } from '@/lib/suggest/llm/conflicts/contradiction';
import type { LlmReason } from './llm-methods';

type None = Record<string, never>;

/** Which entries: those named, or the own ones with few askings, or all own ones. */
export type AskingChoice = { ids: string[] } | { few: true } | { all: true };

/** What a run would take, before it is started. */
export interface LlmPlan {
  /** Entries (or pairs) that would be asked about. */
  count: number;
  /** Left out, by why: one's own (`me`), `internal`, without questions (`kind`), `retired`, beyond one run's `limit`. */
  skipped: Partial<Record<'me' | 'internal' | 'kind' | 'retired' | 'limit' | 'gone', number>>;
  tokens: { in: number; out: number };
  /** In the provider's currency; null when no prices are set. */
  cost: number | null;
  /** Tokens that today's budget still holds. */
  left: number;
  /** Why nothing can be asked now; null when it can. */
  barred: LlmReason | null;
}

/** A job as views show it. */
export interface LlmJobView {
  state: 'idle' | 'running' | 'waiting' | 'paused' | 'done' | 'cancelled';
  /** Why it waits, paused, or was stopped. */
  reason: LlmReason | null;
  total: number;
  done: number;
  failed: number;
  requests: number;
  tokens: { in: number; out: number };
  cost: number | null;
  /** It waits until then by itself. */
  retryAtMs: number | null;
}

export interface AskingsReview {
  /** Entries that wait, of all pages. */
  total: number;
  rows: AskingProposal[];
  /** Over everything that waits: clean askings, and how many of them bring up their entry now and once stored (estimated). */
  coverage: { askings: number; before: number; after: number };
}

export type AcceptReason = 'invalid' | 'disk-full';
export interface Accepted {
  step: UndoStep | null;
  /** Askings stored. */
  count: number;
  /** Entries that are gone, or may not be written to any more. */
  skipped: string[];
}

/** Two entries that answer the same question differently, as the local check finds them, with the model's sentence. */
export interface ConflictsReview {
  rows: Contradiction[];
}

/** Askings and contradictions by the LLM, reviewed by the lead. */
export interface AskingsMethods {
  'askings.plan.get': { params: { choice: AskingChoice }; result: LlmPlan };
  'askings.start': { params: { choice: AskingChoice }; result: { started: boolean } };
  'askings.cancel': { params: None; result: null };
  'askings.resume': { params: None; result: null };
  'askings.job.get': { params: None; result: LlmJobView };
  'askings.list.get': { params: { offset: number; limit: number }; result: AskingsReview };
  /** Looks again at one that the lead has changed. */
  'askings.check.get': { params: { id: string; kind: AskingKind; text: string }; result: ProposedAsking | null };
  /** Stores askings in their own entries, as one step that can be taken back. */
  'askings.accept': {
    params: { entries: { id: string; texts: string[] }[] };
    result: Result<Accepted, AcceptReason>;
  };
  /** The same for every clean one that waits. */
  'askings.accept.clean': { params: None; result: Result<Accepted, AcceptReason> };
  'askings.dismiss': { params: { ids: string[] }; result: null };
  'conflicts.plan.get': { params: { choice: AskingChoice }; result: LlmPlan };
  'conflicts.start': { params: { choice: AskingChoice }; result: { started: boolean } };
  'conflicts.cancel': { params: None; result: null };
  'conflicts.resume': { params: None; result: null };
  'conflicts.job.get': { params: None; result: LlmJobView };
  'conflicts.list.get': { params: None; result: ConflictsReview };
  'conflicts.dismiss': { params: { keys: string[] }; result: null };
}
