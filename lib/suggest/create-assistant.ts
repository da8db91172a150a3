import type { Conversation } from '@/lib/chat/conversation';
import { type BuyerTurn, getBuyerTurn } from '@/lib/chat/turn';
import type { Clock } from '@/lib/core/clock';
import { fillSlots } from '@/lib/knowledge/slots';
import { understand } from '@/lib/understand/understand';
import { advise } from './advise';
import type { Assistant, AssistantSettings } from './assistant';
import type { AssistantDeps } from './assistant-deps';
import { createCachedGuard } from './cached-guard';
import { guardDraft, guardText } from './guard/guard';
import { getGuardContext } from './guard-context';
import { lexiconReader } from './lexicon-reader';
import { gatherGrounding } from './llm/gather';
import { createRetriever, SILENCE_FLOOR } from './retrieve/retriever';
import { createShelf } from './shelf';
import { getSituation } from './situation';
import { tryOut } from './try-out';
import type { Advice } from './view-model';

/** Texts found by hand are filled even while no conversation is open: then from the shop's facts alone. */
const NOWHERE: Conversation = {
  ref: { console: '', shop: '', buyer: '' },
  shop: {},
  buyer: {},
  messages: [],
  orders: [],
  practice: false,
};
const NO_TURN: BuyerTurn = { id: '', messages: [], text: '', answered: false };

/**
 * Makes the assistant: one pure function from (conversation, knowledge, settings, clock) to advice. `suggest.design.md` states what
 * it should do; each step is a module of its own.
 */
export function createAssistant(given: Partial<AssistantDeps> = {}): Assistant {
  const deps: AssistantDeps = {
    retriever: given.retriever ?? createRetriever(),
    understand: given.understand ?? understand,
    reader: given.reader ?? lexiconReader,
    guardText: createCachedGuard(given.guardText ?? guardText),
    guardDraft: given.guardDraft ?? guardDraft,
    floor: given.floor ?? SILENCE_FLOOR,
  };
  const shelf = createShelf(deps.reader);
  /** The advice on screen, so that each key typed in the console does not compute it anew. */
  let last: { key: string; advice: Advice } | null = null;

  const getAdvice = (conversation: Conversation, settings: AssistantSettings, clock: Clock): Advice => {
    const { ref, messages, product, orders } = conversation;
    const key = JSON.stringify([ref, messages.map(({ id }) => id), product, orders, settings]);
    if (last?.key !== key) last = { key, advice: advise(deps, shelf, conversation, settings, clock) };
    return last.advice;
  };

  return {
    upsert(entries) {
      last = null;
      for (const sourced of entries) shelf.put(sourced);
      deps.retriever.upsert(entries);
    },
    remove(source, ids) {
      last = null;
      for (const id of ids) shelf.drop(source, id);
      deps.retriever.remove(source, ids);
    },
    size: shelf.size,
    exportIndex: () => deps.retriever.export(),
    importIndex: (bytes) => deps.retriever.import(bytes),
    advise: (conversation, settings, clock) => advise(deps, shelf, conversation, settings, clock),
    ground: (conversation, settings, clock, limit) =>
      gatherGrounding(deps, shelf, conversation, settings, clock.now(), limit),
    tryOut: (draft, conversation, settings, clock) => tryOut(deps, shelf, draft, conversation, settings, clock),
    fill(text, conversation, settings, clock) {
      const of = conversation ?? NOWHERE;
      const turn = getBuyerTurn(of) ?? NO_TURN;
      const { slots } = getSituation(shelf, of, turn, deps.understand(of, turn), settings, clock.now());
      return fillSlots(text, slots).text;
    },
    guard(draft, conversation, settings, clock) {
      const advice = conversation && getAdvice(conversation, settings, clock);
      return deps.guardDraft(draft, getGuardContext(shelf, conversation, settings, clock.now(), advice));
    },
  };
}
