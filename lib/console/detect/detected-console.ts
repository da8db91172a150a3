import { messageText } from '@/lib/chat/conversation';
import type { Clock } from '@/lib/core/clock';
import type { Health, Snapshot } from '@/lib/platform/messages';
import type { Adapter } from '../adapter';
import { type Console, type ConsoleEvents, createConsole } from '../console';
import { foldSpace, startsWithQuote, toSaid } from '../quoted';
import { createStructureReport } from '../structure-report';
import { type Detection, detectChat } from './detect';
import { renewRules, toMerged } from './grow-rules';

/** A page without an adapter: looked at until its chat is found, then read by the found rules, looked at again when they fail. */
export interface DetectedConsole extends Console {
  /** What was found last. */
  detection(): Detection | null;
  /** Looks at the page anew, now. */
  lookAgain(): void;
}

/** First look again after this long, then less and less often (ms). */
const RETRY_MS = [150, 300, 600, 1000, 2000];
/** A page that shows no chat is looked at this often though nothing seems to change (ms). */
const POLL_MS = 3000;
/** A page that is read and shows something unknown is looked at again after this long (ms). */
const AGAIN_MS = 60;
/** Looking again did not help: next time after this long (ms). */
const NO_HELP_MS = 1000;
/** Newest messages that are searched for quotes. */
const QUOTES_WITHIN = 12;
/** Looks for one quote: the page may be built anew during the first. */
const QUOTE_LOOKS = 3;
/** The thread or composer may be away this long during a re-mount before another is looked for (ms). */
const GONE_MS = 400;

/**
 * Mounts detection, reading and writing on a page nobody wrote an adapter for. `taught`: the rules of a lesson, which are never
 * given up for detected ones, only grown.
 */
export function createDetectedConsole(deps: {
  document: Document;
  /** `data-console`: the host of the page. */
  host: string;
  clock: Clock;
  on: ConsoleEvents;
  taught?: Adapter;
}): DetectedConsole {
  const { document, host, clock, on } = deps;
  let adapter: Adapter | null = deps.taught ?? null;
  let inner: Console | null = null;
  let detection: Detection | null = null;
  let running = false;
  let off = false;
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let observer: MutationObserver | null = null;
  let published = '';
  let goneSince: number | null = null;
  let quietUntil = 0;
  let isSoon = false;
  /** How often the page was looked at for the quote of a message. */
  const quoteLooks = new Map<string, number>();
  /** What was read last, while it holds what may be a quote. */
  let quoting: Snapshot | null = null;

  const getToday = () => new Date(clock.now()).toISOString().slice(0, 10);

  const detect = (): Detection => {
    detection = detectChat(document, { host, today: getToday() });
    return detection;
  };

  const withDetection = (snapshot: Snapshot): Snapshot =>
    detection ? { ...snapshot, detect: { confidence: detection.confidence, missing: detection.missing } } : snapshot;

  const unknown = (): Snapshot =>
    withDetection({
      console: host,
      state: off ? 'off' : 'unknown',
      shop: {},
      conversation: null,
      health: { parts: {} },
      list: [],
    });

  const publishUnknown = () => {
    const snapshot = unknown();
    const text = JSON.stringify(snapshot);
    if (text === published) return;
    published = text;
    on.snapshot?.(snapshot);
  };

  const attach = (next: Adapter) => {
    inner?.stop();
    adapter = next;
    goneSince = null;
    inner = createConsole({
      document,
      adapter: next,
      clock,
      on: {
        ...on,
        snapshot: (snapshot) => {
          published = '';
          on.snapshot?.(withDetection(snapshot));
          noteQuote(snapshot);
        },
        look: onLook,
      },
    });
    inner.start();
  };

  /** The first answer that quotes another shows how this page draws quotes. */
  const noteQuote = (snapshot: Snapshot) => {
    const { conversation } = snapshot;
    quoting = null;
    const texts = (conversation?.messages ?? []).map(messageText);
    const from = Math.max(1, texts.length - QUOTES_WITHIN);
    const said = toSaid(texts.slice(0, from));
    for (const [i, text] of texts.entries()) {
      if (i < from) continue;
      const id = conversation?.messages[i]?.id ?? '';
      const looks = quoteLooks.get(id) ?? 0;
      if (looks < QUOTE_LOOKS && startsWithQuote(text, said)) {
        quoting = snapshot;
        if (timer === null) {
          quoteLooks.set(id, looks + 1);
          lookAgainSoon();
        }
      }
      said.add(foldSpace(text));
    }
  };

  /** Rules that leave something unexplained are found anew, and what they knew is kept. */
  const onLook = (health: Health) => {
    const { role, container, composer, rows } = health.parts;
    const isGone = container?.hits === 0 || composer?.hits === 0;
    if (!isGone) goneSince = null;
    else goneSince ??= clock.now();
    const isOdd = role?.hits === 0 || (rows?.hits === 0 && container?.hits !== 0);
    if (isOdd || (goneSince !== null && clock.now() - goneSince >= GONE_MS)) lookAgainSoon();
    if (quoting) noteQuote(quoting);
    on.look?.(health);
  };

  const lookAgainSoon = () => {
    if (timer !== null || !running) return;
    timer = setTimeout(
      () => {
        timer = null;
        const next = findRules();
        if (next && JSON.stringify(next) !== JSON.stringify(adapter)) attach(next);
        else quietUntil = clock.now() + NO_HELP_MS;
      },
      Math.max(AGAIN_MS, quietUntil - clock.now()),
    );
  };

  const findRules = (): Adapter | null => {
    if (adapter && deps.taught) return renewRules(document, adapter, deps.taught, getToday());
    const { isSure, adapter: found } = detect();
    return isSure && found ? (adapter ? toMerged(document, adapter, found) : found) : null;
  };

  const search = () => {
    if (!running || inner) return;
    const found = detect();
    if (found.isSure && found.adapter) {
      stopSearch();
      attach(found.adapter);
      return;
    }
    publishUnknown();
    // changes inside of a shadow root are none of the document's
    timer ??= setTimeout(() => {
      timer = null;
      search();
    }, POLL_MS);
  };

  /** A page that changes is looked at soon, one that changes without end less and less often. */
  const searchSoon = () => {
    if (isSoon) return;
    isSoon = true;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(
      () => {
        timer = null;
        isSoon = false;
        search();
      },
      RETRY_MS[Math.min(attempt++, RETRY_MS.length - 1)],
    );
  };

  const stopSearch = () => {
    observer?.disconnect();
    observer = null;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    isSoon = false;
  };

  const start = () => {
    if (running || off) return;
    running = true;
    if (adapter) return attach(adapter);
    attempt = 0;
    const view = document.defaultView;
    observer = new (view?.MutationObserver ?? MutationObserver)(searchSoon);
    observer.observe(document, { subtree: true, childList: true, characterData: true });
    search();
  };
  const stop = () => {
    running = false;
    stopSearch();
    inner?.stop();
    inner = null;
  };

  return {
    start,
    stop,
    detection: () => detection,
    lookAgain() {
      quietUntil = 0;
      if (inner) lookAgainSoon();
      else search();
    },
    insert: (request) => inner?.insert(request) ?? Promise.resolve({ ok: false, reason: 'composer-missing' }),
    fix: (request) => inner?.fix(request) ?? Promise.resolve({ ok: false, reason: 'composer-missing' }),
    judge: (verdict) => inner?.judge(verdict),
    snapshot: () => (inner && !off ? withDetection(inner.snapshot()) : unknown()),
    setOff(next) {
      if (off === next) return;
      off = next;
      if (!off) return start();
      stop();
      publishUnknown();
    },
    composer: () => inner?.composer() ?? null,
    isComposing: () => inner?.isComposing() ?? false,
    report: () =>
      createStructureReport({
        document,
        console: host,
        adapter: adapter ?? detection?.adapter ?? null,
        health: inner?.snapshot().health ?? { parts: {} },
        missing: detection?.missing ?? [],
      }),
  };
}
