import { z } from 'zod';
import type { SettingsStore } from '@/lib/knowledge/store/settings-store';
import type { AskingProposal } from '@/lib/suggest/llm/askings/asking';
import { ASKING_KINDS } from '@/lib/suggest/llm/askings/asking-kinds';

const PREFIX = 'askings.of.';

const schema = z.object({
  id: z.string(),
  title: z.string(),
  run: z.string(),
  atMs: z.number(),
  failure: z.string().nullable(),
  askings: z.array(
    z.object({
      kind: z.enum(ASKING_KINDS).catch('plain'),
      text: z.string(),
      state: z.enum(['clean', 'flagged', 'dropped']),
      reason: z
        .enum(['near-copy', 'neighbour', 'personal', 'unsafe', 'length', 'name', 'guard', 'copied', 'far'])
        .nullable(),
      rival: z.object({ id: z.string(), title: z.string() }).nullable(),
      before: z.boolean(),
      after: z.boolean(),
    }),
  ),
}) satisfies z.ZodType<AskingProposal>;

/** What was proposed and not yet looked at: one row of the settings table per entry, so that a kill costs one entry at most. */
export interface Proposals {
  get(id: string): Promise<AskingProposal | null>;
  put(proposal: AskingProposal): Promise<void>;
  /** Oldest first; damaged rows are left out. */
  list(): Promise<AskingProposal[]>;
  remove(ids: readonly string[]): Promise<void>;
}

/** Creates it over the settings rows. */
export const createProposals = (settings: SettingsStore): Proposals => ({
  get: async (id) => schema.safeParse(await settings.get(PREFIX + id)).data ?? null,
  put: (proposal) => settings.put(PREFIX + proposal.id, proposal),
  list: async () =>
    Object.entries(await settings.all())
      .filter(([key]) => key.startsWith(PREFIX))
      .flatMap(([, value]) => schema.safeParse(value).data ?? [])
      .sort((a, b) => a.atMs - b.atMs || a.id.localeCompare(b.id)),
  remove: async (ids) => {
    for (const id of ids) await settings.remove(PREFIX + id);
  },
});
