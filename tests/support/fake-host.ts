import type { HostClient, HostClientState } from '@/lib/platform/host-client';
import type { HostEvent, HostMethod, HostMethods } from '@/lib/platform/messages';

type Answers = {
  [M in HostMethod]?: (
    params: HostMethods[M]['params'],
  ) => HostMethods[M]['result'] | Promise<HostMethods[M]['result']>;
};

/** A host in memory for component tests and screenshots: answers calls from a table, records them, pushes events. */
export interface FakeHost extends HostClient {
  /** Every call made, oldest first. */
  calls: { method: HostMethod; params: unknown }[];
  callsOf<M extends HostMethod>(method: M): HostMethods[M]['params'][];
  push(event: HostEvent): void;
  setState(state: HostClientState): void;
  answer<M extends HostMethod>(method: M, answer: NonNullable<Answers[M]>): void;
  asked: string[][];
  opened: string[];
  shownTabs: number[];
}

/** Makes a fake host. A call without an answer rejects, as an unknown method would. */
export function createFakeHost(answers: Answers = {}): FakeHost {
  const table: Answers = { ...answers };
  const listeners = new Set<(event: HostEvent) => void>();
  const stateListeners = new Set<(state: HostClientState) => void>();
  let state: HostClientState = 'connected';
  const host: FakeHost = {
    calls: [],
    asked: [],
    opened: [],
    shownTabs: [],
    call: async (method, params) => {
      host.calls.push({ method, params });
      const answer = table[method];
      if (!answer) throw new Error(`no answer for ${method}`);
      return answer(params);
    },
    callsOf: <M extends HostMethod>(method: M) =>
      host.calls.filter((call) => call.method === method).map((call) => call.params as HostMethods[M]['params']),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    onState: (listener) => {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    openDesk: (path = '') => {
      host.opened.push(path);
    },
    showTab: async (tabId) => {
      host.shownTabs.push(tabId);
      return true;
    },
    requestOrigins: async (origins) => {
      host.asked.push(origins);
      return true;
    },
    hasOrigins: async () => false,
    push: (event) => {
      for (const listener of listeners) listener(event);
    },
    setState: (next) => {
      state = next;
      for (const listener of stateListeners) listener(next);
    },
    answer: (method, answer) => {
      Object.assign(table, { [method]: answer });
    },
  };
  return host;
}
