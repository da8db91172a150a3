import type { Runtime } from 'webextension-polyfill';

/** Who is at the other end of a port, as the browser states it; never what a message claims. */
export interface PortSender {
  /** Tab of a content script or of one of our pages in a tab. */
  tabId: number | null;
  frameId: number | null;
  /** Page address of the sender. */
  url: string;
  /** Id of the sending extension; must be ours. */
  extensionId: string | null;
}

/** A message channel without browser types, so that host and views run in tests and in one page too. */
export interface Port<In = unknown, Out = unknown> {
  readonly name: string;
  readonly sender: PortSender;
  post(message: Out): void;
  onMessage(listener: (message: In) => void): void;
  onDisconnect(listener: () => void): void;
  disconnect(): void;
}

/** Wraps a browser port. Posting to a closed port does nothing: the disconnect listener tells. */
export function fromRuntimePort<In, Out>(port: Runtime.Port): Port<In, Out> {
  let open = true;
  port.onDisconnect.addListener(() => {
    open = false;
  });
  return {
    name: port.name,
    sender: {
      tabId: port.sender?.tab?.id ?? null,
      frameId: port.sender?.frameId ?? null,
      url: port.sender?.url ?? '',
      extensionId: port.sender?.id ?? null,
    },
    post: (message) => {
      if (!open) return;
      try {
        port.postMessage(message);
      } catch {
        open = false;
      }
    },
    onMessage: (listener) => port.onMessage.addListener((message) => listener(message as In)),
    onDisconnect: (listener) => port.onDisconnect.addListener(() => listener()),
    disconnect: () => port.disconnect(),
  };
}

/**
 * Two ends in one page (the panel that is its own host on browsers without offscreen documents; tests).
 * Messages are cloned and delivered in a microtask, like a real port.
 */
export function createPortPair<A, B>(name: string, sender: PortSender): [Port<A, B>, Port<B, A>] {
  const listeners: [((m: never) => void)[], ((m: never) => void)[]] = [[], []];
  const closers: [(() => void)[], (() => void)[]] = [[], []];
  let open = true;
  const end = (side: 0 | 1): Port<never, unknown> => {
    const other = side === 0 ? 1 : 0;
    return {
      name,
      sender,
      post: (message) => {
        if (!open) return;
        const copy = structuredClone(message);
        queueMicrotask(() => {
          if (open) for (const listener of listeners[other]) listener(copy as never);
        });
      },
      onMessage: (listener) => void listeners[side].push(listener),
      onDisconnect: (listener) => void closers[side].push(listener),
      disconnect: () => {
        if (!open) return;
        open = false;
        for (const close of closers[other]) close();
      },
    };
  };
  return [end(0) as unknown as Port<A, B>, end(1) as unknown as Port<B, A>];
}
