import type { Clock } from '@/lib/core/clock';
import { createMutex } from '@/lib/core/mutex';
import type { SettingsStore } from './settings-store';

/** A buyer question that found nothing, redacted by the caller. */
export interface NoHit {
  question: string;
  scene?: string;
  count: number;
  lastAtMs: number;
}

export interface NoHitStore {
  add(question: string, scene: string | undefined): Promise<void>;
  /** The most frequent first, among equals the newest. */
  list(): Promise<NoHit[]>;
  clear(): Promise<void>;
}

/** Private to this machine (`lib/knowledge/backup`): the words are a buyer's, though redacted. */
const KEY = 'usage.noHit';
/** Questions kept; the oldest of the rare ones go. */
const MAX_ROWS = 300;
const MAX_CHARS = 200;

const sameOf = (question: string): string =>
  question
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, '');

/** Creates the list over the settings; equal questions are counted together. */
export function createNoHitStore(settings: SettingsStore, clock: Clock): NoHitStore {
  const mutex = createMutex();
  const read = async (): Promise<NoHit[]> => {
    const stored = await settings.get(KEY);
    return Array.isArray(stored) ? (stored as NoHit[]) : [];
  };
  return {
    add: (given, scene) =>
      mutex.run(async () => {
        const question = given.trim().slice(0, MAX_CHARS);
        const same = sameOf(question);
        if (!same) return;
        const rows = await read();
        const known = rows.find((row) => sameOf(row.question) === same);
        const row: NoHit = {
          question,
          ...(scene ? { scene } : {}),
          count: (known?.count ?? 0) + 1,
          lastAtMs: clock.now(),
        };
        const others = rows.filter((one) => one !== known);
        others.sort((a, b) => b.count - a.count || b.lastAtMs - a.lastAtMs);
        await settings.put(KEY, [row, ...others].slice(0, MAX_ROWS));
      }),
    list: async () => (await read()).sort((a, b) => b.count - a.count || b.lastAtMs - a.lastAtMs),
    clear: () => settings.remove(KEY),
  };
}
