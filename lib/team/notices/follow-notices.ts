import type { Clock } from '@/lib/core/clock';
import type { KnowledgeStore } from '@/lib/knowledge/store/knowledge-store';
import type { SourcedEntry } from '@/lib/knowledge/store/sourced-entry';
import type { Timers } from '@/lib/knowledge/sync/timers';
import type { Audience, NoticeBoard, NoticeEvent, SourcedNotice } from './notice-board';

/** Longest sleep between two looks (ms): clocks jump, machines sleep. */
const MAX_WAIT_MS = 60_000;

export interface FollowNoticesDeps {
  store: Pick<KnowledgeStore, 'liveEntries' | 'onChange'>;
  board: NoticeBoard;
  clock: Clock;
  timers: Timers;
  audience(): Audience;
  /** Told once each, in order. */
  onEvents?(events: NoticeEvent[]): void;
  /** After every look, told or not: what is in force may have changed (one was taken out of its feed, one ended). */
  onLook?(): Promise<void>;
}

export interface NoticeFollower {
  /** Looks again now (the audience changed). */
  refresh(): Promise<void>;
  stop(): void;
}

/**
 * Keeps the board up to date with the store: on every change of live notices and whenever one starts or ends. Call after
 * `store.open`.
 */
export async function followNotices(deps: FollowNoticesDeps): Promise<NoticeFollower> {
  const { store, board, clock, timers } = deps;
  const notices = new Map<string, SourcedNotice>();
  let timer: unknown = null;
  let isStopped = false;

  const take = (batch: readonly SourcedEntry[]): boolean => {
    let isTouched = false;
    for (const { entry, source } of batch) {
      const key = JSON.stringify([source, entry.id]);
      if (entry.kind === 'notice') notices.set(key, { entry, source });
      else if (!notices.delete(key)) continue;
      isTouched = true;
    }
    return isTouched;
  };

  async function look(): Promise<void> {
    if (isStopped) return;
    timers.clear(timer);
    const events = await board.update([...notices.values()], deps.audience());
    if (events.length > 0) deps.onEvents?.(events);
    await deps.onLook?.();
    const next = board.nextBoundaryMs();
    if (next !== null && !isStopped)
      timer = timers.set(() => void look(), Math.min(MAX_WAIT_MS, Math.max(0, next - clock.now())));
  }

  const off = store.onChange(({ upserts, removes }) => {
    let isTouched = false;
    for (const { source, ids } of removes)
      for (const id of ids) isTouched = notices.delete(JSON.stringify([source, id])) || isTouched;
    isTouched = take(upserts) || isTouched;
    if (isTouched) void look();
  });
  await store.liveEntries(take);
  await look();
  return {
    refresh: look,
    stop() {
      isStopped = true;
      off();
      timers.clear(timer);
    },
  };
}
