import type { Clock } from '@/lib/core/clock';
import { fail, ok, type Result } from '@/lib/core/result';
import type { KnowledgeStore } from '@/lib/knowledge/store/knowledge-store';
import type { SettingsStore } from '@/lib/knowledge/store/settings-store';
import { fromJoinCode, type JoinCodeReason } from './join-code';

/** The team that this agent joined. Group and role are kept here only and give no right. */
export interface Membership {
  sourceId: string;
  team: string;
  /** Groups to pick from. */
  groups: string[];
  group: string | null;
}

export interface Memberships {
  list(): Promise<Membership[]>;
  /**
   * Joins by a code whose origin has been permitted in that click; the same team again renews it (a new key, new
   * groups). `unknown-group` when the group is not one of the code's.
   */
  join(code: string, group: string | null): Promise<Result<Membership, JoinCodeReason | 'unknown-group'>>;
  setGroup(sourceId: string, group: string | null): Promise<Result<null, 'unknown-group' | 'not-joined'>>;
  /** Leaves: the feed and everything that came from it is wiped from this machine. */
  leave(sourceId: string): Promise<void>;
}

export interface MembershipDeps {
  store: Pick<KnowledgeStore, 'addSource' | 'removeSource' | 'setGroups'>;
  settings: SettingsStore;
  clock: Clock;
}

const KEY = 'team.memberships';

/** Creates the memberships over store and settings. Callers pull the new source afterwards (`SyncEngine.syncNow`). */
export function createMemberships({ store, settings, clock }: MembershipDeps): Memberships {
  const list = async (): Promise<Membership[]> => {
    const stored = await settings.get(KEY);
    return Array.isArray(stored) ? (stored as Membership[]) : [];
  };
  async function save(all: readonly Membership[]): Promise<void> {
    const groups = [...new Set(all.flatMap(({ group }) => (group === null ? [] : [group])))];
    await settings.put(KEY, all);
    // `groups` is the setting that the host and the assistant read.
    await settings.put('groups', groups);
    await store.setGroups(groups);
  }
  return {
    list,
    async join(code, group) {
      const ticket = fromJoinCode(code);
      if (!ticket.ok) return ticket;
      const { url, publicKey, team, groups, level } = ticket.value;
      if (group !== null && !groups.includes(group)) return fail('unknown-group');
      const source = await store.addSource(
        { kind: 'feed', level, name: team, url, ...(publicKey ? { publicKey } : {}) },
        clock.now(),
      );
      const membership: Membership = { sourceId: source.id, team, groups, group };
      await save([...(await list()).filter(({ sourceId }) => sourceId !== source.id), membership]);
      return ok(membership);
    },
    async setGroup(sourceId, group) {
      const all = await list();
      const one = all.find((membership) => membership.sourceId === sourceId);
      if (!one) return fail('not-joined');
      if (group !== null && !one.groups.includes(group)) return fail('unknown-group');
      await save(all.map((membership) => (membership === one ? { ...one, group } : membership)));
      return ok(null);
    },
    async leave(sourceId) {
      await store.removeSource(sourceId);
      await save((await list()).filter((membership) => membership.sourceId !== sourceId));
    },
  };
}
