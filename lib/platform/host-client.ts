import { createLog } from '@/lib/core/log';
import { browser } from './browser';
import type { HostEvent, HostMethod, HostMethods, ViewFrame, ViewRequest } from './messages';
import { fromRuntimePort, type Port } from './port';
import { PORT_VIEW } from './port-names';

/** A call that the host refused or could not do; `reason` is worded by the views as `error.<reason>`. */
export class HostError extends Error {
  constructor(
    readonly reason: string,
    readonly detail?: string,
  ) {
    super(detail ? `${reason}: ${detail}` : reason);
    this.name = 'HostError';
  }
}

export type HostClientState = 'connecting' | 'connected' | 'stopped';

/** A view's typed line to the host. */
export interface HostClient {
  /** Rejects with `HostError`: `stopped` when the host went away, else the host's own reason. */
  call<M extends HostMethod>(method: M, params: HostMethods[M]['params']): Promise<HostMethods[M]['result']>;
  /** Listens to pushed events; returns the way to stop. */
  subscribe(listener: (event: HostEvent) => void): () => void;
  state(): HostClientState;
  onState(listener: (state: HostClientState) => void): () => void;
  /** Opens the full-page desk, e.g. `#/shop`. */
  openDesk(path?: string): void;
  /** Brings a tab to the front; false when it is gone. */
  showTab(tabId: number): Promise<boolean>;
  /** Asks for host access; must be the first call in a click handler. False when refused or impossible. */
  requestOrigins(origins: string[]): Promise<boolean>;
  /** Whether these hosts are granted for good. */
  hasOrigins(origins: string[]): Promise<boolean>;
}

const RETRY_MS = [100, 300, 1000, 3000];
const log = createLog('host-client');

/**
 * Connects a view to the host and stays connected: the host may be killed at any time. Calls made meanwhile wait for the
 * next connection once; calls in flight at a break are repeated only when they are reads.
 */
export function createHostClient(open: () => Promise<Port<ViewFrame, ViewRequest>>): HostClient {
  let state: HostClientState = 'connecting';
  let port: Port<ViewFrame, ViewRequest> | null = null;
  let nextId = 1;
  let attempt = 0;
  const pending = new Map<
    number,
    { request: ViewRequest; resolve: (v: never) => void; reject: (e: HostError) => void }
  >();
  const listeners = new Set<(event: HostEvent) => void>();
  const stateListeners = new Set<(state: HostClientState) => void>();

  const setState = (next: HostClientState) => {
    if (next === state) return;
    state = next;
    for (const listener of stateListeners) listener(next);
  };

  const onFrame = (frame: ViewFrame) => {
    if ('event' in frame) {
      for (const listener of listeners) listener(frame.event);
      return;
    }
    const call = pending.get(frame.id);
    if (!call) return;
    pending.delete(frame.id);
    if (frame.ok) call.resolve(frame.result as never);
    else call.reject(new HostError(frame.reason, frame.detail));
  };

  const connect = async (): Promise<void> => {
    try {
      const opened = await open();
      opened.onMessage(onFrame);
      opened.onDisconnect(() => {
        port = null;
        setState('connecting');
        for (const [id, call] of pending) {
          if (isRead(call.request.method)) continue;
          pending.delete(id);
          call.reject(new HostError('stopped'));
        }
        retry();
      });
      port = opened;
      attempt = 0;
      setState('connected');
      for (const { request } of pending.values()) opened.post(request);
    } catch (error) {
      log.warn('no host yet', { error: String(error) });
      retry();
    }
  };

  const retry = () => {
    const wait = RETRY_MS[Math.min(attempt++, RETRY_MS.length - 1)] ?? 3000;
    if (attempt > RETRY_MS.length) setState('stopped');
    setTimeout(() => void connect(), wait);
  };

  void connect();

  return {
    call: (method, params) =>
      new Promise((resolve, reject) => {
        const request = { id: nextId++, method, params } as ViewRequest;
        pending.set(request.id, { request, resolve: resolve as (v: never) => void, reject });
        port?.post(request);
      }),
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
      void browser.tabs.create({ url: browser.runtime.getURL(`desk.html${path}`) });
    },
    showTab: async (tabId) => {
      try {
        const { windowId } = await browser.tabs.update(tabId, { active: true });
        if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
        return true;
      } catch {
        return false;
      }
    },
    requestOrigins: (origins) => browser.permissions.request({ origins }).catch(() => false),
    hasOrigins: (origins) => browser.permissions.contains({ origins }).catch(() => false),
  };
}

const READS = /\.(get|list|status|report)$|^search$|^tab\.bind$/;
const isRead = (method: HostMethod): boolean => READS.test(method);

/** Opens a view port: asks the worker to make sure that the host lives, then connects to the host itself. */
export async function openViewPort(name: string = PORT_VIEW): Promise<Port<ViewFrame, ViewRequest>> {
  const answer = (await browser.runtime.sendMessage({ type: 'host.ensure' })) as { ok: boolean } | undefined;
  if (!answer?.ok) throw new Error('the worker could not start the host');
  return fromRuntimePort(browser.runtime.connect({ name }));
}
