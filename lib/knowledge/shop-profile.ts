import type { Clock } from '@/lib/core/clock';
import { fail, ok, type Result } from '@/lib/core/result';
import { SHOP_FACTS } from './shop-facts';
import type { DeskmateDatabase } from './store/database';
import type { FactValue, ShopRow } from './store/rows';

/** Id of the profile that serves every shop without one of its own. */
const DEFAULT_SHOP = 'default';

/** Longest fact: an address with a name and a phone. */
const MAX_FACT_CHARS = 200;

export interface ShopProfile {
  shopId: string;
  name: string;
  console?: string;
  facts: Record<string, FactValue>;
  /** How many live answers hold a slot of that name: what filling it unlocks. */
  unlocks: Record<string, number>;
}

export interface ShopProfiles {
  /** All profiles, the default one first; the default exists even before anything is saved. */
  list(): Promise<ShopProfile[]>;
  /** Replaces a profile. Blank facts are dropped; names that are no shop fact are refused. */
  save(profile: Omit<ShopProfile, 'unlocks'>): Promise<Result<null, 'unknown-fact' | 'too-long'>>;
  remove(shopId: string): Promise<void>;
  /** Facts by shop id, as the assistant's settings take them; each shop's facts stand over the default's. */
  facts(): Promise<Record<string, Record<string, FactValue>>>;
}

export interface ShopProfilesDeps {
  db: DeskmateDatabase;
  clock: Clock;
  /** Live answers per slot name (`KnowledgeStore.countSlots`). */
  countSlots(): Record<string, number>;
}

const FACT_NAMES: ReadonlySet<string> = new Set(SHOP_FACTS.map((fact) => fact.name));

/** Creates the profiles over the tables. */
export function createShopProfiles({ db, clock, countSlots }: ShopProfilesDeps): ShopProfiles {
  async function rows(): Promise<ShopRow[]> {
    const stored = await db.shops.toArray();
    const isDefault = (row: ShopRow): boolean => row.shopId === DEFAULT_SHOP;
    const first = stored.find(isDefault) ?? { shopId: DEFAULT_SHOP, name: '', facts: {}, updatedAtMs: 0 };
    return [first, ...stored.filter((row) => !isDefault(row))];
  }
  return {
    async list() {
      const slots = countSlots();
      const unlocks = Object.fromEntries(SHOP_FACTS.map(({ name }) => [name, slots[name] ?? 0]));
      return (await rows()).map(({ updatedAtMs: _, ...row }) => ({ ...row, unlocks }));
    },
    async save({ shopId, name, console, facts }) {
      const kept: Record<string, FactValue> = {};
      for (const [fact, value] of Object.entries(facts)) {
        if (!FACT_NAMES.has(fact)) return fail('unknown-fact', fact);
        const trimmed = typeof value === 'string' ? value.trim() : value;
        if (typeof trimmed === 'string' && trimmed.length > MAX_FACT_CHARS) return fail('too-long', fact);
        if (trimmed !== '') kept[fact] = trimmed;
      }
      await db.shops.put({
        shopId,
        name: name.trim(),
        ...(console ? { console } : {}),
        facts: kept,
        updatedAtMs: clock.now(),
      });
      return ok(null);
    },
    remove: (shopId) => db.shops.delete(shopId),
    async facts() {
      const all = await rows();
      const base = all[0]?.facts ?? {};
      return Object.fromEntries(all.map((row) => [row.shopId, { ...base, ...row.facts }]));
    },
  };
}
