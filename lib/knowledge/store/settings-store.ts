import type { DeskmateDatabase } from './database';

/** Settings as small items, one row each: a new one needs no migration, a damaged one harms no other. */
export interface SettingsStore {
  all(): Promise<Record<string, unknown>>;
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Creates the settings over the tables. */
export const createSettingsStore = (db: DeskmateDatabase): SettingsStore => ({
  all: async () => Object.fromEntries((await db.settings.toArray()).map(({ key, value }) => [key, value])),
  get: async (key) => (await db.settings.get(key))?.value,
  put: async (key, value) => {
    await db.settings.put({ key, value });
  },
  remove: (key) => db.settings.delete(key),
});
