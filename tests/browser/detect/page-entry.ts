import type { ConversationRef } from '@/lib/chat/conversation';
import type { Adapter } from '@/lib/console/adapter';
import { detectChat } from '@/lib/console/detect/detect';
import { createDetectedConsole } from '@/lib/console/detect/detected-console';
import { systemClock } from '@/lib/core/clock';
import type { Snapshot } from '@/lib/platform/messages';

/** Runs in the page's isolated world, like the injected script: detects, mounts, keeps what is reported. */
const events = {
  snapshots: [] as { atMs: number; snapshot: Snapshot }[],
  drafts: [] as { ref: ConversationRef; text: string; composing: boolean }[],
  sent: [] as { ref: ConversationRef; messageId: string; text: string }[],
};
const taught = (globalThis as { deskmateAdapter?: Adapter }).deskmateAdapter;
const mounted = createDetectedConsole({
  document,
  host: location.host,
  clock: systemClock,
  ...(taught && { taught }),
  on: {
    snapshot: (snapshot) => void events.snapshots.push({ atMs: performance.now(), snapshot }),
    draft: (ref, text, composing) => void events.drafts.push({ ref, text, composing }),
    sent: (ref, messageId, text) => void events.sent.push({ ref, messageId, text }),
  },
});
mounted.start();
Object.assign(globalThis, {
  deskmate: {
    mounted,
    events,
    detect: () => detectChat(document, { host: location.host, today: '2026-11-28' }),
  },
});
