import { browser } from './browser';
import type { HostToTeach, TeachMessage } from './messages';
import { fromRuntimePort } from './port';
import { PORT_TEACH } from './port-names';

/** The teaching script's line to the host, for one lesson: when it ends, so does the lesson. */
export interface TeachLink {
  post(message: TeachMessage): void;
  close(): void;
}

/** Opens the line; `onClose` comes once, also when the extension goes away. */
export function openTeachLink(on: { message(message: HostToTeach): void; close(): void }): TeachLink {
  const port = fromRuntimePort<HostToTeach, TeachMessage>(browser.runtime.connect({ name: PORT_TEACH }));
  port.onMessage(on.message);
  port.onDisconnect(on.close);
  return { post: (message) => port.post(message), close: () => port.disconnect() };
}
