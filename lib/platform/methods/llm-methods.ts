import type { ConversationRef } from '@/lib/chat/conversation';
import type { LlmTool } from '@/lib/suggest/llm/tools';
import type { Finding, Suggestion } from '@/lib/suggest/view-model';
import type { InsertResult } from '../messages';

/** Why the LLM gives nothing, worded by the views as `llm.reason.<code>`. */
export const LLM_REASONS = [
  'ready', // waits for the press
  'off',
  'no-model',
  'no-key',
  'permission',
  'budget',
  'offline',
  'unreachable',
  'auth',
  'quota',
  'rate',
  'model-missing',
  'origin-refused',
  'bad-request',
  'server',
  'slow-first',
  'slow',
  'cut',
  'malformed',
  'refused',
  'empty',
  'withheld', // everything written failed our checks
  'none', // no entry answers this
  'moved-on', // the conversation went on while it wrote
  'cancelled',
  'interrupted', // the host went away while it wrote
  'no-question',
  'too-long',
  'log',
  'internal',
  'same', // a tool had nothing to change
  'source-gone', // what a tool should work on is not there any more
] as const;
export type LlmReason = (typeof LLM_REASONS)[number];

/** The LLM's side of one tab, for its present buyer turn. */
export interface LlmView {
  tabId: number;
  /** Turn that it belongs to; null while no conversation is open. */
  ref: ConversationRef | null;
  turnId: string | null;
  state: 'off' | 'running' | 'done' | 'stopped' | 'error';
  reason: LlmReason | null;
  /** Checked and issued, best first. */
  candidates: Suggestion[];
  /** Checked so far of what is still being written; cannot be inserted yet. */
  preview: { style: 'direct' | 'gentle' | 'options'; text: string }[];
  /** Candidates that our checks took away. */
  withheld: number;
  /** An earlier turn's unfinished draft was dropped when the buyer went on. */
  dropped: boolean;
  mode: 'auto' | 'press';
  /** No request before this instant. */
  retryAtMs?: number;
}

/** What a tool works on: the draft in the box, a piece that the agent picked, or the buyer's newest turn. */
export type LlmToolSource =
  | { kind: 'draft'; text: string }
  | { kind: 'piece'; id: string; text: string }
  | { kind: 'turn' };

/** The agent's tool in one tab: at most one at a time, bound to the conversation that it was pressed in. */
export interface LlmToolView {
  tabId: number;
  /** Conversation that it belongs to; null when there is nothing to show. */
  ref: ConversationRef | null;
  tool: LlmTool | null;
  source: { kind: LlmToolSource['kind']; text: string } | null;
  state: 'idle' | 'running' | 'done' | 'stopped' | 'error';
  reason: LlmReason | null;
  /** Checked so far, while it is written. */
  preview: string;
  result: LlmToolResult | null;
  /** No request before this instant. */
  retryAtMs?: number;
}

export interface LlmToolResult {
  id: string;
  text: string;
  /** Language of `text`, BCP 47. */
  language: string;
  findings: Finding[];
  /** The translation read back; `running` while it is on its way. Absent for tools without one. */
  back?: { state: 'running' } | { state: 'done'; text: string } | { state: 'error'; reason: LlmReason };
  /** It stands in the box in place of the draft that it was made from. */
  isReplaced: boolean;
}

export interface LlmSettingsView {
  on: boolean;
  mode: 'auto' | 'press';
  preset: string;
  baseUrl: string;
  model: string;
  tone: string;
  /** Tokens per day; no request beyond. */
  dailyTokens: number;
  /** Prices per million tokens in the provider's currency; 0 = unknown. */
  priceIn: number;
  priceOut: number;
  key: { set: false } | { set: true; tail: string };
  today: { requests: number; tokensIn: number; tokensOut: number };
}
export type LlmSettingsChange = Partial<
  Pick<
    LlmSettingsView,
    'on' | 'mode' | 'preset' | 'baseUrl' | 'model' | 'tone' | 'dailyTokens' | 'priceIn' | 'priceOut'
  >
>;

/** What left the machine, for the agent to read. */
export interface OutboundView {
  id: number;
  atMs: number;
  origin: string;
  purpose: string;
  bytes: number;
  text: string;
}

export type LlmVerdict = { ok: true; firstMs: number; model: string } | { ok: false; reason: LlmReason };

/** The LLM: set-up, candidates, tools on a draft. */
export interface LlmMethods {
  'llm.settings.get': { params: Record<string, never>; result: LlmSettingsView };
  'llm.settings.set': { params: LlmSettingsChange; result: LlmSettingsView };
  /** Keeps a key for the origin of `baseUrl` alone; it is never given back. An empty key forgets it. */
  'llm.key.set': { params: { key: string; baseUrl: string }; result: LlmSettingsView };
  'llm.models': {
    params: Record<string, never>;
    result: { ok: true; models: string[] } | { ok: false; reason: LlmReason };
  };
  'llm.test': { params: Record<string, never>; result: LlmVerdict };
  'llm.tab.get': { params: { tabId: number | null }; result: LlmView | null };
  /** Writes candidates for the open turn now. */
  'llm.draft': { params: { tabId: number }; result: null };
  'llm.stop': { params: { tabId: number }; result: null };
  'llm.tool.get': { params: { tabId: number | null }; result: LlmToolView | null };
  /** Runs a tool on a text of this conversation; what is no text of it is refused with the state `error`. */
  'llm.tool.run': { params: { tabId: number; tool: LlmTool; source: LlmToolSource }; result: null };
  /** Stops what runs, else puts the result away. */
  'llm.tool.stop': { params: { tabId: number }; result: null };
  /** Writes the result in place of the draft that it was made from, if that still stands there. */
  'llm.tool.replace': { params: { tabId: number; id: string }; result: InsertResult };
  /** Puts the draft back that `llm.tool.replace` replaced, if nothing was changed since. */
  'llm.tool.undo': { params: { tabId: number; id: string }; result: InsertResult };
  'llm.outbound.list': { params: Record<string, never>; result: OutboundView[] };
  'llm.outbound.clear': { params: Record<string, never>; result: null };
}
