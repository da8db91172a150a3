import type { ConversationRef } from '@/lib/chat/conversation';
import type { Adapter } from '@/lib/console/adapter';
import { createConsole } from '@/lib/console/console';
import { findAdapter } from '@/lib/console/registry';
import { systemClock } from '@/lib/core/clock';
import type { Snapshot } from '@/lib/platform/messages';

/** Runs in the page's isolated world, like the content script: mounts the console and keeps what it reports. */
const given = (globalThis as { deskmateAdapter?: Adapter }).deskmateAdapter;
const adapter = given ?? findAdapter(new URL(location.href), window === window.top);
if (!adapter) throw new Error('no adapter for this page');
const events = {
  snapshots: [] as { atMs: number; snapshot: Snapshot }[],
  drafts: [] as { ref: ConversationRef; text: string; composing: boolean }[],
  sent: [] as { ref: ConversationRef; messageId: string; text: string }[],
  held: [] as string[],
};
const mounted = createConsole({
  document,
  adapter,
  clock: systemClock,
  on: {
    snapshot: (snapshot) => void events.snapshots.push({ atMs: performance.now(), snapshot }),
    draft: (ref, text, composing) => void events.drafts.push({ ref, text, composing }),
    sent: (ref, messageId, text) => void events.sent.push({ ref, messageId, text }),
    held: (text) => void events.held.push(text ?? ''),
  },
});
mounted.start();
Object.assign(globalThis, { deskmate: { mounted, events, adapter } });
