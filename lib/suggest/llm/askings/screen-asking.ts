import { findPersonalData } from '@/lib/core/redact';
import { buyerTexts } from '@/lib/knowledge/buyer-texts';
import { isDirective } from '../directives';
import { neutralise } from '../neutralise';
import { findUnsafe } from '../unsafe-output';
import type { AskedEntry } from './askings-prompt';
import { type Copies, createCopies, toBare } from './near-copy';

/**
 * What speaks against an asking. Dropped: `near-copy` of one that is there, `neighbour` finds another entry first, `personal` data,
 * `unsafe` words, `length`. Marked, and kept only by hand: `name` of a person perhaps, `guard` finds something in it, `copied` from the
 * entry's text, `far` from everything that the entry says.
 */
export type AskingReason =
  | 'near-copy'
  | 'neighbour'
  | 'personal'
  | 'unsafe'
  | 'length'
  | 'name'
  | 'guard'
  | 'copied'
  | 'far';

const DROPPING: ReadonlySet<AskingReason> = new Set(['near-copy', 'neighbour', 'personal', 'unsafe', 'length']);

/** What an asking with this reason is: taken in bulk, by hand, or not at all. */
export const toAskingState = (reason: AskingReason | null): 'clean' | 'flagged' | 'dropped' =>
  reason === null ? 'clean' : DROPPING.has(reason) ? 'dropped' : 'flagged';

const MAX_CHARS = 60;
const LEAST_CHARS = 2;
/** So many characters in a row out of the reply are no buyer's words. */
const COPIED_RUN = 8;
/** The same for sentences that speak to a program. */
const ORDER_RUN = 5;
const PLACEHOLDER = /[〔〕{}]|\[[^\]]*\]/;

const toRuns = (text: string, length: number): Set<string> => {
  const bare = toBare(text);
  const runs = new Set<string>();
  for (let i = 0; i + length <= bare.length; i++) runs.add(bare.slice(i, i + length));
  return runs;
};
const shares = (asking: string, runs: ReadonlySet<string>, length: number): boolean => {
  const bare = toBare(asking);
  for (let i = 0; i + length <= bare.length; i++) if (runs.has(bare.slice(i, i + length))) return true;
  return false;
};

const sentencesOf = (text: string): string[] => text.match(/[^。！!？?\n；;]+/g) ?? [];

/** Judges words alone; what an asking finds is another matter. */
export interface AskingScreen {
  /** The asking as it would be stored, and what speaks against it; null when nothing does. */
  screen(text: string, taken: Copies): { text: string; reason: AskingReason | null };
}

/** Makes the screen for one entry. */
export function createAskingScreen(entry: AskedEntry): AskingScreen {
  const whole = [entry.title, ...(entry.questions ?? []), ...buyerTexts(entry)].join('\n');
  const reply = toRuns(buyerTexts(entry).join('\n'), COPIED_RUN);
  const orders = toRuns(sentencesOf(whole).filter(isDirective).join('\n'), ORDER_RUN);
  const own = createCopies([entry.title, ...(entry.questions ?? []), ...(entry.askings ?? [])]);

  const reasonOf = (text: string, taken: Copies): AskingReason | null => {
    const length = toBare(text).length;
    if (length < LEAST_CHARS || text.length > MAX_CHARS) return 'length';
    const unsafe = findUnsafe(text, '');
    if (PLACEHOLDER.test(text) || isDirective(text) || (unsafe && unsafe !== 'asks-private')) return 'unsafe';
    if (shares(text, orders, ORDER_RUN)) return 'unsafe';
    const personal = findPersonalData(text);
    // Words of the trade look like names and places at times; numbers look like nothing else.
    if (personal.some(({ type }) => type !== 'name' && type !== 'address')) return 'personal';
    if (own.has(text) || taken.has(text)) return 'near-copy';
    if (shares(text, reply, COPIED_RUN)) return 'copied';
    return personal.length > 0 ? 'name' : null;
  };

  return {
    screen(given, taken) {
      const text = neutralise(given, MAX_CHARS * 4)
        .replace(/\s+/g, ' ')
        .trim();
      return { text, reason: reasonOf(text, taken) };
    },
  };
}
