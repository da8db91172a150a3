import type { Brain } from '@/lib/host/brain';
import { type AskingsDesk, createAskingsDesk } from '@/lib/host/llm/askings/askings-desk';
import { type ConflictsDesk, createConflictsDesk } from '@/lib/host/llm/conflicts/conflicts-desk';
import type { LlmDeskDeps } from '@/lib/host/llm/desk-deps';
import { createLlm, type Llm } from '@/lib/host/llm/llm';
import { createLocalBrain } from '@/lib/host/local-brain';
import { createWorkbench, type Workbench } from '@/lib/host/workbench';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import { createOutboundLog, type OutboundLog } from '@/lib/knowledge/store/outbound-log';
import { createSettingsStore } from '@/lib/knowledge/store/settings-store';
import type { AssistantSettings } from '@/lib/suggest/assistant';
import { type Client, NOW_MS, openClient } from '../unit/knowledge/support/client';
import type { TestDisk } from '../unit/knowledge/support/test-database';

const SETTINGS: AssistantSettings = { role: 'lead', groups: [], chosen: {}, shopFacts: {}, recentTexts: [] };

/** One machine with real stores and the real brain; the endpoint is whatever the test names. Killed and opened again over one disk. */
export interface AskingsWorld {
  client: Client;
  bench: Workbench;
  llm: Llm;
  outbound: OutboundLog;
  askings: AskingsDesk;
  conflicts: ConflictsDesk;
  brain(): Brain;
  /** The brain dies: open calls fail, the next one has everything again after `afterMs` of waiting. */
  killBrain(): void;
  /** How long was waited for the endpoint, ms of the world's own clock. */
  waits: number[];
  setUp(url: string, model: string): Promise<void>;
  kill(): void;
}

/** Opens it; `rows` are written as own entries. */
export async function openAskingsWorld(rows: readonly RawRow[], disk?: TestDisk): Promise<AskingsWorld> {
  let nowMs = NOW_MS;
  const clock = { now: () => ++nowMs };
  const client = await openClient({ clock, ...(disk ? { disk } : {}) });
  const db = client.disk.open();
  const bench = createWorkbench({ db, store: client.store, clock });
  const outbound = createOutboundLog(db, clock);
  let brain = createLocalBrain(clock);
  const fill = async (of: Brain) => {
    await client.store.liveEntries((batch) => void of.upsert(batch));
  };
  client.store.onChange(({ upserts, removes }) => {
    for (const { source, ids } of removes) void brain.remove(source, ids);
    void brain.upsert(upserts);
  });
  await fill(brain);
  if (rows.length > 0) await client.store.putOwn(rows);

  const llm = createLlm(
    {
      clock,
      settings: createSettingsStore(db),
      outbound,
      fetch,
      hasPermission: async () => true,
      online: () => true,
      limits: { firstTokenMs: 2000, idleMs: 2000, totalMs: 10_000 },
    },
    {
      brain: () => brain,
      assistantSettings: () => SETTINGS,
      isShown: () => false,
      push: () => undefined,
      pushTool: () => undefined,
      agentLanguage: () => 'zh-CN',
      changed: () => undefined,
    },
  );
  await llm.reload();
  const waits: number[] = [];
  const deps: LlmDeskDeps = {
    clock,
    line: llm.line,
    settings: () => llm.settings(),
    bench: () => bench,
    brain: () => brain,
    assistantSettings: () => SETTINGS,
    entryCount: () => client.store.size(),
    changed: () => undefined,
    knowledgeChanged: () => undefined,
    sleep: async (ms, signal) => {
      if (signal.aborted) return;
      waits.push(ms);
      nowMs += ms;
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
  };
  return {
    client,
    bench,
    llm,
    outbound,
    askings: createAskingsDesk(deps),
    conflicts: createConflictsDesk(deps),
    brain: () => brain,
    killBrain: () => {
      const next = createLocalBrain(clock);
      brain = new Proxy(next, {
        get: (_target, name) =>
          name === 'size'
            ? async () => {
                brain = next;
                await fill(next);
                return 0;
              }
            : async () => {
                throw new Error('brain-died');
              },
      });
    },
    waits,
    setUp: async (url, model) => {
      await llm.change({ on: true, preset: 'custom', baseUrl: url, model, priceIn: 2, priceOut: 8 });
    },
    kill: () => client.kill(),
  };
}
