import type { Clock } from '@/lib/core/clock';
import { createId } from '@/lib/core/ids';
import type { OutboundLog } from '@/lib/knowledge/store/outbound-log';
import type {
  LlmMethods,
  LlmReason,
  LlmSettingsChange,
  LlmSettingsView,
  LlmToolView,
  LlmVerdict,
  LlmView,
  OutboundView,
} from '@/lib/platform/methods/llm-methods';
import type { AssistantSettings } from '@/lib/suggest/assistant';
import { getPreset } from '@/lib/suggest/llm/presets';
import type { AgentLanguage } from '@/lib/suggest/llm/tools';
import type { Brain } from '../brain';
import type { ConsoleSession } from '../console-session';
import type { SettingsStore } from '../settings';
import { createLlmClient, type LlmEndpoint, type LlmLimits } from './client';
import { type LlmConfig, readConfig, toOrigin, writeConfig } from './config';
import { createGate } from './gate';
import { createKeyStore } from './key-store';
import { createLlmLine, type LlmLine } from './line';
import { createLlmSessions, type LlmSessions } from './sessions';
import { createLlmTools, type LlmTools } from './tools';
import { createUsageBook } from './usage';

/** The LLM side of the host. Nothing of it is loaded or asked until somebody turned it on. */
export interface Llm {
  sessions: LlmSessions;
  /** False until the stored set-up was read: whether the LLM is on cannot be said yet. */
  isLoaded(): boolean;
  /** For work that runs by itself. */
  line: LlmLine;
  tools: LlmTools;
  settings(): Promise<LlmSettingsView>;
  change(change: LlmSettingsChange): Promise<LlmSettingsView>;
  setKey(key: string, baseUrl: string): Promise<LlmSettingsView | null>;
  models(): Promise<LlmMethods['llm.models']['result']>;
  test(): Promise<LlmVerdict>;
  outbound: { list(): Promise<OutboundView[]>; clear(): Promise<void> };
  /** Reads the stored set-up anew (after start, a wipe, a restore). */
  reload(): Promise<void>;
}

export interface LlmDeps {
  clock: Clock;
  settings: SettingsStore;
  outbound: OutboundLog;
  fetch: typeof fetch;
  hasPermission(baseUrl: string): Promise<boolean>;
  online(): boolean;
  limits?: Partial<LlmLimits>;
  quietMs?: number;
}

/** What the host gives its LLM side. */
export interface LlmHooks {
  brain(): Brain;
  assistantSettings(session: ConsoleSession): AssistantSettings;
  /** True while a panel shows this tab. */
  isShown(tabId: number): boolean;
  push(tabId: number, view: LlmView): void;
  pushTool(tabId: number, view: LlmToolView): void;
  /** Language that the agent reads. */
  agentLanguage(): AgentLanguage;
  /** What views read of the LLM has changed. */
  changed(): void;
}

const TEST_SYSTEM = '这是一次连接测试。只回答两个字：可以';
const TEST_USER = '在吗';

/** Makes the LLM side. */
export function createLlm(deps: LlmDeps, hooks: LlmHooks): Llm {
  const keys = createKeyStore(deps.settings);
  const usage = createUsageBook(deps.settings, deps.clock);
  let config: LlmConfig | null = null;
  const gate = createGate({
    clock: deps.clock,
    config: () => config,
    keys,
    usage: {
      ...usage,
      add: async (tokens) => {
        await usage.add(tokens);
        hooks.changed();
      },
    },
    hasPermission: deps.hasPermission,
  });
  const client = createLlmClient({
    clock: deps.clock,
    fetch: deps.fetch,
    online: deps.online,
    limits: deps.limits,
    log: async (row) => {
      await deps.outbound.add(row);
      hooks.changed();
    },
  });
  const endpoint = async (): Promise<LlmEndpoint> => {
    const { baseUrl, model, preset } = config ?? (await readConfig(deps.settings));
    return { baseUrl, model, key: await keys.get(baseUrl), json: getPreset(preset).json };
  };
  const sessions = createLlmSessions({
    clock: deps.clock,
    config: () => config,
    gate,
    endpoint,
    brain: hooks.brain,
    draft: { client, createId },
    assistantSettings: hooks.assistantSettings,
    isShown: hooks.isShown,
    push: (tabId, view) => {
      if (config) hooks.push(tabId, view);
    },
    ...(deps.quietMs === undefined ? {} : { quietMs: deps.quietMs }),
  });

  const tools = createLlmTools({
    clock: deps.clock,
    gate,
    endpoint,
    client,
    brain: hooks.brain,
    createId,
    assistantSettings: hooks.assistantSettings,
    agentLanguage: hooks.agentLanguage,
    push: hooks.pushTool,
  });

  const describe = async (): Promise<LlmSettingsView> => {
    // Only read: a view that asks before the set-up was taken up must not make it look as if it were.
    const set = config ?? (await readConfig(deps.settings));
    const { requests, tokensIn, tokensOut } = await usage.today();
    return { ...set, key: await keys.describe(set.baseUrl), today: { requests, tokensIn, tokensOut } };
  };
  const renew = async (): Promise<LlmSettingsView> => {
    gate.clear();
    sessions.reset();
    tools.reset();
    hooks.changed();
    return describe();
  };
  /** What must hold before the endpoint may be asked about itself; being switched off does not matter. */
  const unready = async (): Promise<LlmReason | null> => {
    const { baseUrl, preset } = await describe();
    if (!toOrigin(baseUrl)) return 'no-model';
    if (getPreset(preset).needsKey && !(await keys.get(baseUrl))) return 'no-key';
    return (await deps.hasPermission(baseUrl)) ? null : 'permission';
  };

  return {
    sessions,
    isLoaded: () => config !== null,
    line: createLlmLine({ client, gate, endpoint }),
    tools,
    settings: describe,
    change: async (change) => {
      config = await writeConfig(deps.settings, change);
      return renew();
    },
    setKey: async (key, baseUrl) => ((await keys.set(baseUrl, key)) ? renew() : null),
    models: async () => {
      const reason = await unready();
      if (reason) return { ok: false, reason };
      const found = await client.models(await endpoint(), new AbortController().signal);
      return found.ok ? found : { ok: false, reason: found.reason };
    },
    test: async () => {
      const reason = await unready();
      if (reason) return { ok: false, reason };
      const to = await endpoint();
      if (!to.model.trim()) return { ok: false, reason: 'no-model' };
      const answer = await client.stream(
        to,
        { purpose: 'llm.test', system: TEST_SYSTEM, user: TEST_USER, maxTokens: 400 },
        new AbortController().signal,
      );
      if (!answer.ok) return { ok: false, reason: answer.reason };
      await usage.add(answer.tokens);
      gate.clear();
      hooks.changed();
      return { ok: true, firstMs: Math.round(answer.firstMs), model: to.model };
    },
    outbound: {
      list: async () =>
        (await deps.outbound.list()).flatMap(({ id, atMs, origin, purpose, bytes, text }) =>
          id === undefined ? [] : [{ id, atMs, origin, purpose, bytes, text: text ?? '' }],
        ),
      clear: async () => {
        await deps.outbound.clear();
        hooks.changed();
      },
    },
    reload: async () => {
      const next = await readConfig(deps.settings);
      const isSame = JSON.stringify(next) === JSON.stringify(config);
      config = next;
      if (!isSame) await renew();
    },
  };
}
