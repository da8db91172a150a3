import { z } from 'zod';
import type { LlmSettingsChange } from '@/lib/platform/methods/llm-methods';
import { getPreset } from '@/lib/suggest/llm/presets';
import type { SettingsStore } from '../settings';

/** What the lead sets about the LLM; the key lies apart (`key-store.ts`). */
export interface LlmConfig {
  on: boolean;
  mode: 'auto' | 'press';
  preset: string;
  baseUrl: string;
  model: string;
  tone: string;
  dailyTokens: number;
  priceIn: number;
  priceOut: number;
}

/** About 800 replies. */
const DEFAULT_DAILY_TOKENS = 2_000_000;
const first = getPreset('deepseek');

const schema = z.object({
  on: z.boolean().catch(false),
  mode: z.enum(['auto', 'press']).catch('auto'),
  preset: z.string().max(40).catch(first.id),
  baseUrl: z.string().max(500).catch(first.baseUrl),
  model: z.string().max(200).catch(first.model),
  tone: z.string().max(200).catch(''),
  dailyTokens: z.number().int().min(0).max(1e9).catch(DEFAULT_DAILY_TOKENS),
  priceIn: z.number().min(0).max(1e5).catch(0),
  priceOut: z.number().min(0).max(1e5).catch(0),
}) satisfies z.ZodType<LlmConfig>;

const KEY = 'llm.config';

/** The set-up as stored; what is damaged or missing is its default. */
export const readConfig = async (store: Pick<SettingsStore, 'all'>): Promise<LlmConfig> =>
  schema.parse(toObject((await store.all())[KEY]));

/** Writes the given fields after validation. */
export async function writeConfig(store: SettingsStore, change: LlmSettingsChange): Promise<LlmConfig> {
  const next = schema.parse({ ...(await readConfig(store)), ...change });
  await store.put(KEY, next);
  return next;
}

const toObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** The origin of an endpoint, or null when it is no http(s) address. */
export function toOrigin(baseUrl: string): string | null {
  try {
    const { protocol, origin } = new URL(baseUrl);
    return protocol === 'https:' || protocol === 'http:' ? origin : null;
  } catch {
    return null;
  }
}

/** True for an endpoint on this machine. */
export const isLocal = (baseUrl: string): boolean => {
  try {
    return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(baseUrl).hostname);
  } catch {
    return false;
  }
};
