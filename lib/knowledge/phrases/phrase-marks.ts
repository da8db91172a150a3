import type { Clock } from '@/lib/core/clock';
import { createId } from '@/lib/core/ids';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import type { DeskmateDatabase } from '@/lib/knowledge/store/database';
import type { RecentRow } from '@/lib/knowledge/store/rows';

/** Recents kept. */
const MAX_RECENTS = 100;

/** What the agent marked and used by hand; keys as `phraseKey` makes them. Stays on this machine. */
export interface PhraseMarks {
  /** Pinned keys in their order. */
  pins(): Promise<string[]>;
  /** Pins at the end; again changes nothing. */
  pin(key: string): Promise<void>;
  unpin(key: string): Promise<void>;
  /** Sets the order of the pins given; others keep standing behind them. */
  orderPins(keys: readonly string[]): Promise<void>;
  /** A phrase was inserted or copied. */
  touch(key: string): Promise<void>;
  /** Last used first. */
  recents(limit: number): Promise<RecentRow[]>;
  /** Most used first. */
  favourites(limit: number): Promise<RecentRow[]>;
}

/** Creates the marks over the tables. */
export function createPhraseMarks(db: DeskmateDatabase, clock: Clock): PhraseMarks {
  const pins = async (): Promise<string[]> =>
    (await db.pins.toArray()).sort((a, b) => a.order - b.order).map(({ key }) => key);
  return {
    pins,
    pin: (key) =>
      db.transaction('rw', db.pins, async () => {
        if (await db.pins.get(key)) return;
        const last = Math.max(0, ...(await db.pins.toArray()).map(({ order }) => order));
        await db.pins.put({ key, order: last + 1 });
      }),
    unpin: (key) => db.pins.delete(key),
    orderPins: (keys) =>
      db.transaction('rw', db.pins, async () => {
        const now = await pins();
        const wanted = [...keys.filter((key) => now.includes(key)), ...now.filter((key) => !keys.includes(key))];
        await db.pins.bulkPut(wanted.map((key, order) => ({ key, order: order + 1 })));
      }),
    touch: (key) =>
      db.transaction('rw', db.recents, async () => {
        const before = await db.recents.get(key);
        await db.recents.put({ key, atMs: clock.now(), uses: (before?.uses ?? 0) + 1 });
        const surplus = (await db.recents.count()) - MAX_RECENTS;
        if (surplus > 0) await db.recents.bulkDelete(await db.recents.orderBy('atMs').limit(surplus).primaryKeys());
      }),
    recents: (limit) => db.recents.orderBy('atMs').reverse().limit(limit).toArray(),
    favourites: async (limit) =>
      (await db.recents.toArray()).sort((a, b) => b.uses - a.uses || b.atMs - a.atMs).slice(0, limit),
  };
}

/**
 * "Save what I just sent": a phrase of my own, as a row for `putOwn`. The text comes in redacted (`lib/core/redact`); it
 * never leaves this machine (scope me).
 */
export function toOwnPhrase(
  redactedText: string,
  more: { title?: string; folder?: string; shortcut?: string } = {},
): RawRow {
  const text = redactedText.trim();
  return {
    id: `me-${createId()}`,
    kind: 'answer',
    scope: 'me',
    title: more.title?.trim() || text.replace(/\s+/g, ' ').slice(0, 20),
    answer: text,
    ...(more.folder ? { folder: more.folder } : {}),
    ...(more.shortcut ? { shortcut: more.shortcut } : {}),
  };
}
