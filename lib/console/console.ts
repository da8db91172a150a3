import { type ConversationRef, MAX_TEXT, refKey } from '@/lib/chat/conversation';
import type { Clock } from '@/lib/core/clock';
import type { Health, InsertResult, Snapshot, StructureReport } from '@/lib/platform/messages';
import type { Adapter } from './adapter';
import { getComposer } from './composer';
import { type FixRequest, fixDraft } from './fix-draft';
import { createHoldSend, type HoldSend, type Verdict } from './hold-send';
import { createInserter, type InsertRequest } from './insert';
import { createLocator } from './locator';
import { cutText } from './read-text';
import { createConsoleReader } from './reader';
import { createStructureReport } from './structure-report';
import { watchDraft } from './watch-draft';
import { createSentWatch } from './watch-sent';

export interface ConsoleEvents {
  snapshot?(snapshot: Snapshot): void;
  /** What stands in the composer of the open conversation. */
  draft?(ref: ConversationRef, text: string, composing: boolean): void;
  /** An own row that came from this composer. */
  sent?(ref: ConversationRef, messageId: string, text: string): void;
  /** After every look at the page: how its parts stand. */
  look?(health: Health): void;
  /** A press on send was held once, because the draft's verdict is red. */
  held?(text: string): void;
}

/** One console page, read and written: what the content script and the practice page mount. */
export interface Console {
  start(): void;
  /** Teardown without a trace. */
  stop(): void;
  insert(request: InsertRequest): Promise<InsertResult>;
  /** Replaces a finding's span in the draft that it was found in. */
  fix(request: FixRequest): Promise<InsertResult>;
  /** The newest snapshot, read now. */
  snapshot(): Snapshot;
  /** Off = nothing is read any more; one snapshot with the state `off` goes out. */
  setOff(off: boolean): void;
  /** The host's verdict on a draft, where the lead's policy holds red ones; counts for exactly its text. */
  judge(verdict: Verdict): void;
  /** The composer element, for keys that only count there (`null` when there is none). */
  composer(): HTMLElement | null;
  isComposing(): boolean;
  /** The page's skeleton without any text, for a shop to send when its console changed. */
  report(): StructureReport;
}

/** Mounts reading and writing on a page. */
export function createConsole(deps: {
  document: Document;
  adapter: Adapter;
  clock: Clock;
  on: ConsoleEvents;
}): Console {
  const { document, adapter, clock, on } = deps;
  const sent = createSentWatch(() => clock.now());
  let latest: Snapshot | null = null;
  let running = false;
  let off = false;
  let draftWatch: ReturnType<typeof watchDraft> | null = null;
  let hold: HoldSend | null = null;

  const reader = createConsoleReader({
    document,
    adapter,
    clock,
    onSnapshot(snapshot) {
      latest = snapshot;
      on.snapshot?.(snapshot);
    },
    onLook: () => {
      draftWatch?.check();
      on.look?.(reader.health());
    },
    onNewMessages(ref, messages) {
      for (const { messageId, text } of sent.matchSent(refKey(ref), messages))
        on.sent?.(ref, messageId, cutText(text, MAX_TEXT));
    },
  });
  const composer = () => getComposer(reader.composer, adapter);
  const inserter = createInserter({
    resolve: () => reader.resolve(),
    composer,
    isComposing: () => draftWatch?.isComposing() ?? false,
    sinceTyped: () => draftWatch?.sinceTyped() ?? Number.POSITIVE_INFINITY,
  });

  const readDraft = () => {
    const open = composer();
    return open && { element: open.element, text: open.strategy.read(open.element) };
  };
  const onDraft = (text: string, composing: boolean) => {
    // between two conversations nobody can say whose draft it is
    const ref = reader.current();
    if (!ref) return;
    if (!composing) sent.noteDraft(refKey(ref), text);
    on.draft?.(ref, cutText(text, MAX_TEXT), composing);
  };

  const start = () => {
    if (running || off) return;
    running = true;
    draftWatch = watchDraft(document, readDraft, onDraft);
    reader.start();
  };
  const stop = () => {
    running = false;
    reader.stop();
    draftWatch?.stop();
    draftWatch = null;
    hold?.stop();
    hold = null;
  };

  return {
    start,
    stop,
    async insert(request) {
      if (!running) return { ok: false, reason: 'composer-missing' };
      const result = await inserter.insert(request);
      draftWatch?.check();
      return result;
    },
    async fix(request) {
      if (!running) return { ok: false, reason: 'composer-missing' };
      const isComposing = () => draftWatch?.isComposing() ?? false;
      const result = await fixDraft({ resolve: () => reader.resolve(), composer, isComposing }, request);
      draftWatch?.check();
      return result;
    },
    snapshot: () => (running ? reader.refresh() : (latest ?? reader.refresh())),
    setOff(next) {
      if (off === next) return;
      off = next;
      if (!off) return start();
      stop();
      const shop = latest?.shop ?? {};
      latest = { console: adapter.id, state: 'off', shop, conversation: null, health: { parts: {} }, list: [] };
      on.snapshot?.(latest);
    },
    judge(verdict) {
      // only bundled adapters name a send control; without one a press could be held on one way and not on the other
      if (!running || !adapter.send) return;
      const sendControl = createLocator(
        () => document,
        adapter.send.css,
        () => clock.now(),
      );
      hold ??= createHoldSend({
        document,
        composer,
        isComposing: () => draftWatch?.isComposing() ?? false,
        send: () => sendControl.get(),
        now: () => performance.now(),
        onHeld: (text) => on.held?.(text),
      });
      hold.judge(verdict);
    },
    composer: () => composer()?.element ?? null,
    isComposing: () => draftWatch?.isComposing() ?? false,
    report: () =>
      createStructureReport({ document, console: adapter.id, adapter, health: latest?.health ?? { parts: {} } }),
  };
}
