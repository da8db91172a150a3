import { foldText } from '@/lib/core/text';
import aliases from './data/platform-aliases.json';
import type { Entry } from './schema';

/** Where advice is asked for: an entry that is limited to other places does not count. */
export interface Place {
  /** Id and name of the shop, as far as the console shows them. */
  shops: readonly string[];
  /** Console id such as `pinduoduo`. */
  platform: string;
  groups: readonly string[];
}

const DAY_MS = 86_400_000;
const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;
const HAS_ZONE = /(?:z|[+-]\d{2}:?\d{2})$/i;

/**
 * An instant written in knowledge, in ms since the epoch, or null when it cannot be read. Times without a zone are China time;
 * a bare date means its first moment as `from` and its last (exclusive) as `to`.
 */
export function parseInstant(text: string | undefined, edge: 'from' | 'to'): number | null {
  if (!text) return null;
  const given = text.trim();
  if (DATE_ONLY.test(given)) {
    const start = Date.parse(`${given}T00:00:00+08:00`);
    return Number.isNaN(start) ? null : edge === 'from' ? start : start + DAY_MS;
  }
  const iso = given.replace(' ', 'T');
  const ms = Date.parse(HAS_ZONE.test(iso) ? iso : `${iso}+08:00`);
  return Number.isNaN(ms) ? null : ms;
}

/** True when `nowMs` lies in [from, to); an absent or unreadable edge is open. */
export function isWithin(from: string | undefined, to: string | undefined, nowMs: number): boolean {
  const start = parseInstant(from, 'from');
  const end = parseInstant(to, 'to');
  return (start === null || nowMs >= start) && (end === null || nowMs < end);
}

/** Published (the default) and inside its validity. */
export const isLive = (entry: Entry, nowMs: number): boolean =>
  (entry.status ?? 'published') === 'published' && isWithin(entry.valid_from, entry.valid_to, nowMs);

/** Past its verify-by date: still shown, but marked. */
export function isStale(entry: Entry, nowMs: number): boolean {
  const end = parseInstant(entry.verify_by, 'to');
  return end !== null && nowMs >= end;
}

const platformIds = new Map<string, string>(
  Object.entries(aliases).flatMap(([id, names]) => names.map((name): [string, string] => [name, id])),
);

/** Console id behind the name that a lead wrote (拼多多, pdd → pinduoduo); unknown names stay as they are, folded. */
function toPlatformId(name: string): string {
  const folded = foldText(name).text.trim();
  return platformIds.get(folded) ?? folded;
}

/** True when the list is empty or absent (= everywhere) or names this platform. */
export const fitsPlatform = (platforms: readonly string[] | undefined, platform: string): boolean =>
  !platforms?.length || platforms.some((name) => toPlatformId(name) === toPlatformId(platform));

/** True when the list is empty or absent (= everywhere) or shares a name with `given`, compared folded. */
export function fitsList(list: readonly string[] | undefined, given: readonly string[]): boolean {
  if (!list?.length) return true;
  const wanted = new Set(list.map((name) => foldText(name).text.trim()));
  return given.some((name) => wanted.has(foldText(name).text.trim()));
}

/** The entry's own limits (shops, platforms, groups) allow this place. A `shop` entry names its shop otherwise (`shop-profile.ts`). */
export const fitsPlace = (entry: Entry, place: Place): boolean =>
  fitsList(entry.shops, place.shops) &&
  fitsPlatform(entry.platforms, place.platform) &&
  fitsList(entry.groups, place.groups);

/** Standard forms of the question, title first. */
export function getQuestions(entry: Entry): string[] {
  const own = entry.kind === 'answer' || entry.kind === 'playbook' ? (entry.questions ?? []) : [];
  return [entry.title, ...own];
}

/** Every text of an entry that may reach a buyer, main text first. */
export function getBuyerTexts(entry: Entry): string[] {
  switch (entry.kind) {
    case 'answer': {
      const variants = (entry.variants ?? []).map((variant) => variant.text);
      return [entry.answer, ...variants, entry.probe, entry.recommend].filter((text) => text !== undefined);
    }
    case 'card':
      return [...(entry.send ?? []).map((piece) => piece.text), entry.ask].filter((text) => text !== undefined);
    case 'playbook':
      return [...entry.options.map((option) => option.text), entry.closing].filter((text) => text !== undefined);
    case 'notice':
      return [entry.wording];
    case 'subtext':
      return [entry.probe];
    default:
      return [];
  }
}
