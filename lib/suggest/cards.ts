import { hashText } from '@/lib/core/ids';
import {
  findAttributeValues,
  getAttributeNames,
  isOneOfValues,
  toAttributeName,
  toAttributeValue,
} from '@/lib/knowledge/attribute-values';
import { fillSlots } from '@/lib/knowledge/slots';
import type { TriggerMatch } from '@/lib/knowledge/triggers';
import { speaks } from './reply-language';
import type { SourcedOf } from './shelf';
import type { Situation } from './situation';
import { getSourceInfo } from './source-info';
import type { AttributeAsk, CardView, Finding, Why } from './view-model';

/** A card that may pop: by a trigger, or because retrieval found it. */
export interface CardHit {
  sourced: SourcedOf<'card'>;
  match?: TriggerMatch;
  /** The trigger stood in an earlier turn; this one only says what the product is. */
  earlier?: boolean;
  /** Retrieval's confidence and reasons. */
  found?: { confidence: number; why: Why[] };
}

export interface PickedCards {
  cards: CardView[];
  ask: AttributeAsk | null;
  /** The attribute that decided a card, for showing its origin. */
  decidedBy: string | null;
  /** Ids of the cards that fit this very product. */
  fitting: ReadonlySet<string>;
}

const MAX_CARDS = 3;
const MAX_CHIPS = 12;

interface Scored {
  hit: CardHit;
  score: number;
  why: Why[];
}

function toView({ hit: { sourced }, why }: Scored, situation: Situation, isClean: (text: string) => boolean): CardView {
  const { entry } = sourced;
  const { language } = situation.understanding;
  const pieces = entry.internal ? [] : (entry.send ?? []).filter(({ text }) => speaks(text, language) && isClean(text));
  return {
    id: `${entry.id}#card`,
    entryId: entry.id,
    title: entry.title,
    body: entry.body,
    send: pieces.map(({ label, text }, i) => {
      const filled = fillSlots(text, situation.slots).text;
      return { id: `${entry.id}#send-${i + 1}#${hashText(filled)}`, label, text: filled };
    }),
    why,
    source: getSourceInfo(sourced, situation.nowMs),
    internal: entry.internal === true,
  };
}

const scoreOf = ({ sourced, match, found }: CardHit, situation: Situation): number => {
  const { entry, precedence } = sourced;
  const { scene } = situation.understanding;
  return (
    (match?.specificity ?? 0) + (entry.scene === scene.id ? 2 : 0) + precedence / 10 + (found?.confidence ?? 0) * 3
  );
};

/** Chips and the ready question when the product's value is not known: one chip per card, named by its first value. */
function toAsk(
  name: string,
  waiting: readonly Scored[],
  candidates: readonly string[],
  situation: Situation,
): AttributeAsk {
  const values = new Set<string>();
  for (const { hit } of waiting)
    for (const value of hit.match?.trigger.attribute?.values.slice(0, 1) ?? [])
      values.add(toAttributeValue(name, value));
  // What the chat or the page already hints at comes first.
  const mentioned = findAttributeValues(name, situation.turn.text, [...values]).map(({ value }) => value);
  const hinted = [...values].filter((value) => candidates.includes(value) || mentioned.includes(value));
  const ordered = [...hinted, ...[...values].filter((value) => !hinted.includes(value))];
  const asks = waiting.filter(({ hit: { sourced } }) => {
    const { ask, internal } = sourced.entry;
    return ask !== undefined && !internal && speaks(ask, situation.understanding.language);
  });
  // A question that names the attribute or its values asks for it; others ask for something else besides.
  const asking = asks.find(({ hit }) => asksFor(name, hit.sourced.entry.ask ?? '', ordered)) ?? asks[0];
  const question = asking ? fillSlots(asking.hit.sourced.entry.ask ?? '', situation.slots).text : '';
  return {
    attribute: name,
    values: ordered.slice(0, MAX_CHIPS),
    ...(asking && question
      ? { question: { id: `${asking.hit.sourced.entry.id}#ask#${hashText(question)}`, text: question } }
      : {}),
    terms: [...new Set(waiting.flatMap(({ hit }) => hit.match?.terms ?? []))],
  };
}

const asksFor = (name: string, question: string, values: readonly string[]): boolean =>
  getAttributeNames(name).some((alias) => question.includes(alias)) ||
  values.filter((value) => question.includes(value)).length > 1;

/** Values that any of the cards waits for, by attribute: an attribute that the lexicon does not know is looked for by them. */
function collectValues(hits: readonly CardHit[]): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const { match } of hits) {
    const attribute = match?.trigger.attribute;
    if (!attribute) continue;
    const name = toAttributeName(attribute.name);
    values.set(name, [...new Set([...(values.get(name) ?? []), ...attribute.values])]);
  }
  return values;
}

/** The product's value that some card knows: the finer one (牛仔) if any does, else what it is made of (棉). */
function getFittingValue(name: string, values: readonly string[], { product }: Situation): string | null {
  const { value, base } = product.attribute(name, values);
  if (value === null || isOneOfValues(name, value, values)) return value;
  return base !== undefined && isOneOfValues(name, base, values) ? base : value;
}

/**
 * Cards that pop for this turn, best first, at most three. A trigger with an attribute needs the product's value: known → only the
 * cards of that value; unknown → no card but chips and a question, for the attribute that most cards wait for.
 */
export function pickCards(
  hits: readonly CardHit[],
  situation: Situation,
  guardText: (text: string) => Finding[],
): PickedCards {
  const ready = new Map<string, Scored>();
  const waiting = new Map<string, Scored[]>();
  let decidedBy: string | null = null;
  const fitting = new Set<string>();
  const keep = (scored: Scored) => {
    const { id } = scored.hit.sourced.entry;
    if ((ready.get(id)?.score ?? Number.NEGATIVE_INFINITY) < scored.score) ready.set(id, scored);
  };
  /** A red piece of a lead's card is not offered for sending, as a red suggestion is not. */
  const isClean = (text: string) => !guardText(text).some(({ severity }) => severity === 'red');
  const allValues = collectValues(hits);
  const fit = new Map([...allValues].map(([name, values]) => [name, getFittingValue(name, values, situation)]));
  for (const hit of hits) {
    const { match, found } = hit;
    const score = scoreOf(hit, situation);
    const attribute = match?.trigger.attribute;
    const why: Why[] = match
      ? [{ code: hit.earlier ? 'history' : 'trigger', terms: match.terms }]
      : [...(found?.why ?? [])];
    if (!attribute) {
      keep({ hit, score, why });
      continue;
    }
    const name = toAttributeName(attribute.name);
    const reading = situation.product.attribute(name, allValues.get(name));
    const value = fit.get(name) ?? null;
    if (reading.value === null && hit.earlier) continue;
    if (reading.value === null) waiting.set(name, [...(waiting.get(name) ?? []), { hit, score, why }]);
    else if (value !== null && isOneOfValues(name, value, attribute.values)) {
      decidedBy ??= name;
      fitting.add(hit.sourced.entry.id);
      keep({ hit, score: score + 10, why: [...why, { code: 'product', terms: [value] }] });
    }
  }
  const byScore = (a: Scored, b: Scored) =>
    b.score - a.score || a.hit.sourced.entry.id.localeCompare(b.hit.sourced.entry.id);
  const cards = [...ready.values()]
    .sort(byScore)
    .slice(0, MAX_CARDS)
    .map((scored) => toView(scored, situation, isClean));
  const most = [...waiting].sort(([, a], [, b]) => b.length - a.length)[0];
  if (!most) return { cards, ask: null, decidedBy, fitting };
  const [name, list] = most;
  // Cards that popped already are not asked for again.
  const open = list.filter(({ hit }) => !ready.has(hit.sourced.entry.id)).sort(byScore);
  if (open.length === 0) return { cards, ask: null, decidedBy, fitting };
  const { candidates } = situation.product.attribute(name, allValues.get(name));
  return { cards, ask: toAsk(name, open, candidates, situation), decidedBy, fitting };
}
