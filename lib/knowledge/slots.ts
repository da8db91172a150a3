import labels from './data/slot-labels.json';
import { getBuyerTexts } from './entry';
import type { Entry } from './schema';
import { SHOP_FACTS, SLOT_NAMES } from './shop-facts';

export type SlotOrigin = 'order' | 'product' | 'shop' | 'buyer' | 'fallback';

/** A value behind a slot, with where it came from. */
export interface SlotValue {
  value: string;
  origin: SlotOrigin;
}

/** A slot after filling; the same shape as `FilledSlot` of the view model. Offsets are UTF-16 into the filled text. */
interface SlotSpan {
  name: string;
  start: number;
  end: number;
  empty: boolean;
  origin?: SlotOrigin;
}

export interface FilledText {
  text: string;
  slots: SlotSpan[];
  /** Names of empty slots, without doubles, in order. */
  missing: string[];
}

/** `{{name}}` or `{{name|fallback}}`: nothing else of Mustache. Sections, partials and triple braces stay as they are. */
const SLOT = /(?<!\{)\{\{[ \t]*([a-z][a-z0-9_]{0,39}|[\u4e00-\u9fff]{2,12})[ \t]*(?:\|([^{}\n]{0,200}))?\}\}(?!\})/g;
const SHOP_FACT_NAMES: ReadonlySet<string> = new Set(SHOP_FACTS.map((fact) => fact.name));
const zhLabels = new Map(Object.entries(labels.zh));
const enLabels = new Map(Object.entries(labels.en));
/** A lead may write the label instead of the name: {{发货时间}}. */
const byLabel = new Map(Object.entries(labels.zh).map(([name, label]) => [label, name]));

const toSlotName = (written: string): string => byLabel.get(written) ?? written;
/** Text without letters of any kind (a list of slots) takes Chinese labels. */
const isChinese = (text: string): boolean => /[\u4e00-\u9fff]/.test(text) || !/[a-z]/i.test(text);

/** Words for an empty slot, in the language of the reply around it. */
export const getSlotLabel = (name: string, chinese = true): string => (chinese ? zhLabels : enLabels).get(name) ?? name;

/** True when a desk form can fill it: a fact of the shop, not of the page. */
export const isShopFact = (name: string): boolean => SHOP_FACT_NAMES.has(name);

/**
 * Fills the slots of a text in one pass (a value is never read for slots again). Without a value the fallback stands; without
 * a fallback `〔label〕`. A name outside of `SLOT_NAMES` has no value, so it shows as empty or takes its fallback.
 */
export function fillSlots(text: string, values: ReadonlyMap<string, SlotValue>): FilledText {
  const slots: SlotSpan[] = [];
  const missing = new Set<string>();
  const chinese = isChinese(text.replace(SLOT, ''));
  let filled = '';
  let at = 0;
  for (const match of text.matchAll(SLOT)) {
    filled += text.slice(at, match.index);
    at = match.index + match[0].length;
    const name = toSlotName(match[1] ?? '');
    const fallback = match[2]?.trim();
    const value = SLOT_NAMES.has(name) ? values.get(name) : undefined;
    const start = filled.length;
    if (value && value.value !== '') filled += value.value;
    else if (fallback) filled += fallback;
    else filled += `〔${getSlotLabel(name, chinese)}〕`;
    const empty = !value?.value && !fallback;
    if (empty) missing.add(name);
    slots.push({
      name,
      start,
      end: filled.length,
      empty,
      ...(empty ? {} : { origin: value?.value ? value.origin : 'fallback' }),
    });
  }
  return { text: filled + text.slice(at), slots, missing: [...missing] };
}

/** Names of the slots in a text, without doubles. */
const namesIn = (text: string): string[] => [...text.matchAll(SLOT)].map((match) => toSlotName(match[1] ?? ''));

/** Names of all slots that the entry's buyer-facing texts hold, without doubles. */
export const listSlotNames = (entry: Entry): string[] => [...new Set(getBuyerTexts(entry).flatMap(namesIn))];

/** How many entries each shop fact unlocks: they hold a slot with that name. Facts that no entry needs stand at 0. */
export function countUnlocks(entries: Iterable<Entry>): Record<string, number> {
  const counts: Record<string, number> = Object.fromEntries(SHOP_FACTS.map((fact) => [fact.name, 0]));
  for (const entry of entries) {
    if (entry.internal || (entry.status ?? 'published') !== 'published') continue;
    for (const name of listSlotNames(entry)) if (name in counts) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
