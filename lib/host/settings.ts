import { z } from 'zod';
import type { Settings } from '@/lib/platform/messages';

/** What the agent sets; each field is one stored row, so a new field needs no migration. */
const schema = z.object({
  language: z.enum(['zh-CN', 'en']).catch('zh-CN'),
  colorScheme: z.enum(['auto', 'light', 'dark']).catch('auto'),
  strip: z.boolean().catch(true),
  role: z.enum(['trainee', 'agent', 'senior', 'lead']).catch('agent'),
  groups: z.array(z.string().max(100)).max(50).catch([]),
  insertAndSend: z.boolean().catch(false),
  offHosts: z.array(z.string().max(200)).max(200).catch([]),
  firstRunDone: z.boolean().catch(false),
}) satisfies z.ZodType<Settings>;

/** Where settings lie; rows by key. */
export interface SettingsStore {
  all(): Promise<Record<string, unknown>>;
  put(key: string, value: unknown): Promise<void>;
}

/** Reads all settings; a damaged or missing value becomes its default. */
export async function getSettings(store: SettingsStore): Promise<Settings> {
  return schema.parse(await store.all());
}

/** Writes the given fields after validation; unknown fields are dropped. Returns all settings. */
export async function setSettings(store: SettingsStore, change: Partial<Settings>): Promise<Settings> {
  const next = schema.parse({ ...(await store.all()), ...change });
  for (const key of Object.keys(change) as (keyof Settings)[]) {
    if (key in next) await store.put(key, next[key]);
  }
  return next;
}
