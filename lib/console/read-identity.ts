import type { Adapter } from './adapter';
import { readPick, readPicks } from './pick';

/** Whose chat is open, as the page says at this moment. */
export interface Identity {
  /** `between`: two places of the page name different buyers, so a switch is under way. */
  state: 'none' | 'between' | 'open';
  shopId: string | null;
  shopName: string | null;
  buyerId: string | null;
  buyerName: string | null;
  /** Place of the pick that hit: > 0 means that a fallback was used. */
  buyerPick: number;
}

/** Reads identity from the page. Never guesses: sources that contradict each other give `between`. */
export function readIdentity(root: ParentNode, adapter: Adapter, href: string): Identity {
  const { identity } = adapter;
  const id = readPicks(root, identity.buyerId, href);
  const name = readPicks(root, identity.buyerName, href);
  const read: Identity = {
    state: 'none',
    shopId: readPicks(root, identity.shopId, href)?.value ?? null,
    shopName: readPicks(root, identity.shopName, href)?.value ?? null,
    buyerId: id?.value ?? null,
    buyerName: name?.value ?? null,
    buyerPick: id?.index ?? name?.index ?? -1,
  };
  if (!id && !name) return read;
  for (const { of, pick } of identity.agree ?? []) {
    const own = of === 'id' ? id?.value : name?.value;
    const other = readPick(root, pick, href);
    if (own && other && own !== other) return { ...read, state: 'between' };
  }
  return { ...read, state: 'open' };
}
