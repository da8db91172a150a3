import type { Conversation } from '@/lib/chat/conversation';
import { getBuyerTurn } from '@/lib/chat/turn';
import type { Clock } from '@/lib/core/clock';
import type { Entry } from '@/lib/knowledge/schema';
import type { AssistantSettings } from './assistant';
import type { AssistantDeps } from './assistant-deps';
import { type CardHit, pickCards } from './cards';
import { type Candidate, chooseChecked, MAX_SUGGESTIONS } from './choose-suggestions';
import { composeFacts, composeFound, composeNotices } from './compose-all';
import { getEffectiveTurn } from './effective-turn';
import {
  listFoundCards,
  matchAnswered,
  matchTurn,
  retrieve,
  withFiredPlaybooks,
  withFittingCards,
} from './find-entries';
import { getGuardOptions } from './guard-options';
import { isHeldOnRed } from './hold-policy';
import { isOfKind } from './is-of-kind';
import { findApplied, listNotices } from './notices';
import { preferFitting, rankFound } from './rank';
import { speaks } from './reply-language';
import type { Retrieved } from './retrieve/retriever';
import type { Shelf } from './shelf';
import { getSilence, getWordlessSilence } from './silence';
import { getSituation, type Situation } from './situation';
import { findSubtext } from './subtext';
import type { Advice, Finding, Suggestion } from './view-model';

/**
 * The floor judges the best entry alone; the next two of retrieval stand behind it as alternatives, however far. Later ones fill
 * places that folding leaves free only from this share of the best confidence. (Development questions, 2026-11-21: cutting the
 * two at 1 % costs 4 points of hit@3.)
 */
const FILLER_SHARE = 0.05;
/** Greetings and thanks are answered only when an entry fits them surely. */
const SURE_FOR_CHAT = 0.6;

const NOTHING: Omit<Advice, 'ref'> = {
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

/** Advice for the newest buyer turn of a conversation; see `suggest.design.md` for what it should do. Pure. */
export function advise(
  deps: AssistantDeps,
  shelf: Shelf,
  conversation: Conversation,
  settings: AssistantSettings,
  clock: Clock,
): Advice {
  const startMs = clock.now();
  const newest = getBuyerTurn(conversation);
  const holdOnRed = isHeldOnRed(shelf, conversation, settings, startMs);
  if (!newest) return { ...NOTHING, ref: conversation.ref, holdOnRed };
  const turn = getEffectiveTurn(conversation, newest);
  const understanding = deps.understand(conversation, turn);
  const situation = getSituation(shelf, conversation, turn, understanding, settings, startMs);

  const options = getGuardOptions(shelf, situation);
  const guard = (text: string) => deps.guardText(text, options);
  const fired = matchTurn(shelf, situation);
  const wordless = getWordlessSilence(turn);
  const found = wordless ? [] : retrieve(deps.retriever, shelf, situation);
  const firedCards = fired.flatMap(({ sourced, match }): CardHit[] =>
    isOfKind(sourced, 'card') ? [{ sourced, match }] : [],
  );
  const answered = firedCards.length > 0 ? [] : matchAnswered(shelf, situation);
  const cardHits = [...firedCards, ...answered, ...listFoundCards(found, situation)];
  const { cards, ask, decidedBy, fitting } = pickCards(cardHits, situation, guard);

  const { language } = understanding;
  const fittingCards = cardHits.filter(
    ({ sourced: { entry }, match }) =>
      match && fitting.has(entry.id) && entry.send?.some(({ text }) => speaks(text, language)),
  );
  // A card on the screen is not said twice, unless it is the answer for this very product.
  const onScreen = new Set(cards.map(({ entryId }) => entryId).filter((id) => !fitting.has(id)));
  const rows = withFittingCards(found, fittingCards).filter(
    ({ entry }) => entry.kind !== 'card' || !onScreen.has(entry.id),
  );
  const shown = listShown(rows, fitting, deps.floor, situation);
  const suggestions = suggest(guard, shelf, fired, shown, situation);
  // Evidence points into the newest turn; of an earlier one only the level can be told.
  const isOwn = turn === newest;
  const { mood, risks, scene } = understanding;
  const { focus } = situation.product;
  const decided = decidedBy === null ? null : situation.product.attribute(decidedBy).origin;
  const subtextHits = fired.flatMap(({ sourced, match }) => (isOfKind(sourced, 'subtext') ? [{ sourced, match }] : []));
  const isSilent = suggestions.length === 0 && cards.length === 0 && ask === null;
  return {
    ref: conversation.ref,
    turnId: newest.id,
    turnText: newest.text,
    language,
    scene: { id: scene.id, confidence: scene.confidence },
    mood: isOwn ? mood : { ...mood, evidence: [] },
    risks: isOwn ? risks : risks.map((risk) => ({ ...risk, evidence: [] })),
    subtext: findSubtext(subtextHits, situation),
    product: focus && { ...focus, origin: decided ?? focus.origin },
    cards,
    ask,
    suggestions,
    silence: isSilent ? (wordless ?? getSilence(shelf.size(), situation, found)) : null,
    findings: [],
    holdOnRed,
    tookMs: clock.now() - startMs,
  };
}

/** What of the found entries is worth showing, best first. */
function listShown(
  found: readonly Retrieved[],
  fitting: ReadonlySet<string>,
  floor: number,
  { understanding }: Situation,
): Retrieved[] {
  const best = Math.max(0, ...found.map(({ confidence }) => confidence));
  if (best < floor || (understanding.isChat && best < SURE_FOR_CHAT)) return [];
  const rows = rankFound(preferFitting(found, fitting, understanding.questions.length));
  return rows.filter(({ confidence }, place) => place < MAX_SUGGESTIONS || confidence >= best * FILLER_SHARE);
}

/** Notices first, then the product's own figures, then what was found and fired. */
function suggest(
  guard: (text: string) => Finding[],
  shelf: Shelf,
  fired: ReturnType<typeof matchTurn>,
  shown: readonly Retrieved[],
  situation: Situation,
): Suggestion[] {
  const firedBy = new Map<Entry, (typeof fired)[number]['match']>(
    fired.map(({ sourced, match }) => [sourced.entry, match]),
  );
  const answering = new Set(shown.map(({ entry }) => entry.id));
  const applied = findApplied(listNotices(shelf, situation), firedBy, answering, situation);
  const candidates: Candidate[] = [
    ...composeNotices(applied, situation),
    ...composeFacts(shelf, situation),
    ...composeFound(withFiredPlaybooks(fired, shown, situation), applied, situation),
  ];
  return chooseChecked(candidates, guard);
}
