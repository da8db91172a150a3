import { isSameConversation } from '@/lib/chat/conversation';
import type { Console, ConsoleEvents } from '@/lib/console/console';
import { registerPageKeys } from '@/lib/console/page-keys';
import { showStoppedNotice } from '@/lib/console/stopped-notice';
import { createStripFrame, type StripFrame } from '@/lib/console/strip-frame';
import { type ConsoleLink, createConsoleLink } from '@/lib/platform/console-link';
import { extensionUrl } from '@/lib/platform/extension-url';
import type { ConsoleMessage, HostToConsole } from '@/lib/platform/messages';

const TAKE_OVER = 'deskmate-take-over';
/** After an update the newer copy of this script comes within this time, or never. */
const TAKE_OVER_MS = 4000;

/** Tells an older copy of this script in the same page to leave, and listens for a newer one. */
export function takeOver(document: Document, onNewer: () => void): void {
  document.dispatchEvent(new CustomEvent(TAKE_OVER));
  document.addEventListener(TAKE_OVER, onNewer, { once: true });
}

export interface RunOptions {
  /** Makes the reader and writer of this page. */
  mount(on: ConsoleEvents): Console;
  /** The strip may stand here (bundled consoles; others have the panel alone). */
  strip: boolean;
  /** The host is told of this frame only once there is a chat in it. */
  lazy?: boolean;
  /** The extension is gone and this copy can do nothing more. */
  onOrphan?(): void;
  /** A message of the host that this page answers itself. */
  onHost?(message: HostToConsole, reply: (message: ConsoleMessage) => void): void;
}

export interface RunningConsole {
  /** Teardown without a trace. */
  leave(): void;
}

/** Wires one console frame to the host. */
export function runConsole(options: RunOptions): RunningConsole {
  let strip: StripFrame | null = null;
  let stripToken: string | null = null;
  let link: ConsoleLink | null = null;
  let left = false;
  let draft: Extract<ConsoleMessage, { type: 'draft' }> | null = null;
  const page = options.mount({
    snapshot: (snapshot) => {
      if (!link && snapshot.state !== 'unknown') connect();
      link?.post({ type: 'snapshot', snapshot });
    },
    draft: (ref, text, composing) => {
      draft = { type: 'draft', ref, text, composing };
      link?.post(draft);
    },
    sent: (ref, messageId, text) => link?.post({ type: 'sent', ref, messageId, text }),
    held: (text) => link?.post({ type: 'held', text }),
  });

  const onHost = (message: HostToConsole) => {
    switch (message.type) {
      case 'welcome':
        page.setOff(message.off);
        setKeys(!message.off);
        showStripFor(message.strip && !message.off && options.strip ? message.stripToken : null);
        break;
      case 'insert':
        void page
          .insert({ ref: message.ref, sourceId: message.sourceId, text: message.text })
          .then((result) => link?.post({ type: 'insert-result', requestId: message.requestId, result }));
        break;
      case 'fix':
        void page
          .fix(message)
          .then((result) => link?.post({ type: 'insert-result', requestId: message.requestId, result }));
        break;
      case 'verdict':
        page.judge(message);
        break;
      case 'strip':
        strip?.show(message.visible, message.height);
        break;
      case 'report':
        link?.post({ type: 'report', requestId: message.requestId, report: page.report() });
        break;
      case 'look-again':
      case 'overlay':
      case 'check-overlay':
      case 'pong':
        break;
    }
    options.onHost?.(message, (answer) => link?.post(answer));
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

  const connect = () => {
    if (link || left) return;
    const opened = createConsoleLink({
      // A new host knows nothing of this page: it gets the whole state.
      onOpen: () => {
        const snapshot = page.snapshot();
        opened.post({ type: 'snapshot', snapshot });
        if (draft && isSameConversation(draft.ref, snapshot.conversation?.ref ?? null)) opened.post(draft);
      },
      onMessage: onHost,
      onOrphan: () => {
        leave();
        options.onOrphan?.();
        const late = setTimeout(() => showStoppedNotice(document, window), TAKE_OVER_MS);
        document.addEventListener(TAKE_OVER, () => clearTimeout(late), { once: true });
      },
    });
    link = opened;
  };
  let removeKeys: (() => void) | null = null;
  /** A site that is switched off keeps its keys. */
  const setKeys = (wanted: boolean) => {
    if (wanted === (removeKeys !== null)) return;
    if (wanted) removeKeys = registerPageKeys(window, (place) => link?.post({ type: 'press', place }));
    else {
      removeKeys?.();
      removeKeys = null;
    }
  };
  setKeys(true);
  const leave = () => {
    left = true;
    page.stop();
    showStripFor(null);
    setKeys(false);
    link?.close();
    link = null;
  };

  if (!options.lazy) connect();
  page.start();
  return { leave };
}
