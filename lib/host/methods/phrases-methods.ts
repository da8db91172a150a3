import { z } from 'zod';
import { MAX_TEXT } from '@/lib/chat/conversation';
import { redact } from '@/lib/core/redact';
import { toOwnPhrase } from '@/lib/knowledge/phrases/phrase-marks';
import { phraseKey } from '@/lib/knowledge/phrases/phrase-tree';
import type { PhrasesMethods } from '@/lib/platform/methods/phrases-methods';
import { getLeadQuestion, type LeadQuestion } from '@/lib/suggest/ask-lead';
import type { ConsoleSession } from '../console-session';
import type { MethodDeps } from './method-deps';
import { defineMethods, MethodError, type MethodGroup } from './method-group';
import { issueItems } from './phrase-items';

const none = z.object({}).loose();
const tabId = z.number().int();
const entryId = z.string().min(1).max(200);
const shelf = z.enum(['all', 'team', 'mine']);
const turn = z.object({ tabId, turnId: z.string().max(200) });

const PARAMS = {
  'phrases.home.get': z.object({ tabId: tabId.nullable(), shelf }),
  'phrases.folder.list': z.object({
    tabId: tabId.nullable(),
    shelf,
    path: z.string().max(300),
    offset: z.number().int().min(0),
  }),
  'phrases.pin': z.object({ source: z.string().max(200), entryId, pinned: z.boolean() }),
  'phrases.sent.list': z.object({ tabId }),
  'phrases.own.get': z.object({ entryId }),
  'phrases.own.save': z.object({
    entryId: entryId.nullable(),
    tabId: tabId.nullable(),
    title: z.string().max(200),
    text: z.string().max(MAX_TEXT),
    folder: z.string().max(200),
    shortcut: z.string().max(40),
  }),
  'phrases.own.remove': z.object({ entryId }),
  'phrases.image.get': z.object({ source: z.string().max(200), entryId, sha256: z.string().max(100) }),
  'backup.status': none,
  'backup.create': none,
  // The largest backup is far below; the host only has to survive whatever file was picked.
  'backup.restore': z.object({ text: z.string().max(200_000_000) }),
  'ask.card.get': turn,
  'ask.open': turn,
  'ask.list': none,
  'ask.answer': z.object({ id: z.string().max(100), text: z.string().max(MAX_TEXT * 2) }),
  'ask.drop': z.object({ id: z.string().max(100) }),
} satisfies Record<keyof PhrasesMethods, z.ZodType>;

/** Pins, recents and favourites shown above the folders. */
const SHOWN = { pins: 30, recents: 5, favourites: 5 };
const PAGE_ROWS = 50;
const SENT_SHOWN = 3;

/** Phrases by hand, outcomes, open questions. */
export function createPhrasesMethods(deps: MethodDeps): MethodGroup<keyof PhrasesMethods> {
  const { services } = deps;

  const settingsOf = (session: ConsoleSession | null) =>
    session ? deps.assistantSettings(session) : { ...services.assistantSettings(), chosen: {}, recentTexts: [] };
  const conversationOf = (session: ConsoleSession | null) => session?.snapshot()?.conversation ?? null;
  /** Everybody whose name the console shows: a sent text may speak to one of them. */
  const namesOf = (session: ConsoleSession | null): string[] => {
    const snapshot = session?.snapshot();
    const names = [snapshot?.conversation?.buyer.name, ...(snapshot?.list ?? []).map(({ name }) => name)];
    return [...new Set(names.filter((name) => name !== undefined && name.trim() !== ''))] as string[];
  };
  const cardOf = (of: { tabId: number; turnId: string }): LeadQuestion | null => {
    const session = deps.sessionOf(of.tabId);
    const conversation = conversationOf(session);
    const advice = session?.view().advice;
    // The buyer may have written on: the card is about what the view shows, or there is none.
    if (!conversation || !advice || advice.turnId !== of.turnId) return null;
    return getLeadQuestion(conversation, advice);
  };

  return defineMethods(PARAMS, {
    'phrases.home.get': async (p) => {
      const session = deps.sessionOf(p.tabId);
      const { marks } = services.phrases;
      const list = async (keys: readonly string[]) => {
        const hits = await deps.brain().phrasesNamed(keys, conversationOf(session), settingsOf(session));
        return issueItems(
          deps,
          session,
          hits.filter((hit) => p.shelf === 'all' || hit.mine === (p.shelf === 'mine')),
        );
      };
      const [pins, recents, favourites] = await Promise.all([marks.pins(), marks.recents(100), marks.favourites(100)]);
      return {
        pins: (await list(pins)).slice(0, SHOWN.pins),
        recents: (await list(recents.map(({ key }) => key))).slice(0, SHOWN.recents),
        // Used once is no favourite yet.
        favourites: (await list(favourites.filter(({ uses }) => uses > 1).map(({ key }) => key))).slice(
          0,
          SHOWN.favourites,
        ),
        folders: await deps.brain().phraseFolders(p.shelf),
      };
    },
    'phrases.folder.list': async ({ tabId: id, ...folder }) => {
      const session = deps.sessionOf(id);
      const found = await deps
        .brain()
        .phrasesIn({ ...folder, limit: PAGE_ROWS }, conversationOf(session), settingsOf(session));
      return { total: found.total, rows: await issueItems(deps, session, found.hits) };
    },
    'phrases.pin': async (p) => {
      const key = phraseKey(p.source, p.entryId);
      await (p.pinned ? services.phrases.marks.pin(key) : services.phrases.marks.unpin(key));
      deps.changed(['phrases']);
      return null;
    },
    'phrases.sent.list': async (p) => {
      const session = deps.sessionOf(p.tabId);
      const names = namesOf(session);
      const texts = [...new Set((session?.recentTexts() ?? []).toReversed())];
      return texts.slice(0, SENT_SHOWN).map((sent) => {
        const { text } = redact(sent, { names });
        return { text, title: String(toOwnPhrase(text).title) };
      });
    },
    'phrases.own.get': (p) => services.phrases.own(p.entryId),
    'phrases.own.save': ({ tabId: id, ...phrase }) => services.phrases.save(phrase, namesOf(deps.sessionOf(id))),
    'phrases.own.remove': async (p) => {
      await services.phrases.remove(p.entryId);
      return null;
    },
    'phrases.image.get': (p) => services.phrases.image(p.source, p.entryId, p.sha256),
    'backup.status': () => services.phrases.backup.changes(),
    'backup.create': async () => {
      const text = await services.phrases.backup.create();
      deps.changed(['phrases']);
      return { name: `deskmate-${new Date(deps.clock.now()).toISOString().slice(0, 10)}.json`, text };
    },
    'backup.restore': (p) => services.restoreBackup(p.text),
    'ask.card.get': async (p) => cardOf(p),
    'ask.open': async (p) => {
      const card = cardOf(p);
      if (!card) return null;
      const { question, scene, shop, product } = card;
      const row = await services.phrases.questions.add({ question, scene, shop, product });
      deps.changed(['questions']);
      return row;
    },
    'ask.list': () => services.phrases.questions.list(),
    'ask.answer': async (p) => {
      const answered = await services.phrases.answer(p.id, p.text);
      if (answered.ok) deps.changed(['questions']);
      return answered;
    },
    'ask.drop': async (p) => {
      const row = await services.phrases.questions.get(p.id);
      if (!row) throw new MethodError('gone');
      await services.phrases.questions.setState(p.id, 'dropped');
      deps.changed(['questions']);
      return null;
    },
  });
}
