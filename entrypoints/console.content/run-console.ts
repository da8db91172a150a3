import type { Adapter } from '@/lib/console/adapter';
import { createConsole } from '@/lib/console/console';
import { registerPageKeys } from '@/lib/console/page-keys';
import { showStoppedNotice } from '@/lib/console/stopped-notice';
import { createStripFrame, type StripFrame } from '@/lib/console/strip-frame';
import { systemClock } from '@/lib/core/clock';
import { createConsoleLink } from '@/lib/platform/console-link';
import { extensionUrl } from '@/lib/platform/extension-url';
import type { HostToConsole } from '@/lib/platform/messages';

/** A newer copy of this script (after an update) tells the older one to leave. */
const TAKE_OVER = 'deskmate-take-over';
/** A newer copy comes within this time after an update, or never. */
const TAKE_OVER_MS = 4000;

/** Wires one console frame to the host. Everything that it adds to the page goes away with `leave`. */
export function runConsole(adapter: Adapter): void {
  document.dispatchEvent(new CustomEvent(TAKE_OVER));

  let strip: StripFrame | null = null;
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
        strip?.remove();
        strip = null;
        if (message.strip && !message.off && !adapter.practice) {
          const src = `${extensionUrl('strip.html')}#${message.stripToken}`;
          strip = createStripFrame({ document, window, src, composer: () => page.composer() });
        }
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

  const link = createConsoleLink({
    // A new host knows nothing of this page: it gets the whole state.
    onOpen: () => link.post({ type: 'snapshot', snapshot: page.snapshot() }),
    onMessage: onHost,
    onOrphan: () => {
      detach();
      const late = setTimeout(() => {
        document.removeEventListener(TAKE_OVER, onTakeOver);
        showStoppedNotice(document, window);
      }, TAKE_OVER_MS);
      document.addEventListener(TAKE_OVER, () => clearTimeout(late), { once: true });
    },
  });

  const removeKeys = registerPageKeys(window, (place) => link.post({ type: 'press', place }));
  const detach = () => {
    page.stop();
    strip?.remove();
    strip = null;
    removeKeys();
  };
  const onTakeOver = () => {
    detach();
    link.close();
  };
  document.addEventListener(TAKE_OVER, onTakeOver, { once: true });

  page.start();
}
