import type { Clock } from '@/lib/core/clock';
import { hashText } from '@/lib/core/ids';
import { createMutex } from '@/lib/core/mutex';
import { fitsList, isWithin, parseInstant } from '@/lib/knowledge/entry';
import type { Notice } from '@/lib/knowledge/schema';
import type { DeskmateDatabase } from '@/lib/knowledge/store/database';
import type { NoticeStateRow } from '@/lib/knowledge/store/rows';

/** A notice as a source gave it. */
export interface SourcedNotice {
  entry: Notice;
  source: string;
}

export interface BoardNotice extends SourcedNotice {
  /** Names this wording of it; what `acknowledge` takes. */
  key: string;
  deliveredAtMs: number;
  /** Read and confirmed. */
  acked: boolean;
}

/** Something to tell the agent, each told once. */
export type NoticeEvent = { type: 'new' | 'changed' | 'recalled'; notice: SourcedNotice };

/** Where this agent works; both may be empty. */
export interface Audience {
  groups: readonly string[];
  shops: readonly string[];
}

export interface NoticeBoard {
  /**
   * Takes all live notices of the store. Gives what has not been told yet, oldest first: new ones, new wordings of known
   * ones, recalls of told ones. Each exactly once, also after kills: what it gives is written down in the same step.
   */
  update(notices: readonly SourcedNotice[], audience: Audience): Promise<NoticeEvent[]>;
  /** In force now, newest first; must-read ones that are not confirmed stand before the others. */
  current(): Promise<BoardNotice[]>;
  /** The agent has read it. */
  acknowledge(key: string): Promise<void>;
  /** Must-read and not confirmed: what the badge counts. */
  countUnread(): Promise<number>;
  /** When the next one starts or ends (ms), or null. */
  nextBoundaryMs(): number | null;
}

const keyOf = ({ source, entry }: SourcedNotice): string => JSON.stringify([source, entry.id]);
const wordingOf = ({ entry }: SourcedNotice): string => hashText(`${entry.wording}\n${entry.reason ?? ''}`);
const startOf = ({ entry }: SourcedNotice): string => entry.effective_from ?? entry.updated_at ?? '';

/** Meant for this agent. Notices to named people only wait for the hub: nobody is known by name here. */
function isFor({ entry }: SourcedNotice, { groups, shops }: Audience): boolean {
  const to = entry.audience ?? {};
  if (to.people?.length && !to.groups?.length && !to.shops?.length) return false;
  // Before any shop is known, a shop's notice is kept for when it is.
  return fitsList(to.groups, groups) && (shops.length === 0 || fitsList(to.shops, shops));
}

/** Creates the board. What was told and confirmed lies in the tables, the notices themselves in their sources. */
export function createNoticeBoard({ db, clock }: { db: DeskmateDatabase; clock: Clock }): NoticeBoard {
  const mutex = createMutex();
  let known: SourcedNotice[] = [];

  const isOn = ({ entry }: SourcedNotice): boolean =>
    entry.state !== 'recalled' && isWithin(entry.effective_from, entry.effective_to, clock.now());

  function compare(notice: SourcedNotice, state: NoticeStateRow | undefined): NoticeEvent['type'] | null {
    if (notice.entry.state === 'recalled') return state && state.recalledAtMs === undefined ? 'recalled' : null;
    if (!isOn(notice)) return null;
    if (!state) return 'new';
    return state.wording !== wordingOf(notice) || state.recalledAtMs !== undefined ? 'changed' : null;
  }

  async function current(): Promise<BoardNotice[]> {
    const on = known.filter(isOn);
    const states = await db.noticeStates.bulkGet(on.map(keyOf));
    const list = on.map((notice, i): BoardNotice => {
      const state = states[i];
      const isSame = state?.wording === wordingOf(notice);
      return {
        ...notice,
        key: keyOf(notice),
        deliveredAtMs: state?.deliveredAtMs ?? clock.now(),
        acked: isSame && state.ackedAtMs !== undefined,
      };
    });
    const isWaiting = (notice: BoardNotice): number => (notice.entry.must_read && !notice.acked ? 0 : 1);
    return list.sort((a, b) => isWaiting(a) - isWaiting(b) || startOf(b).localeCompare(startOf(a)));
  }

  return {
    update: (notices, audience) =>
      mutex.run(async () => {
        known = notices.filter((notice) => isFor(notice, audience));
        const now = clock.now();
        return db.transaction('rw', db.noticeStates, async () => {
          const events: NoticeEvent[] = [];
          const states = await db.noticeStates.bulkGet(known.map(keyOf));
          for (const [i, notice] of known.entries()) {
            const type = compare(notice, states[i]);
            if (!type) continue;
            events.push({ type, notice });
            const before = states[i];
            await db.noticeStates.put(
              type === 'recalled' && before
                ? { ...before, recalledAtMs: now }
                : { key: keyOf(notice), wording: wordingOf(notice), deliveredAtMs: now },
            );
          }
          return events.sort(
            (a, b) =>
              startOf(a.notice).localeCompare(startOf(b.notice)) || keyOf(a.notice).localeCompare(keyOf(b.notice)),
          );
        });
      }),
    current,
    acknowledge: (key) =>
      mutex.run(async () => {
        const notice = known.find((one) => keyOf(one) === key);
        const state = await db.noticeStates.get(key);
        // A wording that came in since the press is not confirmed by it.
        if (notice && state?.wording === wordingOf(notice))
          await db.noticeStates.put({ ...state, ackedAtMs: clock.now() });
      }),
    countUnread: async () => (await current()).filter(({ entry, acked }) => entry.must_read && !acked).length,
    nextBoundaryMs() {
      const now = clock.now();
      const edges = known.flatMap(({ entry }) => [
        parseInstant(entry.effective_from, 'from') ?? 0,
        parseInstant(entry.effective_to, 'to') ?? 0,
      ]);
      const next = Math.min(...edges.filter((edge) => edge > now));
      return Number.isFinite(next) ? next : null;
    },
  };
}
