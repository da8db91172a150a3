import type { Clock } from '@/lib/core/clock';
import { fitsList } from '@/lib/knowledge/entry';
import type { KnowledgeStore } from '@/lib/knowledge/store/knowledge-store';
import { systemTimers, type Timers } from '@/lib/knowledge/sync/timers';
import type { NoticeView } from '@/lib/platform/methods/team-methods';
import { followNotices, type NoticeFollower } from '@/lib/team/notices/follow-notices';
import type { BoardNotice, NoticeBoard } from '@/lib/team/notices/notice-board';

/** A notice that need not be read stands in the banner for one shift. */
const SHIFT_MS = 8 * 3_600_000;

export interface AgentNoticesDeps {
  board: NoticeBoard;
  store: Pick<KnowledgeStore, 'liveEntries' | 'onChange'>;
  clock: Clock;
  timers?: Timers;
  groups(): readonly string[];
  /** How many wait to be confirmed: the badge. */
  onCount(waiting: number): void;
  /** What is in force or confirmed changed. */
  onChange(): void;
}

/** What agents see of notices: the list in force, the one to confirm first, the count on the toolbar. */
export interface AgentNotices {
  /** Call after the store was opened. */
  start(): Promise<void>;
  /** A console of that shop is open: notices for it count from now on. */
  noteShop(shop: { id?: string; name?: string }): void;
  /** The groups changed. */
  refresh(): Promise<void>;
  /** In force for that shop; null or a shop not known yet: all. */
  list(shop: { id?: string; name?: string } | null): NoticeView[];
  acknowledge(key: string): Promise<void>;
}

/** Creates it. The list is kept at hand, so that a view of a tab never waits for it. */
export function createAgentNotices(deps: AgentNoticesDeps): AgentNotices {
  const { board, store, clock, timers = systemTimers } = deps;
  const shops = new Set<string>();
  let current: BoardNotice[] = [];
  let follower: NoticeFollower | null = null;

  const isWaiting = ({ entry, acked, deliveredAtMs }: BoardNotice): boolean =>
    !acked && (entry.must_read === true || clock.now() - deliveredAtMs < SHIFT_MS);

  async function read(): Promise<void> {
    current = await board.current();
    deps.onCount(current.filter(isWaiting).length);
    deps.onChange();
  }

  const toView = (notice: BoardNotice): NoticeView => ({
    key: notice.key,
    id: notice.entry.id,
    title: notice.entry.title,
    wording: notice.entry.wording,
    ...(notice.entry.reason ? { reason: notice.entry.reason } : {}),
    mustRead: notice.entry.must_read ?? false,
    acked: notice.acked,
    waiting: isWaiting(notice),
    ...(notice.entry.effective_from ? { from: notice.entry.effective_from } : {}),
    ...(notice.entry.effective_to ? { to: notice.entry.effective_to } : {}),
    deliveredAtMs: notice.deliveredAtMs,
  });

  return {
    async start() {
      follower = await followNotices({
        store,
        board,
        clock,
        timers,
        audience: () => ({ groups: deps.groups(), shops: [...shops] }),
        onLook: read,
      });
    },
    noteShop({ id, name }) {
      const before = shops.size;
      for (const known of [id, name]) if (known) shops.add(known);
      if (shops.size !== before) void follower?.refresh();
    },
    refresh: async () => follower?.refresh(),
    list(shop) {
      const names = [shop?.id, shop?.name].filter((name) => name !== undefined && name !== '') as string[];
      return current.filter(({ entry }) => names.length === 0 || fitsList(entry.audience?.shops, names)).map(toView);
    },
    async acknowledge(key) {
      await board.acknowledge(key);
      await read();
    },
  };
}
