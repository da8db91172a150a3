import { type ConversationRef, isSameConversation } from '@/lib/chat/conversation';
import type { InsertResult } from '@/lib/platform/messages';
import type { OpenComposer } from './composer';
import { replaceSpan, type SpanEdit } from './strategies/replace-span';

/** One finding's rewrite, for exactly the draft that it was found in. */
export interface FixRequest extends SpanEdit {
  ref: ConversationRef;
  /** The draft as it was judged. */
  draft: string;
}

export interface FixDeps {
  resolve(): ConversationRef | null;
  composer(): OpenComposer | null;
  isComposing(): boolean;
  wait?(ms: number): Promise<void>;
}

/** An editor has noticed a moved selection, or rendered, within this time (ms). */
const SETTLE_MS = 35;
const defaultWait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Replaces a finding's span in the open composer, under the conditions of an insert: the same conversation, no input method at
 * work, and the draft still is what was judged. Anything else changes nothing.
 */
export async function fixDraft(deps: FixDeps, request: FixRequest): Promise<InsertResult> {
  const fail = (reason: Extract<InsertResult, { ok: false }>['reason']): InsertResult => ({ ok: false, reason });
  if (!isSameConversation(deps.resolve(), request.ref)) return fail('chat-changed');
  const open = deps.composer();
  if (!open) return fail('composer-missing');
  if (deps.isComposing()) return fail('composing');
  const { element, strategy, kind } = open;
  const { draft, start, end } = request;
  if (strategy.read(element) !== draft || start < 0 || end > draft.length || start >= end) return fail('rejected');
  if (!replaceSpan(element, kind, draft, request)) return fail('rejected');
  await (deps.wait ?? defaultWait)(SETTLE_MS);
  const now = deps.composer();
  if (!now) return fail('uncertain');
  const expected = draft.slice(0, start) + request.text + draft.slice(end);
  const isThere = now.strategy.read(now.element).replace(/\s+/g, '') === expected.replace(/\s+/g, '');
  return isThere ? { ok: true, undo: true } : fail('uncertain');
}
