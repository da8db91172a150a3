import type { Adapter } from '@/lib/console/adapter';
import { createConsole } from '@/lib/console/console';
import { registerPageKeys } from '@/lib/console/page-keys';
import { showStoppedNotice } from '@/lib/console/stopped-notice';
import { createStripFrame, type StripFrame } from '@/lib/console/strip-frame';
import { systemClock } from '@/lib/core/clock';
import { createConsoleLink } from '@/lib/platform/console-link';
import { extensionUrl } from '@/lib/platform/extension-url';
import type { HostToConsole } from '@/lib/platform/messages';

const TAKE_OVER = 'deskmate-take-over';
/** After an update the newer copy of this script comes within this time, or never. */
const TAKE_OVER_MS = 4000;

/** Tells an older copy of this script in the same page to leave, and listens for a newer one. */
export function takeOver(document: Document, onNewer: () => void): void {
  document.dispatchEvent(new CustomEvent(TAKE_OVER));
  document.addEventListener(TAKE_OVER, onNewer, { once: true });
}

export interface RunningConsole {
  adapter: Adapter;
  /** Teardown without a trace. */
  leave(): void;
}

/** Wires one console frame to the host. `onOrphan`: the extension is gone and this copy can do nothing more. */
export function runConsole(adapter: Adapter, onOrphan: () => void = () => {}): RunningConsole {
  let strip: StripFrame | null = null;
  let stripToken: string | null = null;
  const page = createConsole({
    document,
    adapter,
    clock: systemClock,
    on: {
      snapshot: (snapshot) => link.post({ type: 'snapshot', snapshot }),
      draft: (ref, text, composing) => link.post({ type: 'draft', ref, text, composing }),
      sent: (ref, messageId, text) => link.post({ type: 'sent', ref, messageId, text }),
    },
  });

  const onHost = (message: HostToConsole) => {
    switch (message.type) {
      case 'welcome':
        page.setOff(message.off);
        showStripFor(message.strip && !message.off && !adapter.practice ? message.stripToken : null);
        break;
      case 'insert':
        void page
          .insert({ ref: message.ref, sourceId: message.sourceId, text: message.text })
          .then((result) => link.post({ type: 'insert-result', requestId: message.requestId, result }));
        break;
      case 'strip':
        strip?.show(message.visible, message.height);
        break;
      case 'pong':
        break;
    }
  };
  /** A new host brings a new token; the same one comes again with every change of settings. */
  const showStripFor = (token: string | null) => {
    if (token === stripToken) return;
    strip?.remove();
    stripToken = token;
    strip =
      token === null
        ? null
        : createStripFrame({
            document,
            window,
            src: `${extensionUrl('strip.html')}#${token}`,
            composer: () => page.composer(),
          });
  };

  const link = createConsoleLink({
    // A new host knows nothing of this page: it gets the whole state.
    onOpen: () => link.post({ type: 'snapshot', snapshot: page.snapshot() }),
    onMessage: onHost,
    onOrphan: () => {
      leave();
      onOrphan();
      const late = setTimeout(() => showStoppedNotice(document, window), TAKE_OVER_MS);
      document.addEventListener(TAKE_OVER, () => clearTimeout(late), { once: true });
    },
  });
  const removeKeys = registerPageKeys(window, (place) => link.post({ type: 'press', place }));
  const leave = () => {
    page.stop();
    showStripFor(null);
    removeKeys();
    link.close();
  };

  page.start();
  return { adapter, leave };
}
