import type { Conversation } from '@/lib/chat/conversation';
import { type BuyerTurn, getBuyerTurn } from '@/lib/chat/turn';
import type { Clock } from '@/lib/core/clock';
import { getProductFocus } from '@/lib/knowledge/product-focus';
import type { Entry, Policy } from '@/lib/knowledge/schema';
import { getShopFacts, getSlotValues } from '@/lib/knowledge/slot-values';
import type { TextReader } from '@/lib/knowledge/text-reader';
import type { TriggerMatch } from '@/lib/knowledge/triggers';
import { findConcepts } from '@/lib/understand/concepts';
import { normalise } from '@/lib/understand/normalise';
import { understand } from '@/lib/understand/understand';
import type { Understanding } from '@/lib/understand/understanding';
import type { Assistant, AssistantSettings, SourcedEntry } from './assistant';
import { type CardHit, pickCards } from './cards';
import { checkSuggestion } from './check-suggestion';
import { type Candidate, chooseSuggestions } from './choose-suggestions';
import { composeSuggestion } from './compose';
import { type AppliedNotice, findApplied, isGoverned, listNotices } from './notices';
import { preferFitting, rankFound } from './rank';
import { speaks, wantsChinese } from './reply-language';
import { createRetriever, type Retrieved, type Retriever, SILENCE_FLOOR } from './retrieve/retriever';
import { createShelf, type Shelf, type SourcedOf } from './shelf';
import { getWordlessSilence } from './silence';

import { getChosen, getPlace, type Situation } from './situation';
import { findSubtext } from './subtext';
import { toSuggestion } from './suggestion';
import type { Advice, Finding, SilenceReason } from './view-model';

/** The parts that the assistant is made of; tests pass their own. */
export interface AssistantDeps {
  retriever: Retriever;
  understand(conversation: Conversation, turn: BuyerTurn): Understanding;
  reader: TextReader;
  guardText(text: string): Finding[];
  /** Confidence of the best entry below which the assistant is silent. */
  floor: number;
}

/** Entries asked of retrieval: enough that filters by place, language and guard leave three. */
const FETCHED = 24;
/** A follower is shown only when it is at least this likely beside the best one. */
const FOLLOWER_SHARE = 0.35;

/** A card without a trigger word pops only when retrieval is this sure, alone and beside the best entry. */
const SURE_CARD = 0.5;
const SURE_CARD_SHARE = 0.8;

/** Confidence of a playbook that only its trigger brought. */
const FIRED_CONFIDENCE = 0.6;
/** Mood from which options stand first. */
const UPSET = 4;

export const lexiconReader: TextReader = { read: normalise, concepts: findConcepts };

const defaultDeps = (): AssistantDeps => ({
  retriever: createRetriever(),
  understand,
  reader: lexiconReader,
  guardText: () => [],
  floor: SILENCE_FLOOR,
});

/**
 * Makes the assistant: one pure function from (conversation, knowledge, settings, clock) to advice. `suggest.design.md` states what
 * it should do; each step is a module of its own.
 */
export function createAssistant(given: Partial<AssistantDeps> = {}): Assistant {
  const deps: AssistantDeps = { ...defaultDeps(), ...given };
  const shelf = createShelf(deps.reader);

  return {
    upsert(entries) {
      for (const sourced of entries) shelf.put(sourced);
      deps.retriever.upsert(entries);
    },
    remove(source, ids) {
      for (const id of ids) shelf.drop(source, id);
      deps.retriever.remove(source, ids);
    },
    size: shelf.size,
    exportIndex: () => deps.retriever.export(),
    importIndex: (bytes) => deps.retriever.import(bytes),
    advise: (conversation, settings, clock) => advise(deps, shelf, conversation, settings, clock),
    guard: (draft) => deps.guardText(draft),
  };
}

function advise(
  deps: AssistantDeps,
  shelf: Shelf,
  conversation: Conversation,
  settings: AssistantSettings,
  clock: Clock,
): Advice {
  const startMs = clock.now();
  const turn = getBuyerTurn(conversation);
  if (!turn) return emptyAdvice(conversation);
  const situation = getSituation(deps, shelf, conversation, turn, settings, startMs);
  const { understanding, product } = situation;
  const { language } = understanding;

  const fired = matchTriggers(shelf, situation);
  const wordless = getWordlessSilence(turn);
  const found = wordless ? [] : retrieve(deps, shelf, situation, language);
  const cardHits = [...listCardHits(fired), ...listFoundCards(found, situation)];
  const { cards, ask, decidedBy, fitting } = pickCards(cardHits, situation);

  const sure = found.filter(({ confidence }) => confidence >= deps.floor);
  const rows = rankFound(preferFitting(sure, fitting));
  const best = Math.max(0, ...rows.map(({ confidence }) => confidence));
  const shown = rows.filter(({ confidence }) => confidence >= best * FOLLOWER_SHARE);
  const notices = listNotices(shelf, situation);
  const firedBy = new Map<Entry, TriggerMatch>(fired.map(({ sourced, match }) => [sourced.entry, match]));
  const applied = findApplied(notices, firedBy, new Set(shown.map(({ entry }) => entry.id)), situation);
  const suggestions = chooseSuggestions([
    ...composeNotices(deps, applied, situation),
    ...composeFound(deps, withFiredPlaybooks(fired, shown, situation), applied, situation),
  ]);

  const focus = product.focus;
  const decided = decidedBy ? product.attribute(decidedBy).origin : null;
  return {
    ref: conversation.ref,
    turnId: turn.id,
    turnText: turn.text,
    language,
    scene: { id: understanding.scene.id, confidence: understanding.scene.confidence },
    mood: understanding.mood,
    risks: understanding.risks,
    subtext: findSubtext(
      fired.flatMap(({ sourced, match }) => (isOfKind(sourced, 'subtext') ? [{ sourced, match }] : [])),
      situation,
    ),
    product: focus && { ...focus, origin: decided ?? focus.origin },
    cards,
    ask,
    suggestions,
    silence: suggestions.length > 0 || cards.length > 0 || ask ? null : getSilence(shelf, situation, found, wordless),
    findings: [],
    tookMs: clock.now() - startMs,
  };
}

const isOfKind = <K extends Entry['kind']>(sourced: SourcedEntry, kind: K): sourced is SourcedOf<K> =>
  sourced.entry.kind === kind;

function emptyAdvice(conversation: Conversation): Advice {
  return {
    ref: conversation.ref,
    turnId: null,
    turnText: '',
    language: 'und',
    scene: null,
    mood: null,
    risks: [],
    subtext: null,
    product: null,
    cards: [],
    ask: null,
    suggestions: [],
    silence: 'no-question',
    findings: [],
    tookMs: 0,
  };
}

function getSituation(
  deps: AssistantDeps,
  shelf: Shelf,
  conversation: Conversation,
  turn: BuyerTurn,
  settings: AssistantSettings,
  nowMs: number,
): Situation {
  const understanding = deps.understand(conversation, turn);
  const place = getPlace(conversation, settings);
  const product = getProductFocus({
    conversation,
    turn,
    catalogue: shelf.catalogue,
    chosen: getChosen(conversation, settings),
  });
  const facts = getShopFacts(conversation, settings.shopFacts, shelf.list('shop', place, nowMs));
  const slots = getSlotValues({ conversation, turn, product: product.focus, facts });
  const policies = shelf.list('policy', place, nowMs);
  return {
    conversation,
    turn,
    understanding,
    product,
    slots,
    settings,
    place,
    nowMs,
    amountLimit: getAmountLimit(policies, settings.role),
  };
}

/** The nearest policy that names a limit for the role; of several equally near ones the strictest. */
function getAmountLimit(policies: readonly SourcedOf<'policy'>[], role: AssistantSettings['role']): number | null {
  const limits = policies.flatMap(({ entry, precedence }) => {
    const limit = (entry as Policy).roles?.[role]?.amount_max;
    return limit === undefined ? [] : [{ limit, precedence }];
  });
  const top = Math.max(...limits.map(({ precedence }) => precedence));
  const nearest = limits.filter(({ precedence }) => precedence === top).map(({ limit }) => limit);
  return nearest.length === 0 ? null : Math.min(...nearest);
}

type Fired = { sourced: SourcedEntry; match: TriggerMatch };

/** Entries that the turn's own words fire. Agent rows never fire: only the buyer's turn is read. */
const matchTriggers = (shelf: Shelf, { turn, place, nowMs }: Situation): Fired[] =>
  shelf.match(turn.text).filter(({ sourced }) => shelf.counts(sourced, place, nowMs));

const listCardHits = (fired: readonly Fired[]): CardHit[] =>
  fired.flatMap(({ sourced, match }) => (isOfKind(sourced, 'card') ? [{ sourced, match }] : []));

/** Cards that retrieval is sure of, without a trigger word; those that wait for an attribute only pop by trigger. */
function listFoundCards(found: readonly Retrieved[], { understanding }: Situation): CardHit[] {
  if (!wantsChinese(understanding.language)) return [];
  const best = Math.max(0, ...found.map(({ confidence }) => confidence));
  return found.flatMap((row) =>
    isOfKind(row, 'card') &&
    row.confidence >= Math.max(SURE_CARD, best * SURE_CARD_SHARE) &&
    !row.entry.triggers.every(({ attribute }) => attribute)
      ? [{ sourced: row, found: { confidence: row.confidence, why: row.why } }]
      : [],
  );
}

/** What retrieval found and counts here and now; a buyer who does not write Chinese only gets entries in their language. */
function retrieve(deps: AssistantDeps, shelf: Shelf, situation: Situation, language: string): Retrieved[] {
  const { conversation, turn, understanding, product, place, nowMs } = situation;
  const limit = wantsChinese(language) ? FETCHED : FETCHED * 3;
  const seen = new Set<string>();
  return deps.retriever
    .retrieve({ conversation, turn, understanding, product: product.focus, limit, nowMs })
    .filter((row) => {
      if (seen.has(row.entry.id) || !shelf.counts(row, place, nowMs)) return false;
      seen.add(row.entry.id);
      return true;
    });
}

/**
 * What was found, plus the playbooks whose trigger fired: in front when the buyer is upset, since then the options matter most;
 * else where their fixed confidence puts them.
 */
function withFiredPlaybooks(
  fired: readonly Fired[],
  shown: readonly Retrieved[],
  { understanding }: Situation,
): Retrieved[] {
  const rows = [...shown];
  for (const { sourced, match } of fired) {
    if (!isOfKind(sourced, 'playbook') || rows.some(({ entry }) => entry.id === sourced.entry.id)) continue;
    const why = [{ code: 'trigger' as const, terms: match.terms }];
    const row: Retrieved = { ...sourced, score: FIRED_CONFIDENCE, confidence: FIRED_CONFIDENCE, why };
    const place = rows.findIndex(({ confidence }) => confidence < FIRED_CONFIDENCE);
    rows.splice(understanding.mood.level >= UPSET ? 0 : place < 0 ? rows.length : place, 0, row);
  }
  return rows;
}

function composeNotices(deps: AssistantDeps, applied: readonly AppliedNotice[], situation: Situation): Candidate[] {
  return applied.flatMap(({ sourced, by, terms }) => {
    const { entry } = sourced;
    if (!speaks(entry.wording, situation.understanding.language)) return [];
    const why = [{ code: 'notice' as const }, ...(by === 'trigger' ? [{ code: 'trigger' as const, terms }] : [])];
    const draft = { sourced, origin: 'notice' as const, variantId: 'wording', text: entry.wording, confidence: 1, why };
    const suggestion = checkSuggestion(toSuggestion(draft, situation), deps.guardText);
    return suggestion ? [{ suggestion, entry }] : [];
  });
}

function composeFound(
  deps: AssistantDeps,
  rows: readonly Retrieved[],
  applied: readonly AppliedNotice[],
  situation: Situation,
): Candidate[] {
  const candidates: Candidate[] = [];
  for (const row of rows) {
    const composed = composeSuggestion(row, situation);
    if (!composed || applied.some((notice) => isGoverned(notice, row.entry, composed.text))) continue;
    const suggestion = checkSuggestion(composed, deps.guardText);
    if (suggestion) candidates.push({ suggestion, entry: row.entry });
  }
  return candidates;
}

function getSilence(
  shelf: Shelf,
  situation: Situation,
  found: readonly Retrieved[],
  wordless: SilenceReason | null,
): SilenceReason {
  const { language, isChat, isQuestion } = situation.understanding;
  if (wordless) return wordless;
  if (shelf.size() === 0) return 'no-knowledge';
  if (!wantsChinese(language)) return found.some(({ entry }) => speaks(entry.title, language)) ? 'low' : 'language';
  return isChat || !isQuestion ? 'no-question' : 'low';
}
