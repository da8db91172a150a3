import type { Runtime } from 'webextension-polyfill';
import { browser } from './browser';
import type { HostMessage, WorkerMessage } from './messages';
import { fromRuntimePort, type Port } from './port';

/** What the page that is the host needs of the browser; an offscreen document has nothing but `runtime`. */
export interface HostPage {
  own: { id: string; origin: string };
  /** Address of a file of the extension. */
  url(path: string): string;
  onPort(listener: (port: Port<never, never>) => void): void;
  onMessage(listener: (message: HostMessage) => void): void;
  /** Asks the worker; false when it refused or could not. */
  ask(message: WorkerMessage): Promise<boolean>;
}

/** Registers the listeners at once: a port that arrives while the page still loads is not lost. */
export function createHostPage(): HostPage {
  return {
    own: { id: browser.runtime.id, origin: browser.runtime.getURL('').replace(/\/$/, '') },
    url: (path) => browser.runtime.getURL(path),
    onPort: (listener) => browser.runtime.onConnect.addListener((port) => listener(fromRuntimePort(port))),
    onMessage: (listener) =>
      browser.runtime.onMessage.addListener((raw: unknown, sender: Runtime.MessageSender) => {
        const message = raw as HostMessage;
        const fromWorker = sender.id === browser.runtime.id && sender.tab === undefined;
        if (fromWorker && message?.to === 'host') listener(message);
        return undefined;
      }),
    ask: async (message) => {
      const answer = (await browser.runtime.sendMessage(message).catch(() => undefined)) as
        | { ok?: boolean }
        | undefined;
      return answer?.ok === true;
    },
  };
}
