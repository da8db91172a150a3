import { type Conversation, type ConversationRef, isSameConversation, refKey } from '@/lib/chat/conversation';
import { getBuyerTurn } from '@/lib/chat/turn';
import type { Adapter } from '@/lib/console/adapter';
import type { Clock } from '@/lib/core/clock';
import { createId } from '@/lib/core/ids';
import { createLog } from '@/lib/core/log';
import {
  type ConsoleMessage,
  consoleMessageSchema,
  type HostToConsole,
  type InsertResult,
  MAX_MESSAGE_CHARS,
  type OverlayPageProblem,
  type Snapshot,
  type StructureReport,
  type TabView,
} from '@/lib/platform/messages';
import type { Port } from '@/lib/platform/port';
import type { Advice, Finding } from '@/lib/suggest/view-model';
import { createPaintedHistory, type PaintedHistory } from './painted';
import { createRateLimit } from './rate-limit';

/**
 * One console frame: its last snapshot, the advice for it, and inserts under way. Everything that arrives from the page
 * is validated here; a message that does not fit is dropped and counted, never guessed at.
 */
export interface ConsoleSession {
  readonly tabId: number;
  readonly frameId: number;
  /** Secret that ties this tab's strip to it. */
  readonly stripToken: string;
  readonly painted: PaintedHistory;
  view(): TabView;
  snapshot(): Snapshot | null;
  /** Text that the assistant issued under a source id in this conversation, or null. */
  issued(sourceId: string): { text: string; ref: ConversationRef; entryId: string | null } | null;
  /**
   * Registers a piece found otherwise (search, LLM), so that it can be inserted: into the conversation `ref` that it was made for, or
   * the open one.
   */
  issue(sourceId: string, text: string, entryId: string | null, ref?: ConversationRef): void;
  /** True when an agent has answered after the buyer's newest turn. */
  isAnswered(): boolean;
  insert(sourceId: string, text: string, ref: ConversationRef): Promise<InsertResult>;
  /** Has a finding's rewrite written in place of its span; only for a finding of the draft as it stands. */
  fix(fix: { ref: ConversationRef; text: string; start: number; end: number; fix: string }): Promise<InsertResult>;
  /** Has the whole draft replaced, if exactly `draft` stands in the box of that conversation. */
  rewrite(ref: ConversationRef, draft: string, text: string): Promise<InsertResult>;
  /** Asks again for advice, e.g. because the knowledge changed. */
  refresh(): void;
  /** Attribute values chosen by chip, by conversation and attribute. */
  choose(attribute: string, value: string | null): void;
  chosen(): Record<string, Record<string, string>>;
  recentTexts(): string[];
  post(message: HostToConsole): void;
  /** Asks the page whether an overlay's composer would be one there. */
  checkOverlay(overlay: Adapter): Promise<OverlayPageProblem | null>;
  /** The page's structure without any text; null = the page does not answer. */
  report(): Promise<StructureReport | null>;
  close(): void;
}

export interface ConsoleSessionDeps {
  port: Port<unknown, HostToConsole>;
  tabId: number;
  frameId: number;
  clock: Clock;
  advise(conversation: Conversation, session: ConsoleSession): Promise<Advice>;
  /** The view of this tab changed. */
  onView(session: ConsoleSession): void;
  /** One of our keys was pressed inside the console page. */
  onPress(session: ConsoleSession, place: number): void;
  /** A press on send was held, because the draft is red. */
  onHeld?(session: ConsoleSession): void;
  onSent?(session: ConsoleSession, sent: { ref: ConversationRef; messageId: string; text: string }): void;
  /** Checks what stands in the composer. */
  guard(draft: string, conversation: Conversation, session: ConsoleSession): Promise<Finding[]>;
  onRefused?(reason: 'rate' | 'size' | 'schema'): void;
}

/** A page that answers an insert this late has lost it; the agent is told `uncertain`. */
const INSERT_TIMEOUT_MS = 3000;
const CHECK_TIMEOUT_MS = 1000;
/** A large page takes a moment to be walked. */
const REPORT_TIMEOUT_MS = 5000;
/** Snapshots come per burst, drafts per key: generous for a person, small for a flood. */
const RATE = { burst: 200, perSecond: 50 };
/** Issued texts kept per conversation: several turns of suggestions, cards and options. */
const ISSUED_KEPT = 400;

const log = createLog('console-session');

/** The match pattern of a page's host; a host on another port is the same host. */
const toPattern = (url: string): string => {
  try {
    const { protocol, hostname } = new URL(url);
    return `${protocol}//${hostname}/*`;
  } catch {
    return '';
  }
};

/** Host and port of a page; '' for our own pages. */
const toHost = (url: string): string => {
  try {
    const { protocol, host } = new URL(url);
    return /^https?:$/.test(protocol) ? host : '';
  } catch {
    return '';
  }
};

/** The same words, whatever time they took. */
const isSameAdvice = (a: Advice | null, b: Advice | null): boolean =>
  a === b || JSON.stringify(a && { ...a, tookMs: 0 }) === JSON.stringify(b && { ...b, tookMs: 0 });

/** Makes the session of one connected console frame. */
export function createConsoleSession(deps: ConsoleSessionDeps): ConsoleSession {
  const { port, clock } = deps;
  const allow = createRateLimit(clock, RATE.burst, RATE.perSecond);
  const pending = new Map<string, (result: InsertResult) => void>();
  const checks = new Map<string, (problem: OverlayPageProblem | null) => void>();
  const reports = new Map<string, (report: StructureReport | null) => void>();
  const issued = new Map<string, { text: string; ref: ConversationRef; entryId: string | null }>();
  const chosen: Record<string, Record<string, string>> = {};
  const sentTexts: string[] = [];
  let snapshot: Snapshot | null = null;
  let advice: Advice | null = null;
  let revision = 0;
  let draft: TabView['draft'] = null;
  let draftTurn = 0;
  let asking = false;
  let askAgain = false;
  let mustTell = false;

  const remember = (id: string, text: string, ref: ConversationRef, entryId: string | null) => {
    issued.delete(id);
    issued.set(id, { text, ref, entryId });
    if (issued.size > ISSUED_KEPT) issued.delete(issued.keys().next().value ?? '');
  };

  const issueAll = (given: Advice) => {
    for (const s of given.suggestions) {
      remember(s.id, s.text, given.ref, s.entryId);
      s.options?.forEach((option, i) => {
        if (option.allowed) remember(`${s.id}#option-${i + 1}`, option.text, given.ref, s.entryId);
      });
    }
    for (const card of given.cards)
      for (const piece of card.send) remember(piece.id, piece.text, given.ref, card.entryId);
    if (given.ask?.question) remember(given.ask.question.id, given.ask.question.text, given.ref, null);
    if (given.subtext) remember(given.subtext.probe.id, given.subtext.probe.text, given.ref, given.subtext.entryId);
  };

  /**
   * One question to the brain at a time; whatever arrives meanwhile is asked once, with the newest state. A refresh that brings the same
   * advice tells nobody: every view would draw itself anew.
   */
  const ask = async (isRefresh = false) => {
    if (!isRefresh) mustTell = true;
    if (asking) {
      askAgain = true;
      return;
    }
    asking = true;
    const before = advice;
    do {
      askAgain = false;
      const conversation = snapshot?.conversation ?? null;
      if (!conversation) {
        advice = null;
        break;
      }
      try {
        const given = await deps.advise(conversation, session);
        if (isSameConversation(given.ref, snapshot?.conversation?.ref ?? null)) {
          advice = given;
          issueAll(given);
        }
      } catch (error) {
        log.error('no advice', { error: String(error) });
      }
    } while (askAgain);
    asking = false;
    if (!mustTell && isSameAdvice(before, advice)) return;
    mustTell = false;
    revision++;
    deps.onView(session);
  };

  /** Only the newest text is worth a verdict; one that is still being composed gets none. */
  const onDraft = ({ ref, text, composing }: { ref: ConversationRef; text: string; composing: boolean }) => {
    const conversation = snapshot?.conversation;
    if (composing || !conversation || !isSameConversation(ref, conversation.ref)) return;
    const turn = ++draftTurn;
    const show = (findings: Finding[]) => {
      if (turn !== draftTurn) return;
      draft = text.trim() ? { text, findings } : null;
      if (advice?.holdOnRed && draft)
        port.post({ type: 'verdict', ref, text, red: findings.some(({ severity }) => severity === 'red') });
      deps.onView(session);
    };
    if (!text.trim()) return show([]);
    deps
      .guard(text, conversation, session)
      .then(show, (error: unknown) => log.warn('no verdict', { error: String(error) }));
  };

  const onSnapshot = (next: Snapshot) => {
    const before = snapshot?.conversation?.ref ?? null;
    const now = next.conversation?.ref ?? null;
    snapshot = next;
    if (!isSameConversation(before, now)) {
      advice = null;
      draft = null;
      draftTurn++;
      revision++;
      deps.onView(session);
    }
    if (next.conversation) void ask();
    else deps.onView(session);
  };

  const onMessage = (message: ConsoleMessage) => {
    switch (message.type) {
      case 'snapshot':
        onSnapshot(message.snapshot);
        break;
      case 'insert-result':
        pending.get(message.requestId)?.(message.result);
        break;
      case 'overlay-checked':
        checks.get(message.requestId)?.(message.problem);
        break;
      case 'report':
        reports.get(message.requestId)?.(message.report);
        break;
      case 'press':
        deps.onPress(session, message.place);
        break;
      case 'sent':
        sentTexts.push(message.text);
        if (sentTexts.length > 20) sentTexts.shift();
        deps.onSent?.(session, message);
        break;
      case 'draft':
        onDraft(message);
        break;
      case 'held':
        if (draft?.text !== message.text) break;
        draft = { ...draft, held: true };
        deps.onView(session);
        deps.onHeld?.(session);
        break;
      case 'ping':
        port.post({ type: 'pong' });
        break;
      case 'reload-needed':
        break;
    }
  };

  port.onMessage((raw) => {
    if (!allow()) return deps.onRefused?.('rate');
    if (JSON.stringify(raw).length > MAX_MESSAGE_CHARS) return deps.onRefused?.('size');
    const parsed = consoleMessageSchema.safeParse(raw);
    if (!parsed.success) return deps.onRefused?.('schema');
    onMessage(parsed.data);
  });

  /** Asks the page to write, and waits for its answer. */
  const request = (ref: ConversationRef, message: (requestId: string) => HostToConsole): Promise<InsertResult> =>
    new Promise((resolve) => {
      if (!isSameConversation(ref, snapshot?.conversation?.ref ?? null)) {
        resolve({ ok: false, reason: 'chat-changed' });
        return;
      }
      const requestId = createId();
      const done = (result: InsertResult) => {
        clearTimeout(timer);
        pending.delete(requestId);
        resolve(result);
      };
      const timer = setTimeout(() => done({ ok: false, reason: 'uncertain' }), INSERT_TIMEOUT_MS);
      pending.set(requestId, done);
      port.post(message(requestId));
    });

  const session: ConsoleSession = {
    tabId: deps.tabId,
    frameId: deps.frameId,
    stripToken: createId(),
    painted: createPaintedHistory(),
    snapshot: () => snapshot,
    view: () => ({
      tabId: deps.tabId,
      console: snapshot?.console ?? '',
      state: snapshot?.state ?? 'none',
      shop: snapshot?.shop ?? {},
      buyer: snapshot?.conversation?.buyer ?? null,
      ref: snapshot?.conversation?.ref ?? null,
      health: snapshot?.health ?? { parts: {} },
      ...(snapshot?.detect && { detect: { ...snapshot.detect, origin: toPattern(port.sender.url) } }),
      host: toHost(port.sender.url),
      ...(snapshot?.taught && { isTaught: true }),
      advice,
      draft,
      revision,
      practice: snapshot?.conversation?.practice ?? false,
    }),
    issued: (id) => issued.get(id) ?? null,
    issue: (id, text, entryId, ref = snapshot?.conversation?.ref) => {
      if (ref) remember(id, text, ref, entryId);
    },
    isAnswered: () => (snapshot?.conversation ? getBuyerTurn(snapshot.conversation)?.answered : undefined) ?? false,
    insert: (sourceId, text, ref) => request(ref, (requestId) => ({ type: 'insert', requestId, ref, sourceId, text })),
    fix: ({ ref, text, start, end, fix }) => {
      const isFinding =
        draft?.text === text && draft.findings.some((f) => f.start === start && f.end === end && f.fix === fix);
      if (!isFinding) return Promise.resolve({ ok: false, reason: 'rejected' });
      return request(ref, (requestId) => ({ type: 'fix', requestId, ref, draft: text, start, end, text: fix }));
    },
    rewrite: (ref, before, text) =>
      draft?.text === before
        ? request(ref, (requestId) => ({
            type: 'fix',
            requestId,
            ref,
            draft: before,
            start: 0,
            end: before.length,
            text,
          }))
        : Promise.resolve({
            ok: false,
            reason: isSameConversation(ref, snapshot?.conversation?.ref ?? null) ? 'rejected' : 'chat-changed',
          }),
    checkOverlay: (overlay) =>
      new Promise((resolve) => {
        const requestId = createId();
        const done = (problem: OverlayPageProblem | null) => {
          clearTimeout(timer);
          checks.delete(requestId);
          resolve(problem);
        };
        // a page that does not answer is checked again when the rules are used there
        const timer = setTimeout(() => done(null), CHECK_TIMEOUT_MS);
        checks.set(requestId, done);
        port.post({ type: 'check-overlay', requestId, overlay });
      }),
    report: () =>
      new Promise((resolve) => {
        const requestId = createId();
        const done = (report: StructureReport | null) => {
          clearTimeout(timer);
          reports.delete(requestId);
          resolve(report);
        };
        const timer = setTimeout(() => done(null), REPORT_TIMEOUT_MS);
        reports.set(requestId, done);
        port.post({ type: 'report', requestId });
      }),
    refresh: () => void ask(true),
    choose: (attribute, value) => {
      const ref = snapshot?.conversation?.ref;
      if (!ref) return;
      const key = refKey(ref);
      const forRef = chosen[key] ?? {};
      chosen[key] = forRef;
      if (value === null) delete forRef[attribute];
      else forRef[attribute] = value;
      void ask();
    },
    chosen: () => chosen,
    recentTexts: () => sentTexts,
    post: (message) => port.post(message),
    close: () => {
      for (const done of [...pending.values()]) done({ ok: false, reason: 'uncertain' });
      port.disconnect();
    },
  };
  return session;
}
