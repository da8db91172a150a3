import { browser } from './browser';
import type { ConsoleMessage, HostToConsole } from './messages';
import { fromRuntimePort, type Port } from './port';
import { PORT_CONSOLE } from './port-names';

/** A content script's line to the host: connects, connects again, and says when the extension itself is gone. */
export interface ConsoleLink {
  /** Sends now, or drops the message when there is no host: `onOpen` is where state is sent again. */
  post(message: ConsoleMessage): void;
  close(): void;
}

export interface ConsoleLinkOptions {
  /** A new host listens and knows nothing of this page yet. */
  onOpen(): void;
  onMessage(message: HostToConsole): void;
  /** The extension was updated, disabled or crashed: this script can never reach it again. */
  onOrphan(): void;
}

const RETRY_MS = [50, 200, 500, 1000, 2000, 5000];

/** True while this script belongs to a living extension. */
export const isExtensionAlive = (): boolean => {
  try {
    return typeof chrome !== 'undefined' && chrome.runtime?.id !== undefined;
  } catch {
    return false;
  }
};

/** Opens the line. Nothing is thrown into the page: a dead extension ends in `onOrphan`, once. */
export function createConsoleLink(options: ConsoleLinkOptions): ConsoleLink {
  let port: Port<HostToConsole, ConsoleMessage> | null = null;
  let closed = false;
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const orphan = () => {
    if (closed) return;
    closed = true;
    options.onOrphan();
  };

  const retry = () => {
    port = null;
    if (closed) return;
    if (!isExtensionAlive()) return orphan();
    timer = setTimeout(connect, RETRY_MS[Math.min(attempt++, RETRY_MS.length - 1)]);
  };

  const connect = () => {
    if (closed) return;
    if (!isExtensionAlive()) return orphan();
    browser.runtime
      .sendMessage({ type: 'host.ensure' })
      .then((answer: unknown) => {
        if (closed) return;
        if (!(answer as { ok?: boolean } | undefined)?.ok) return retry();
        const opened = fromRuntimePort<HostToConsole, ConsoleMessage>(browser.runtime.connect({ name: PORT_CONSOLE }));
        port = opened;
        opened.onDisconnect(() => {
          if (port === opened) retry();
        });
        opened.onMessage((message) => {
          attempt = 0;
          options.onMessage(message);
        });
        options.onOpen();
      })
      .catch(retry);
  };

  connect();
  return {
    post: (message) => port?.post(message),
    close: () => {
      closed = true;
      clearTimeout(timer);
      port?.disconnect();
      port = null;
    },
  };
}
