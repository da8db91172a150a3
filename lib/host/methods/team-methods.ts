import { z } from 'zod';
import { triggerSchema } from '@/lib/knowledge/schema';
import type { TeamMethods } from '@/lib/platform/methods/team-methods';
import { fromJoinCode } from '@/lib/team/join/join-code';
import { toTeam } from '../team/to-team';
import type { MethodDeps } from './method-deps';
import { defineMethods, MethodError, type MethodGroup } from './method-group';

const id = z.string().min(1).max(200);
const code = z.string().max(20_000);
const group = z.string().max(60).nullable();
const names = z.array(z.string().min(1).max(200)).max(100);
const instant = z.string().max(40);
const none = z.object({}).loose();

const PARAMS = {
  'team.read': z.object({ code }),
  'team.list': none,
  'team.join': z.object({ code, group, role: z.enum(['trainee', 'agent', 'senior', 'lead']) }),
  'team.group': z.object({ sourceId: id, group }),
  'team.leave': z.object({ sourceId: id }),
  'notice.current': z.object({ tabId: z.number().int().nullable() }),
  'notice.ack': z.object({ key: z.string().max(600) }),
  'notice.list': none,
  'notice.save': z.object({
    notice: z.object({
      id: id.optional(),
      title: z.string().trim().min(1).max(200),
      wording: z.string().trim().min(1).max(2000),
      reason: z.string().max(2000),
      mustRead: z.boolean(),
      scenes: names,
      triggers: z.array(triggerSchema).max(50),
      entries: names,
      from: instant,
      to: instant,
      groups: names,
      shops: names,
      replacesEntries: names,
      replacesTexts: z.array(z.string().max(2000)).max(50),
    }),
  }),
  'notice.recall': z.object({ id }),
  'notice.remove': z.object({ id }),
} satisfies Record<keyof TeamMethods, z.ZodType>;

/** Team: joining, and notices for agents and leads. */
export function createTeamMethods(deps: MethodDeps): MethodGroup<keyof TeamMethods> {
  const team = () => toTeam(deps);
  return defineMethods(PARAMS, {
    'team.read': async (p) => {
      const ticket = fromJoinCode(p.code);
      if (!ticket.ok) throw new MethodError(`code-${ticket.reason}`);
      const { url, publicKey, team: name, groups, level } = ticket.value;
      const sources = await deps.services.sync.status();
      const joined = sources.some((source) => source.url === url);
      return { url, team: name, groups, level, signed: publicKey !== undefined, joined };
    },
    'team.list': () => team().memberships.list(),
    'team.join': async (p) => {
      const done = await team().memberships.join(p.code, p.group);
      if (!done.ok) throw new MethodError(`code-${done.reason}`);
      const all = await team().memberships.list();
      // The settings at hand follow what was stored.
      await deps.services.setSettings({ role: p.role, groups: toGroups(all) });
      void deps.services.sync.now(done.value.sourceId);
      return { sourceId: done.value.sourceId };
    },
    'team.group': async (p) => {
      const done = await team().memberships.setGroup(p.sourceId, p.group);
      if (!done.ok) throw new MethodError(`code-${done.reason}`);
      await deps.services.setSettings({ groups: toGroups(await team().memberships.list()) });
      return null;
    },
    'team.leave': async (p) => {
      await team().memberships.leave(p.sourceId);
      await deps.services.setSettings({ groups: toGroups(await team().memberships.list()) });
      return null;
    },
    'notice.current': async (p) => team().notices.list(deps.sessionOf(p.tabId)?.view().shop ?? null),
    'notice.ack': async (p) => {
      await team().notices.acknowledge(p.key);
      return null;
    },
    'notice.list': () => team().leadNotices.list(),
    'notice.save': async (p) => {
      const done = await team().leadNotices.save(p.notice);
      if (!done.ok) throw new MethodError(done.reason === 'invalid' ? 'bad-params' : done.reason);
      return { id: done.value };
    },
    'notice.recall': async (p) => {
      const done = await team().leadNotices.recall(p.id);
      if (!done.ok) throw new MethodError(done.reason === 'invalid' ? 'bad-params' : done.reason);
      return null;
    },
    'notice.remove': async (p) => {
      await team().leadNotices.remove(p.id);
      return null;
    },
  });
}

const toGroups = (all: readonly { group: string | null }[]): string[] => [
  ...new Set(all.flatMap(({ group: one }) => (one === null ? [] : [one]))),
];
