import { isNoMessage } from '../no-message';
import type { TextBlock } from './text-blocks';
import type { Unit } from './units';
import { BUYER_LABEL, OWN_LABEL, SYSTEM_LABEL } from './words';

/** Who speaks by the names that are printed at the messages: for threads whose messages all stand at one side. */
export interface Named {
  /** Steps from a unit down to the name. */
  path: string[];
  /** Units that print a name there. */
  share: number;
  names: string[];
}

/** The place where most units print who speaks; null = there is none. */
export function readNamed(units: readonly Unit[]): Named | null {
  const spoken = units.filter(({ bubbles }) => bubbles.length > 0);
  const places = new Map<string, { block: TextBlock; names: string[] }>();
  for (const unit of spoken) {
    const seen = new Set<string>();
    for (const block of unit.labels) {
      if (isNoMessage(block.text) || seen.has(block.key)) continue;
      seen.add(block.key);
      const place = places.get(block.key) ?? { block, names: [] };
      place.names.push(block.text);
      places.set(block.key, place);
    }
  }
  const best = [...places.values()].sort((a, b) => b.names.length - a.names.length)[0];
  if (!best || spoken.length === 0) return null;
  return { path: best.block.path, share: best.names.length / spoken.length, names: [...new Set(best.names)] };
}

/** Names that speak for the shop or the program, by what they are called. */
export const isOwnLabel = (name: string): boolean => OWN_LABEL.test(name);
export const isSystemLabel = (name: string): boolean => SYSTEM_LABEL.test(name);
/** A word for buyers in general, in place of a name. */
export const isBuyerLabel = (name: string): boolean => BUYER_LABEL.test(name);
