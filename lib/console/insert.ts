import { type ConversationRef, isSameConversation } from '@/lib/chat/conversation';
import type { InsertResult } from '@/lib/platform/messages';
import type { OpenComposer } from './composer';
import type { Written } from './strategies/strategy';

/** Behaviour: insert.design.md. */
export interface InsertRequest {
  ref: ConversationRef;
  /** Suggestion, card, option or search result the text comes from; carried for the caller's records. */
  sourceId: string;
  text: string;
}

export interface InserterDeps {
  /** The conversation that is certainly open at this moment. */
  resolve(): ConversationRef | null;
  composer(): OpenComposer | null;
  isComposing(): boolean;
  /** Time since the agent's last own keystroke in the composer (ms). */
  sinceTyped?(): number;
  /** A pause that also runs in hidden pages. */
  wait?(ms: number): Promise<void>;
}

/** How long a missing composer is looked for (ms). */
const COMPOSER_WAIT_MS = 300;
const STEP_MS = 30;
/** Longest pause for an undo step of its own; an agent who types on is written between. */
const MAX_QUIET_MS = 1500;
/** An editor has noticed a moved caret (`selectionchange`) within this time. */
const NOTICE_MS = 25;
/** The framework has rendered what it makes of the text within this time (two frames). */
const SETTLE_MS = 35;
/** A page that is between two conversations after the write has this long to say which one. */
const UNSURE_MS = 500;

const defaultWait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Creates the one inserter of a frame: one insertion at a time. */
export function createInserter(deps: InserterDeps): { insert(request: InsertRequest): Promise<InsertResult> } {
  const wait = deps.wait ?? defaultWait;
  let busy = false;

  const run = async ({ ref, text }: InsertRequest): Promise<InsertResult> => {
    if (!text.trim()) return fail('rejected');
    if (!isSameConversation(deps.resolve(), ref)) return fail('chat-changed');
    let composer = deps.composer();
    for (let waited = 0; !composer && waited < COMPOSER_WAIT_MS; waited += STEP_MS) {
      await wait(STEP_MS);
      composer = deps.composer();
    }
    if (!composer) return fail('composer-missing');
    if (deps.isComposing()) return fail('composing');
    // editors that group undo steps by time only: their pause is waited for, else one Ctrl+Z would take the agent's words too
    for (const waitedMs = performance.now(); composer && performance.now() - waitedMs < MAX_QUIET_MS; ) {
      const rest = composer.strategy.quietMs - (deps.sinceTyped?.() ?? Number.POSITIVE_INFINITY);
      if (rest <= 0) break;
      await wait(Math.min(rest, 50));
      composer = deps.composer();
    }
    if (!composer) return fail('composer-missing');
    if (isOpen(ref) !== 'same') return fail('chat-changed');
    if (composer.strategy.prepare(composer.element)) await wait(NOTICE_MS);
    if (deps.isComposing()) return fail('composing');
    // nothing may run between this look and the write
    if (!isSameConversation(deps.resolve(), ref)) return fail('chat-changed');
    const written = composer.strategy.write(composer.element, text);
    if (!written) return isOpen(ref) === 'other' ? fail('chat-changed') : fail('rejected');
    const isOwnStep = (deps.sinceTyped?.() ?? Number.POSITIVE_INFINITY) >= composer.strategy.quietMs;
    if (isOpen(ref) === 'other') return takeBack(written, composer);
    await wait(SETTLE_MS);
    for (let waited = 0; isOpen(ref) === 'unsure' && waited < UNSURE_MS; waited += STEP_MS) await wait(STEP_MS);
    if (isOpen(ref) !== 'same') return takeBack(written, composer);
    const now = deps.composer();
    if (!now) return fail('uncertain');
    if (!written.isThere(now.element)) return fail('rejected');
    return { ok: true, undo: written.undo && isOwnStep };
  };

  const isOpen = (ref: ConversationRef): 'same' | 'other' | 'unsure' => {
    const open = deps.resolve();
    if (open === null) return 'unsure';
    return isSameConversation(open, ref) ? 'same' : 'other';
  };

  /** The chat changed around the write: what still stands of it goes. */
  const takeBack = async (written: Written, composer: OpenComposer): Promise<InsertResult> => {
    const now = deps.composer();
    for (const { element } of now && now.element !== composer.element ? [composer, now] : [composer]) {
      // editors that render later do not show the text yet
      if (!written.isThere(element)) await wait(SETTLE_MS);
      if (!element.isConnected || !written.isThere(element)) continue;
      if (!written.takeBack(element)) return fail('uncertain');
      await wait(SETTLE_MS);
      if (element.isConnected && written.isThere(element)) return fail('uncertain');
    }
    return fail('chat-changed');
  };

  return {
    async insert(request) {
      if (busy) return fail('busy');
      busy = true;
      try {
        return await run(request);
      } finally {
        busy = false;
      }
    },
  };
}

const fail = (reason: Extract<InsertResult, { ok: false }>['reason']): InsertResult => ({ ok: false, reason });
