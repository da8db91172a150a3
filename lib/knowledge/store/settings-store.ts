import type { DeskmateDatabase } from './database';

/** Settings as small rows by key: a new one needs no migration. */
export interface SettingsStore {
  all(): Promise<Record<string, unknown>>;
  put(key: string, value: unknown): Promise<void>;
}

/** Makes the settings of this database. */
export const createSettingsStore = (db: DeskmateDatabase): SettingsStore => ({
  all: async () => Object.fromEntries((await db.settings.toArray()).map(({ key, value }) => [key, value])),
  put: async (key, value) => void (await db.settings.put({ key, value })),
});
