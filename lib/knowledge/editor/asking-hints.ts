import { foldText } from '@/lib/core/text';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import markers from './asking-markers.json';

/** What the askings of an entry do not cover yet. Views word them as `editor.hint.<code>`. */
export type AskingHint = 'few' | 'no-short' | 'no-long' | 'no-dialect' | 'no-indirect' | 'no-upset';

/** Fewer askings than this find little; the starter pack has at least ten each. */
const ENOUGH = 8;
const SHORT_CHARS = 6;
const LONG_CHARS = 18;

const holds = (text: string, list: readonly string[]): boolean => list.some((marker) => text.includes(marker));

/** Hints for a list of askings, the most useful first. `no-indirect`: nobody says what is wrong without asking. */
export function getAskingHints(askings: readonly string[]): AskingHint[] {
  const folded = askings.map((asking) => foldText(asking).text.trim()).filter(Boolean);
  const some = (test: (text: string) => boolean): boolean => folded.some(test);
  const hints: [AskingHint, boolean][] = [
    ['few', folded.length < ENOUGH],
    ['no-dialect', !some((text) => holds(text, markers.dialect))],
    ['no-indirect', !some((text) => !holds(text, markers.question))],
    ['no-upset', !some((text) => holds(text, markers.complaint))],
    ['no-short', !some((text) => text.length <= SHORT_CHARS)],
    ['no-long', !some((text) => text.length >= LONG_CHARS)],
  ];
  return hints.filter(([, isMissing]) => isMissing).map(([hint]) => hint);
}

/** Longest asking taken over. */
const MAX_ASKING_CHARS = 120;

/**
 * Takes a buyer's question (redacted by the caller) into a row's askings. Gives the same row back when it is there
 * already, is empty or too long.
 */
export function adoptAsking(row: RawRow, asking: string): RawRow {
  const text = asking.trim();
  const before = Array.isArray(row.askings)
    ? row.askings.filter((item): item is string => typeof item === 'string')
    : [];
  const fold = (one: string): string => foldText(one).text.replace(/[\s\p{P}]/gu, '');
  const isKnown = before.some((one) => fold(one) === fold(text));
  if (!fold(text) || text.length > MAX_ASKING_CHARS || isKnown) return row;
  return { ...row, askings: [...before, text] };
}
