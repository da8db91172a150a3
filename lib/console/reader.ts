import { type Conversation, type ConversationRef, type Message, refKey } from '@/lib/chat/conversation';
import type { Clock } from '@/lib/core/clock';
import type { Health, ListRow, Snapshot } from '@/lib/platform/messages';
import type { Adapter } from './adapter';
import { createBuyerKeys } from './buyer-keys';
import { collectRows } from './collect-rows';
import { isEditable, isNearMessages } from './editable';
import { createHealthBook } from './health';
import { inferOpen } from './infer-buyer';
import { createLocator, type Locator } from './locator';
import { createPanelReader } from './panel-reader';
import { readPick } from './pick';
import { type Identity, readIdentity } from './read-identity';
import { createListReader } from './read-list';
import { createComposerRootFinder, createRootFinder } from './root-finder';
import { createRowReader, type RowsRead } from './row-reader';
import { createSwitchGate } from './switch-gate';
import { createThreadBox, hasForeignText } from './thread-box';
import type { SeenRow, ThreadMemory } from './thread-memory';
import { getWatchedAttributes, type PageWatch, watchPage } from './watch-page';

export interface ReaderDeps {
  document: Document;
  adapter: Adapter;
  clock: Clock;
  /** Called with a whole snapshot whenever it differs from the last one. */
  onSnapshot(snapshot: Snapshot): void;
  /** Called after every look at the page. */
  onLook?(): void;
  /** Called when rows were added below what was known, after the first read of the conversation (never for history). */
  onNewMessages?(ref: ConversationRef, messages: Message[]): void;
}

export interface ConsoleReader {
  start(): void;
  /** Leaves no trace: observer, timers and caches are gone. */
  stop(): void;
  /** Reads everything that changed now, synchronously, and answers the fresh snapshot. */
  refresh(): Snapshot;
  /** The conversation that is certainly open at this moment (re-read), or null when none is or a switch is under way. */
  resolve(): ConversationRef | null;
  /** The same as of the last look at the page, without looking again. */
  current(): ConversationRef | null;
  composer: Locator;
  /** How every part stood at the last look. */
  health(): Health;
}

/** The page is looked at this often even when nothing seems to change: replaced containers, late parts, grace times. */
const POLL_MS = 1000;
/** The conversation list is read at most this often. */
const LIST_GAP_MS = 300;
/** While something is unsure the page is looked at again after this long. */
const UNSURE_MS = 100;
/** A snapshot stays far below the 1 MB limit of a message. */
const MAX_SNAPSHOT_TEXT = 200_000;
const NO_ROWS: RowsRead = { rows: [], unknown: 0, fallback: 0, candidates: 0 };

/** Creates the reader of one console page. */
export function createConsoleReader(deps: ReaderDeps): ConsoleReader {
  const { document, adapter, clock } = deps;
  const now = () => clock.now();
  const root = createRootFinder(document, adapter.shadow);
  const composerRoot = createComposerRootFinder(document, adapter, root);
  const rowCss = adapter.rows.row.map(({ css }) => css).join(', ');
  const openCss = adapter.list?.open?.map(({ css }) => css).join(', ');
  const hasNamedBox = adapter.rows.container.length > 0;
  const container = createThreadBox(root, adapter, now);
  // rules from outside must not make us write anywhere but into the box under the messages
  const isForeign = adapter.proof === 'taught' || adapter.proof === 'detected';
  const isComposer = (element: Element) => {
    const messages = container.get();
    return isEditable(element) && (messages === null || isNearMessages(element, messages));
  };
  const composer = createLocator(composerRoot, adapter.composer, now, isForeign ? isComposer : undefined);
  const hasSenders = adapter.roles.some(({ sender }) => sender);
  const health = createHealthBook(now);
  const rowReader = createRowReader(adapter);
  const list = createListReader(root, adapter);
  const buyers = createBuyerKeys(adapter, adapter.rows.order === 'top');
  const gate = createSwitchGate(now);
  const panels = createPanelReader({ root, adapter, gate, now, again: (ms) => runAgain(ms) });

  let watch: PageWatch | null = null;
  let poll: ReturnType<typeof setInterval> | null = null;
  let again: ReturnType<typeof setTimeout> | null = null;
  let box: Element | null = null;
  /** Trees that are watched beside the document. */
  let watched = new WeakSet<Node>();
  let listRows: ListRow[] = [];
  let listDirty = true;
  let listReadAt = Number.NEGATIVE_INFINITY;
  let shopKey: string | null = null;
  let openRef: ConversationRef | null = null;
  /** Key of the conversation that was read last; null before the first read. */
  let readKey: string | null = null;
  let published = '';
  let snapshot: Snapshot = {
    console: adapter.id,
    state: 'waiting',
    shop: {},
    conversation: null,
    health: { parts: {} },
    list: [],
  };

  const touch = (): void => {
    listDirty = true;
    panels.touch();
  };

  const onRecords = (batch: MutationRecord[]): void => {
    for (const { target } of batch) {
      const element = target.nodeType === 1 ? (target as Element) : target.parentElement;
      if (element && box?.contains(element)) {
        rowReader.touch(element);
      } else {
        if (element) list.touch(element);
        touch();
      }
    }
  };

  const readList = (): void => {
    const since = now() - listReadAt;
    if (!listDirty && since < POLL_MS) return;
    if (since < LIST_GAP_MS) {
      runAgain(LIST_GAP_MS);
      return;
    }
    listDirty = false;
    listReadAt = now();
    listRows = list.read();
    buyers.noteNames(listRows);
  };

  /** Without a readable header: the pane, the list's open row, or whoever both writes here and stands in the list. */
  const withInferred = (identity: Identity): Identity => {
    const { sender, infer, unnamed } = adapter.identity;
    if (!box || identity.state !== 'none') return identity;
    if (unnamed) return { ...identity, state: 'open', buyerPick: 0 };
    const input = infer ? composer.get() : null;
    const open = input && inferOpen(box, input, list.rows(), openCss);
    if (open === 'between') return { ...identity, state: 'between' };
    const buyerId = open?.row && adapter.list?.buyerId ? open.row.buyer : null;
    if (open?.name || buyerId)
      return { ...identity, state: 'open', buyerId, buyerName: open?.name ?? null, buyerPick: 1 };
    if (!sender) return identity;
    const names = new Set(listRows.flatMap(({ name }) => name ?? []));
    for (const row of collectRows(box, rowCss, 30, adapter.rows.order === 'reverse').reverse()) {
      const name = readPick(row, sender);
      if (name && names.has(name)) return { ...identity, state: 'open', buyerName: name };
    }
    return identity;
  };

  const refOf = (identity: Identity, rows: readonly SeenRow[], href: string): ConversationRef | null => {
    const buyer = identity.state === 'open' ? buyers.keyOf(identity, rows, root(), href) : null;
    if (buyer === null) return null;
    // a shop name that is hidden for a while (a menu over it) must not split the conversation; a real change of shop does
    shopKey = identity.shopId ?? identity.shopName ?? shopKey;
    return { console: adapter.id, shop: shopKey ?? '', buyer };
  };

  const noteHealth = (identity: Identity, read: RowsRead, foreign: boolean): void => {
    const isOpen = identity.state === 'open';
    const hasComposer = composer.get() !== null;
    health.note('container', { hits: box ? 1 : 0, fallback: container.index(), expected: isOpen && hasNamedBox });
    health.note('rows', { hits: read.candidates, expected: foreign });
    health.note('role', { hits: read.unknown > 0 ? 0 : read.rows.length, expected: read.unknown > 0 });
    health.note('identity', {
      hits: isOpen ? 1 : 0,
      fallback: identity.buyerPick,
      expected: read.candidates > 0 || identity.state === 'between',
    });
    health.note('composer', {
      hits: hasComposer ? 1 : 0,
      fallback: composer.index(),
      expected: isOpen && (box !== null || !hasNamedBox),
    });
    if (adapter.list) health.note('list', { hits: listRows.length, expected: false });
  };

  /** Looks at the page; `sliced` may leave the rest to a later slice. */
  const flush = (sliced: boolean): void => {
    const href = document.defaultView?.location.href ?? '';
    for (const tree of [root(), composerRoot()]) {
      if (tree === document || watched.has(tree)) continue;
      watched.add(tree);
      watch?.add(tree);
    }
    box = container.get();
    readList();
    const identity = withInferred(readIdentity(root(), adapter, href));
    const read = box ? rowReader.read(box, identity.buyerName, sliced) : NO_ROWS;
    if (!read) {
      runAgain(0);
      return;
    }
    const foreign = identity.state === 'open' && box !== null && read.candidates === 0 && hasForeignText(box);
    // by what is printed at messages a stale name would make everybody ours: somebody must be the buyer
    const isUnnamed =
      isForeign && hasSenders && read.rows.length > 0 && !read.rows.some(({ role }) => role === 'buyer');
    if (isUnnamed) read.unknown++;
    noteHealth(identity, read, foreign);
    const ref = refOf(identity, read.rows, href);
    const memory = ref ? buyers.memoryOf(ref) : null;
    // without its box an open chat is only half mounted; with a row of unknown role nothing may go out
    const isReadable = (box !== null || !hasNamedBox) && read.unknown === 0 && !foreign;
    const settled = gate.pass(isReadable ? ref : null, read.rows, memory);
    openRef = settled ? ref : null;
    if (settled && ref && memory) take(ref, memory, read.rows);
    publish(identity, ref, memory, settled, href);
    deps.onLook?.();
    if (!settled || health.isWaiting()) runAgain(UNSURE_MS);
  };

  const take = (ref: ConversationRef, memory: ThreadMemory, rows: readonly SeenRow[]): void => {
    const key = refKey(ref);
    const last = readKey === key ? memory.messages().at(-1) : undefined;
    const known = last ? new Set(memory.messages().map(({ id }) => id)) : null;
    memory.merge(rows, now());
    readKey = key;
    if (!last || !known) return;
    const messages = memory.messages();
    const at = messages.findIndex(({ id }) => id === last.id);
    const added = at < 0 ? [] : messages.slice(at + 1).filter(({ id }) => !known.has(id));
    if (added.length) deps.onNewMessages?.(ref, added);
  };

  const publish = (
    identity: Identity,
    ref: ConversationRef | null,
    memory: ThreadMemory | null,
    settled: boolean,
    href: string,
  ): void => {
    const isLost = (['role', 'identity', 'rows', 'container'] as const).some((part) => health.isBroken(part));
    // between two conversations the last snapshot stands a moment, then the page is honest about not knowing
    if (!settled && !isLost && !gate.isLate()) return;
    const shop = {
      ...(identity.shopId && { id: identity.shopId }),
      ...(identity.shopName && { name: identity.shopName }),
    };
    let conversation: Conversation | null = null;
    if (settled && !isLost && ref && memory) {
      const { product, orders } = panels.read(ref, href);
      conversation = {
        ref,
        shop,
        buyer: {
          ...(identity.buyerId && { id: identity.buyerId }),
          ...(identity.buyerName && { name: identity.buyerName }),
        },
        messages: withinBudget(memory.messages()),
        ...(product && { product }),
        orders,
        practice: adapter.practice === true,
      };
    }
    const isHurt = isLost || health.isBroken('composer');
    snapshot = {
      console: adapter.id,
      state: isHurt ? 'changed' : conversation ? 'attached' : 'waiting',
      shop,
      conversation,
      health: health.read(),
      list: listRows,
    };
    const text = JSON.stringify(snapshot);
    if (text === published) return;
    published = text;
    deps.onSnapshot(snapshot);
  };

  const runAgain = (ms: number): void => {
    if (!watch) return;
    again ??= setTimeout(() => {
      again = null;
      flush(true);
    }, ms);
  };

  return {
    start() {
      if (watch) return;
      watch = watchPage(document, getWatchedAttributes(adapter), { records: onRecords, flush: () => flush(true) });
      poll = setInterval(() => {
        touch();
        if (container.index() > 0) container.forget();
        if (composer.index() > 0) composer.forget();
        flush(true);
      }, POLL_MS);
      flush(true);
    },
    stop() {
      watch?.stop();
      watch = null;
      watched = new WeakSet();
      if (poll !== null) clearInterval(poll);
      if (again !== null) clearTimeout(again);
      poll = null;
      again = null;
      published = '';
    },
    refresh() {
      flush(false);
      return snapshot;
    },
    resolve() {
      flush(false);
      return openRef;
    },
    current: () => openRef,
    composer,
    health: () => health.read(),
  };
}

/** Drops the oldest messages of a snapshot that would be too large to travel. */
function withinBudget(messages: Message[]): Message[] {
  let size = 0;
  let start = messages.length;
  while (start > 0) {
    const parts = messages[start - 1]?.parts ?? [];
    size += parts.reduce((sum, part) => sum + (part.type === 'text' ? part.text.length : 200), 0);
    if (size > MAX_SNAPSHOT_TEXT) break;
    start--;
  }
  return messages.slice(start);
}
