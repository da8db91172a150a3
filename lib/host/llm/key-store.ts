import { z } from 'zod';
import type { SettingsStore } from '../settings';
import { toOrigin } from './config';

/** `secret.` rows never enter a backup (lib/knowledge/backup). */
const ROW = 'secret.llmKey';
const schema = z.object({ origin: z.string(), key: z.string().min(1) });

/**
 * The one key, bound to the origin that it was typed for: it is given out for that origin only, so that a changed address never
 * carries it along. Lives in the extension's IndexedDB; views learn that it is set and its last four characters.
 */
export interface KeyStore {
  /** The key for this endpoint, or an empty string. For the client alone. */
  get(baseUrl: string): Promise<string>;
  /** What a view may know. */
  describe(baseUrl: string): Promise<{ set: false } | { set: true; tail: string }>;
  /** Keeps the key for the origin of `baseUrl`; an empty one forgets. False when the address is none. */
  set(baseUrl: string, key: string): Promise<boolean>;
}

/** Creates the key store over the settings rows. */
export function createKeyStore(store: SettingsStore): KeyStore {
  const get = async (baseUrl: string): Promise<string> => {
    const row = schema.safeParse((await store.all())[ROW]);
    const origin = toOrigin(baseUrl);
    return row.success && origin !== null && row.data.origin === origin ? row.data.key : '';
  };
  return {
    get,
    describe: async (baseUrl) => {
      const key = await get(baseUrl);
      // Of a short key four characters would be too much of it.
      return key ? { set: true, tail: key.length >= 12 ? key.slice(-4) : '' } : { set: false };
    },
    set: async (baseUrl, key) => {
      const origin = toOrigin(baseUrl);
      if (!origin) return false;
      const trimmed = key.trim();
      await store.put(ROW, trimmed ? { origin, key: trimmed } : null);
      return true;
    },
  };
}
