import type { Health } from '@/lib/platform/messages';

/** The parts of an adapter whose loss an agent must see. */
export type HealthPart = 'container' | 'rows' | 'role' | 'identity' | 'composer' | 'list';

/** Counts hits and decides what is broken. A part that is missing is broken only after `GRACE_MS`: pages mount piece by piece. */
export interface HealthBook {
  /** `hits` now, fallback place used, and whether the part ought to be there at this moment. */
  note(part: HealthPart, found: { hits: number; fallback?: number; expected: boolean }): void;
  isBroken(part: HealthPart): boolean;
  read(): Health;
  /** True while some part is missing but still within its grace. */
  isWaiting(): boolean;
}

/** Slowest mount of a console part that is still normal. */
export const GRACE_MS = 3000;

interface Note {
  hits: number;
  fallback: number;
  missingSince: number | null;
}

/** Creates the book of one page; `now` in ms. */
export function createHealthBook(now: () => number): HealthBook {
  const notes = new Map<HealthPart, Note>();
  const isBroken = (part: HealthPart): boolean => {
    const since = notes.get(part)?.missingSince;
    return since !== null && since !== undefined && now() - since >= GRACE_MS;
  };
  return {
    note(part, { hits, fallback = 0, expected }) {
      const old = notes.get(part);
      const missing = expected && hits === 0;
      notes.set(part, {
        hits,
        fallback: Math.max(0, fallback),
        missingSince: missing ? (old?.missingSince ?? now()) : null,
      });
    },
    isBroken,
    isWaiting: () =>
      [...notes.values()].some(({ missingSince }) => missingSince !== null && now() - missingSince < GRACE_MS),
    read: () => ({
      parts: Object.fromEntries(
        [...notes].map(([part, note]) => [
          part,
          { hits: note.hits, broken: isBroken(part), ...(note.fallback > 0 && { fallback: note.fallback }) },
        ]),
      ),
    }),
  };
}
