import { z } from 'zod';
import { MAX_TEXT, messageText } from '@/lib/chat/conversation';
import { listPageFacts } from '@/lib/chat/page-facts';
import { conversationRefSchema } from '@/lib/chat/schema';
import { createLog } from '@/lib/core/log';
import { redact } from '@/lib/core/redact';
import { toManifestUrl } from '@/lib/knowledge/sync/feed-url';
import type { CoreMethods } from '@/lib/platform/messages';
import type { ConsoleSession } from '../console-session';
import { listOpenTabs } from '../open-tabs';
import { entryFilter } from './entry-filter';
import type { MethodDeps } from './method-deps';
import { defineMethods, MethodError, type MethodGroup } from './method-group';
import { issueItems, toPhraseKey } from './phrase-items';

const log = createLog('core-methods');

const tabId = z.number().int().nullable();
const piece = z.object({ id: z.string().max(400), text: z.string().max(MAX_TEXT * 2) });
const none = z.object({}).loose();
const facts = z.record(z.string().max(60), z.union([z.string().max(500), z.number(), z.boolean()]));

const PARAMS = {
  'tab.bind': z.object({ tabId }),
  'tab.list': none,
  'read.list': z.object({ tabId: z.number().int() }),
  'facts.get': z.object({ tabId: z.number().int() }),
  'tab.painted': z.object({ tabId: z.number().int(), places: z.array(piece).max(12), ref: conversationRefSchema }),
  insert: z.object({
    tabId: z.number().int(),
    sourceId: z.string().max(400),
    text: z.string().max(MAX_TEXT * 2),
    ref: conversationRefSchema,
  }),
  'draft.fix': z.object({
    tabId: z.number().int(),
    ref: conversationRefSchema,
    text: z.string().max(MAX_TEXT),
    start: z.number().int().min(0),
    end: z.number().int().min(1),
    fix: z.string().max(MAX_TEXT),
  }),
  copied: z.object({ tabId, sourceId: z.string().max(400) }),
  choose: z.object({ tabId: z.number().int(), attribute: z.string().max(60), value: z.string().max(200).nullable() }),
  feedback: z.object({
    tabId: z.number().int(),
    kind: z.enum(['not-helpful', 'outdated', 'missing']),
    entryId: z.string().max(200).nullable(),
    turnId: z.string().max(200),
  }),
  'feedback.list': none,
  search: z.object({ query: z.string().max(200), tabId, shelf: z.enum(['all', 'team', 'mine']).optional() }),
  'knowledge.list': entryFilter.extend({
    offset: z.number().int().min(0),
    limit: z.number().int().min(1).max(500),
  }),
  'knowledge.get': z.object({ source: z.string().max(200), id: z.string().max(200) }),
  'shop.list': none,
  'shop.save': z.object({
    shopId: z.string().min(1).max(200),
    name: z.string().max(200),
    console: z.string().max(100).optional(),
    facts,
  }),
  'sync.status': none,
  'sync.now': z.object({ id: z.string().max(200).nullable() }),
  'sync.add': z.object({ url: z.string().max(2000), name: z.string().max(200) }),
  'sync.remove': z.object({ id: z.string().max(200) }),
  'settings.get': none,
  'settings.set': none,
  'privacy.report': none,
  'privacy.wipe': z.object({ what: z.enum(['feedback', 'all']) }),
} satisfies Record<keyof CoreMethods, z.ZodType>;

const SEARCH_LIMIT = 25;

/** What every view needs: the tab's state, inserts, search, knowledge list, shop, sync, settings. */
export function createCoreMethods(deps: MethodDeps): MethodGroup<keyof CoreMethods> {
  const { services } = deps;
  const session = (id: number): ConsoleSession => {
    const found = deps.sessionOf(id);
    if (!found) throw new MethodError('no-console');
    return found;
  };

  /** A phrase used by hand is a recent one; a lost mark harms nothing. */
  const touch = (sourceId: string) => {
    const key = toPhraseKey(sourceId);
    if (key === null) return;
    // No event: a list that is open must not move under the hand that stacks phrases.
    services.phrases.marks
      .touch(key)
      .catch((error: unknown) => log.warn('a use was not kept', { error: String(error) }));
  };

  return defineMethods(PARAMS, {
    'tab.bind': async (p) => deps.viewOf(p.tabId),
    'tab.list': async () => listOpenTabs(deps.sessions(), deps.viewOf),
    'read.list': async (p) =>
      (deps.sessionOf(p.tabId)?.snapshot()?.conversation?.messages ?? []).map((message) => ({
        id: message.id,
        role: message.role,
        text: messageText(message),
      })),
    'facts.get': async (p) => {
      const conversation = deps.sessionOf(p.tabId)?.snapshot()?.conversation;
      return conversation ? listPageFacts(conversation) : [];
    },
    'tab.painted': async (p) => {
      const of = deps.sessionOf(p.tabId);
      const list = { atMs: deps.clock.now(), ref: p.ref, places: p.places };
      of?.painted.add(list);
      if (of) deps.team?.outcomes.painted(of, list);
      return null;
    },
    insert: async (p) => {
      const result = await deps.insert(session(p.tabId), p.sourceId, p.text, p.ref);
      if (result.ok) touch(p.sourceId);
      return result;
    },
    'draft.fix': async ({ tabId: id, ...fix }) => session(id).fix(fix),
    copied: async (p) => {
      if (p.tabId !== null) deps.toast(p.tabId, 'copied');
      const of = deps.sessionOf(p.tabId);
      if (of) deps.team?.outcomes.used(of, 'copied', p.sourceId);
      touch(p.sourceId);
      return null;
    },
    choose: async (p) => {
      session(p.tabId).choose(p.attribute, p.value);
      return null;
    },
    feedback: async (p) => {
      const of = session(p.tabId);
      const view = of.view();
      if (p.entryId && p.kind !== 'missing') deps.team?.outcomes.dismissed(of, p.entryId);
      // The buyer may have written on meanwhile: the question kept is the one that the view judged.
      const question = view.advice?.turnId === p.turnId ? view.advice.turnText : '';
      const names = view.buyer?.name ? [view.buyer.name] : [];
      await services.feedback.add({
        kind: p.kind,
        entryId: p.entryId,
        question: redact(question.slice(0, 1000), { names }).text,
        ...(view.advice?.scene ? { scene: view.advice.scene.id } : {}),
      });
      deps.changed(['feedback']);
      return null;
    },
    'feedback.list': () => services.feedback.list(),
    search: async (p) => {
      const of = deps.sessionOf(p.tabId);
      const conversation = of?.snapshot()?.conversation ?? null;
      const hits = await deps
        .brain()
        .search(
          p.query,
          SEARCH_LIMIT,
          conversation,
          of ? deps.assistantSettings(of) : { ...services.assistantSettings(), chosen: {}, recentTexts: [] },
          p.shelf,
        );
      return issueItems(deps, of, hits);
    },
    'knowledge.list': (p) => services.knowledge.list(p),
    'knowledge.get': (p) => services.knowledge.get(p.source, p.id),
    'shop.list': () => services.shops.list(),
    'shop.save': async (p) => {
      await services.shops.save(p);
      return null;
    },
    'sync.status': () => services.sync.status(),
    'sync.now': async (p) => {
      await services.sync.now(p.id);
      return null;
    },
    'sync.add': async (p) => {
      const url = toManifestUrl(p.url);
      if (!url) throw new MethodError('bad-url');
      return services.sync.add(url, p.name.trim() || new URL(url).host);
    },
    'sync.remove': async (p) => {
      await services.sync.remove(p.id);
      return null;
    },
    'settings.get': async () => services.settings(),
    'settings.set': (p) => services.setSettings(p),
    'privacy.report': () => services.privacy.report(),
    'privacy.wipe': async (p) => {
      await services.privacy.wipe(p.what);
      return null;
    },
  });
}
