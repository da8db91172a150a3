import {
  type Conversation,
  type ConversationRef,
  MAX_MESSAGES,
  type Message,
  type Order,
  type Product,
} from '@/lib/chat/conversation';
import type { Clock } from '@/lib/core/clock';
import type { ConsoleState, ListRow, Snapshot } from '@/lib/platform/messages';
import type { Adapter } from './adapter';
import { createBuyerKeys } from './buyer-keys';
import { collectRows, getRowTop } from './collect-rows';
import { createHealthBook } from './health';
import { createLocator, findRowBox, type Locator } from './locator';
import { pickValue, readPick } from './pick';
import { readOrder, readProduct } from './read-fields';
import { type Identity, readIdentity } from './read-identity';
import { createListReader } from './read-list';
import { type RowRead, readRow } from './read-row';
import { createSwitchGate } from './switch-gate';
import type { SeenRow, ThreadMemory } from './thread-memory';
import { isVisible } from './visible';
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
}

/** Rows read per slice are stopped after this long (ms); the rest follows in the next slice. */
const SLICE_MS = 6;
/** Rows that a virtual list keeps in the DOM at most. */
const MAX_WINDOW = 200;
/** The page is looked at this often even when nothing seems to change: replaced containers, late parts, grace times. */
const POLL_MS = 1000;
/** The list and the side panels are read at most this often. */
const SIDE_GAP_MS = 300;
/** A snapshot stays far below the 1 MB limit of a message. */
const MAX_SNAPSHOT_TEXT = 200_000;

/** Creates the reader of one console page. */
export function createConsoleReader(deps: ReaderDeps): ConsoleReader {
  const { document, adapter, clock } = deps;
  const now = () => clock.now();
  const root = (): ParentNode => document;
  const rowCss = adapter.rows.row.map(({ css }) => css).join(', ');
  const windowed = adapter.rows.order === 'top';
  const hasOwnBox = adapter.rows.container.length > 0;
  const container = hasOwnBox ? createLocator(root, adapter.rows.container, now) : createBoxLocator(root, rowCss);
  const composer = createLocator(root, adapter.composer, now);
  const productPanel = createLocator(root, adapter.panels?.product?.css ?? [], now);
  const health = createHealthBook(now);
  const list = createListReader(root, adapter);
  const buyers = createBuyerKeys(adapter, windowed);
  const gate = createSwitchGate(now);

  let watch: PageWatch | null = null;
  let poll: ReturnType<typeof setInterval> | null = null;
  let again: ReturnType<typeof setTimeout> | null = null;
  let cache = new WeakMap<Element, { read: RowRead | null }>();
  let cachedFor: string | null = null;
  let lastContainer: Element | null = null;
  let listRows: ListRow[] = [];
  let product: Product | undefined;
  let orders: Order[] = [];
  let sideDirty = true;
  let sideReadAt = Number.NEGATIVE_INFINITY;
  let shopKey: string | null = null;
  let openRef: ConversationRef | null = null;
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

  const records = (batch: MutationRecord[]): void => {
    for (const record of batch) {
      const target = record.target.nodeType === 1 ? (record.target as Element) : record.target.parentElement;
      if (!target) {
        sideDirty = true;
        continue;
      }
      if (lastContainer?.contains(target)) {
        const row = target.closest(rowCss);
        if (row) cache.delete(row);
      } else {
        sideDirty = true;
        list.touch(target);
      }
    }
  };

  /** Rows in view, oldest first, or null when the slice ended before all were read. */
  const readRows = (
    box: Element,
    buyerName: string | null,
    sliced: boolean,
  ): { rows: SeenRow[]; unknown: number; fallback: number; candidates: number } | null => {
    if (cachedFor !== buyerName && adapter.roles.some(({ sender }) => sender)) cache = new WeakMap();
    cachedFor = buyerName;
    const elements = collectRows(box, rowCss, windowed ? MAX_WINDOW : MAX_MESSAGES, adapter.rows.order === 'reverse');
    const rows: SeenRow[] = [];
    const started = performance.now();
    let unknown = 0;
    let fallback = 0;
    for (const [index, element] of elements.entries()) {
      let entry = cache.get(element);
      if (!entry) {
        if (sliced && performance.now() - started > SLICE_MS) return null;
        entry = { read: readRow(element, adapter, buyerName) };
        cache.set(element, entry);
      }
      const { read } = entry;
      if (!read) continue;
      if (read.role === null) {
        // an old odd row does no harm; a new one could be the buyer's
        if (index >= elements.length - 20) unknown++;
        continue;
      }
      fallback = Math.max(fallback, read.roleRule);
      rows.push({
        role: read.role,
        parts: read.parts,
        token: element,
        ...(read.platformId !== undefined && { platformId: read.platformId }),
        ...(read.time !== undefined && { time: read.time }),
        ...(windowed && { top: getRowTop(element, box) }),
      });
    }
    if (windowed) rows.sort((a, b) => (a.top ?? 0) - (b.top ?? 0));
    return { rows, unknown, fallback, candidates: elements.length };
  };

  /** Without a readable header the open buyer is whoever both writes here and stands in the list. */
  const withSender = (identity: Identity, box: Element | null): Identity => {
    const { sender } = adapter.identity;
    if (!sender || !box || identity.state !== 'none') return identity;
    const names = new Set(listRows.map(({ name }) => name));
    for (const row of collectRows(box, rowCss, 30, adapter.rows.order === 'reverse').reverse()) {
      const name = readPick(row, sender);
      if (name && names.has(name)) return { ...identity, state: 'open', buyerName: name };
    }
    return identity;
  };

  const readSides = (href: string): void => {
    if (!sideDirty && now() - sideReadAt < POLL_MS) return;
    if (now() - sideReadAt < SIDE_GAP_MS) {
      runAgain(SIDE_GAP_MS);
      return;
    }
    sideDirty = false;
    sideReadAt = now();
    listRows = list.read();
    buyers.noteNames(listRows);
    const panel = adapter.panels?.product ? productPanel.get() : null;
    const urlProduct = pickValue(document, adapter.panels?.urlProductId, href);
    const read = panel && adapter.panels?.product ? readProduct(panel, adapter.panels.product.fields, 'panel') : null;
    product =
      gate.passPanel('product', read) ?? (urlProduct ? { id: urlProduct, attributes: {}, readFrom: 'url' } : undefined);
    const found: Order[] = [];
    for (const find of adapter.panels?.orders?.css ?? []) {
      for (const element of document.querySelectorAll(find.css)) {
        const order =
          found.length < 20 && adapter.panels?.orders
            ? readOrder(element, adapter.panels.orders.fields, 'panel')
            : null;
        if (order) found.push(order);
      }
      if (found.length) break;
    }
    const urlOrder = pickValue(document, adapter.panels?.urlOrderId, href);
    if (urlOrder && !found.some(({ id }) => id === urlOrder)) found.push({ id: urlOrder, items: [], readFrom: 'url' });
    orders = gate.passPanel('orders', found.length ? found : null) ?? [];
  };

  const refOf = (identity: Identity, buyer: string): ConversationRef => {
    const shop = identity.shopId ?? identity.shopName;
    // a shop name that mounts late must not split the conversation; a real change of shop does
    if (shop !== null && shopKey !== shop) shopKey = shop;
    return { console: adapter.id, shop: shopKey ?? '', buyer };
  };

  /** Reads what changed; `sliced` may leave the rest to a later slice and then answers false. */
  const flush = (sliced: boolean): boolean => {
    const href = document.defaultView?.location.href ?? '';
    const box = container.get();
    if (box !== lastContainer) {
      lastContainer = box;
      sideDirty = true;
    }
    readSides(href);
    const identity = withSender(readIdentity(document, adapter, href), box);
    const read = box ? readRows(box, identity.buyerName, sliced) : { rows: [], unknown: 0, fallback: 0, candidates: 0 };
    if (!read) {
      runAgain(0);
      return false;
    }
    const hasComposer = composer.get() !== null;
    const isOpen = identity.state === 'open';
    health.note('container', { hits: box ? 1 : 0, fallback: container.index(), expected: isOpen && hasOwnBox });
    const foreign = isOpen && box !== null && read.candidates === 0 && hasForeignText(box);
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
      expected: isOpen && (box !== null || !hasOwnBox),
    });
    if (adapter.list) health.note('list', { hits: listRows.length, expected: false });

    const buyer = isOpen ? buyers.keyOf(identity, read.rows, document, href) : null;
    const ref = buyer === null ? null : refOf(identity, buyer);
    const memory = ref ? buyers.memoryOf(ref) : null;
    // without its box an open chat is only half mounted
    const settled = gate.pass((box || !hasOwnBox) && read.unknown === 0 && !foreign ? ref : null, read.rows, memory);
    openRef = settled ? ref : null;
    if (settled && ref && memory && readKey !== null) takeNew(ref, memory, read.rows);
    else if (settled && ref && memory) memory.merge(read.rows, now());
    if (settled) readKey = ref ? JSON.stringify(ref) : '';
    publish(identity, ref, memory, settled);
    deps.onLook?.();
    if (!settled || health.isWaiting()) runAgain(100);
    return true;
  };

  const takeNew = (ref: ConversationRef, memory: ThreadMemory, rows: SeenRow[]): void => {
    const before = memory.messages();
    memory.merge(rows, now());
    const last = before.at(-1);
    if (!last || readKey !== JSON.stringify(ref)) return;
    const after = memory.messages();
    const at = after.findIndex(({ id }) => id === last.id);
    const known = new Set(before.map(({ id }) => id));
    const added = at < 0 ? [] : after.slice(at + 1).filter(({ id }) => !known.has(id));
    if (added.length) deps.onNewMessages?.(ref, added);
  };

  const publish = (
    identity: Identity,
    ref: ConversationRef | null,
    memory: ThreadMemory | null,
    settled: boolean,
  ): void => {
    const lost =
      health.isBroken('role') || health.isBroken('identity') || health.isBroken('rows') || health.isBroken('container');
    const hurt = lost || health.isBroken('composer');
    // between two conversations the last snapshot stands a moment, then the page is honest about not knowing
    if (!settled && !lost && !gate.isLate()) return;
    const shop = {
      ...(identity.shopId && { id: identity.shopId }),
      ...(identity.shopName && { name: identity.shopName }),
    };
    const shown = settled && !lost && ref && memory;
    const conversation: Conversation | null = shown
      ? {
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
        }
      : null;
    const state: ConsoleState = hurt ? 'changed' : conversation ? 'attached' : 'waiting';
    snapshot = { console: adapter.id, state, shop, conversation, health: health.read(), list: listRows };
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
      watch = watchPage(document, getWatchedAttributes(adapter), { records, flush: () => flush(true) });
      poll = setInterval(() => {
        sideDirty = true;
        if (container.index() > 0) container.forget();
        if (composer.index() > 0) composer.forget();
        flush(true);
      }, POLL_MS);
      flush(true);
    },
    stop() {
      watch?.stop();
      watch = null;
      if (poll !== null) clearInterval(poll);
      if (again !== null) clearTimeout(again);
      poll = null;
      again = null;
      cache = new WeakMap();
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
  };
}

/** A locator for the box around the rows, where a console names none. */
function createBoxLocator(root: () => ParentNode, rowCss: string): Locator {
  let box: Element | null = null;
  return {
    get() {
      if (!box?.isConnected || !isVisible(box) || !box.querySelector(rowCss)) box = findRowBox(root(), rowCss);
      return box;
    },
    index: () => (box ? 0 : -1),
    forget() {
      box = null;
    },
  };
}

/** True when a box that ought to hold rows shows a good deal of text in several blocks: then the row rule is out of date. */
function hasForeignText(box: Element): boolean {
  let blocks = 0;
  for (let child = box.firstElementChild; child && blocks < 3; child = child.nextElementSibling) {
    if ((child.textContent ?? '').trim().length > 0) blocks += Math.max(1, child.childElementCount);
  }
  return blocks >= 3;
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
