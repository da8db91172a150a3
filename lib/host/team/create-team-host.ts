import type { Clock } from '@/lib/core/clock';
import { createId } from '@/lib/core/ids';
import { fail, ok, type Result } from '@/lib/core/result';
import { createMediaStore } from '@/lib/knowledge/media/media-store';
import {
  fromNoticeRow,
  getNoticeState,
  type NoticeDraft,
  toNoticeRow,
  toRecalledRow,
} from '@/lib/knowledge/notice-draft';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import { createCounterStore } from '@/lib/knowledge/store/counter-store';
import type { DeskmateDatabase } from '@/lib/knowledge/store/database';
import type { KnowledgeStore } from '@/lib/knowledge/store/knowledge-store';
import { createNoHitStore } from '@/lib/knowledge/store/no-hit-store';
import { createSettingsStore } from '@/lib/knowledge/store/settings-store';
import type { LeadNotice } from '@/lib/platform/methods/team-methods';
import { createMemberships, type Memberships } from '@/lib/team/join/membership';
import { createNoticeBoard } from '@/lib/team/notices/notice-board';
import { createOutcomeTracker } from '@/lib/team/outcomes/outcome-tracker';
import type { FindRed } from '@/lib/team/publish/find-red';
import { createPublisher } from '@/lib/team/publish/publisher';
import type { Changed } from '../services';
import { type AgentNotices, createAgentNotices } from './agent-notices';
import { createLeadDesk, type LeadDesk } from './lead-desk';
import { createOutcomeRecorder, type OutcomeRecorder } from './outcome-recorder';
import { createUsage, type Usage } from './usage';

/** Everything about the team that the host keeps: memberships, notices, publishing, outcomes. */
export interface TeamHost {
  /** Call after the store was opened. */
  start(): Promise<void>;
  onChange(listener: (what: Changed) => void): void;
  memberships: Memberships;
  notices: AgentNotices;
  leadNotices: LeadNotices;
  lead: LeadDesk;
  outcomes: OutcomeRecorder;
  usage: Usage;
}

/** The lead's own notices. */
export interface LeadNotices {
  list(): Promise<LeadNotice[]>;
  save(draft: NoticeDraft): Promise<Result<string, 'invalid' | 'disk-full'>>;
  recall(id: string): Promise<Result<null, 'gone' | 'invalid' | 'disk-full'>>;
  remove(id: string): Promise<void>;
}

export interface TeamHostDeps {
  db: DeskmateDatabase;
  store: KnowledgeStore;
  clock: Clock;
  fetch: typeof fetch;
  groups(): readonly string[];
  findProblems: FindRed;
  hasPermission(url: string): Promise<boolean>;
  setBadge(text: string): void;
  /** Sources were added or removed. */
  onSources(): void;
}

/** Creates it; nothing is read before `start`. */
export function createTeamHost(deps: TeamHostDeps): TeamHost {
  const { db, store, clock } = deps;
  const settings = createSettingsStore(db);
  const listeners: ((what: Changed) => void)[] = [];
  const tell = (...what: Changed): void => {
    for (const listener of listeners) listener(what);
  };

  const joined = createMemberships({ store, settings, clock });
  const memberships: Memberships = {
    ...joined,
    // A source that was removed elsewhere is a team that was left.
    list: async () => {
      const sources = new Set((await store.listSources()).map(({ id }) => id));
      return (await joined.list()).filter(({ sourceId }) => sources.has(sourceId));
    },
    join: async (code, group) => {
      const done = await joined.join(code, group);
      deps.onSources();
      tell('team');
      return done;
    },
    setGroup: async (sourceId, group) => {
      const done = await joined.setGroup(sourceId, group);
      tell('team');
      return done;
    },
    leave: async (sourceId) => {
      await joined.leave(sourceId);
      deps.onSources();
      tell('team', 'sync');
    },
  };

  const notices = createAgentNotices({
    board: createNoticeBoard({ db, clock }),
    store,
    clock,
    groups: deps.groups,
    onCount: (waiting) => deps.setBadge(waiting === 0 ? '' : waiting > 9 ? '9+' : String(waiting)),
    onChange: () => tell('notices'),
  });

  const publisher = createPublisher({
    db,
    clock,
    ownRows: () => store.ownRows(),
    findProblems: deps.findProblems,
    media: createMediaStore(db),
  });
  const lead = createLeadDesk({
    settings,
    publisher,
    clock,
    fetch: deps.fetch,
    hasPermission: deps.hasPermission,
    onChange: () => tell('publish'),
  });

  const counters = createCounterStore(db);
  const noHits = createNoHitStore(settings, clock);
  const outcomes = createOutcomeRecorder({
    tracker: createOutcomeTracker({ counters, clock }),
    noHits,
    onChange: () => tell('usage'),
  });

  const put = async (row: RawRow): Promise<Result<string, 'invalid' | 'disk-full'>> => {
    const done = await store.putOwn([row]);
    return done.ok ? ok(String(row.id)) : done;
  };
  const rowOf = async (id: string): Promise<RawRow | undefined> => (await db.own.get(id))?.row;

  const leadNotices: LeadNotices = {
    async list() {
      const last = (await publisher.history())[0];
      const published = new Map(
        ((last && (await publisher.rowsOf(last.version))) ?? []).map((row) => [
          String(row.id),
          JSON.stringify(row.updated_at ?? null),
        ]),
      );
      return (await store.ownRows())
        .flatMap((row): LeadNotice[] => {
          const draft = row.kind === 'notice' && row.scope !== 'me' ? fromNoticeRow(row) : null;
          if (!draft) return [];
          const isPublished = published.get(draft.id) === JSON.stringify(row.updated_at ?? null);
          return [{ ...draft, state: getNoticeState(row, clock.now()), published: isPublished }];
        })
        .reverse();
    },
    async save(draft) {
      const id = draft.id ?? `notice-${createId()}`;
      return put(toNoticeRow(await withoutOwnWording(draft), id, clock.now(), await rowOf(id)));
    },
    async recall(id) {
      const row = await rowOf(id);
      if (!row) return fail('gone');
      const done = await put(toRecalledRow(row, clock.now()));
      return done.ok ? ok(null) : done;
    },
    remove: (id) => store.removeOwn([id]),
  };

  /** An entry that says the new wording already is not one whose wording is retired. */
  async function withoutOwnWording(draft: NoticeDraft): Promise<NoticeDraft> {
    if (draft.replacesEntries.length === 0) return draft;
    const same = new Set<string>();
    await store.liveEntries((batch) => {
      for (const { entry } of batch)
        if (entry.kind === 'answer' && entry.answer.trim() === draft.wording.trim()) same.add(entry.id);
    });
    return { ...draft, replacesEntries: draft.replacesEntries.filter((id) => !same.has(id)) };
  }

  return {
    start: () => notices.start(),
    onChange: (listener) => void listeners.push(listener),
    memberships,
    notices,
    leadNotices,
    lead,
    outcomes,
    usage: createUsage({ counters, noHits, store, clock }),
  };
}
