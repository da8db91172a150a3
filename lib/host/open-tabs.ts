import { getBrokenParts } from '@/lib/platform/broken-parts';
import type { TabView } from '@/lib/platform/messages';
import type { ConsoleSession } from './console-session';

/** The tabs whose page is connected, each once, however many of its frames are. */
export const listOpenTabs = (
  sessions: readonly ConsoleSession[],
  viewOf: (tabId: number) => TabView | null,
): TabView[] => [...new Set(sessions.map(({ tabId }) => tabId))].flatMap((tabId) => viewOf(tabId) ?? []);

/** Says when a page begins to stand otherwise (state, broken parts); what is written in its chat is no such change. */
export function createStandingWatch(onChange: () => void): (session: ConsoleSession) => void {
  const told = new WeakMap<ConsoleSession, string>();
  return (session) => {
    const { console: id, state, host, health, isTaught } = session.view();
    const standing = JSON.stringify([id, state, host, getBrokenParts(health), isTaught]);
    if (told.get(session) === standing) return;
    told.set(session, standing);
    onChange();
  };
}
