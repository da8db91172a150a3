import { findAttributeValues } from '@/lib/knowledge/attribute-values';
import type { Finding } from '../view-model';
import { type Commitment, listCommitments } from './commitments';
import { isSameDate, listDates } from './dates';
import { isSameQuantity, listQuantities, type Quantity } from './quantities';
import { type Clause, getSupport, isCourtesy, listClauses } from './support';

/** From this share of a sentence in its sources on it counts as said by them; below it is marked. */
export const SUPPORTED = 0.4;
/** A commitment must stand nearly as it is written. */
const SUPPORTED_PROMISE = 0.45;
/** Units in which a buyer's own figure may be repeated: sizes of body and goods, never money, time or shares. */
const ECHOED: ReadonlySet<string> = new Set(['cm', 'kg', 'age', 'piece', '']);

/** Everything that a stretch of the draft may stand on. */
export interface Ground {
  /** Knowledge that it cites, and the shop's own facts: may bind the shop. */
  binding: string;
  /** As above, with the page's fields: may carry figures, never promises. */
  stated: string;
}

export const mark = (text: string, start: number, end: number, rule: string): Finding => ({
  type: 'unbacked',
  severity: 'amber',
  start,
  end,
  span: text.slice(start, end),
  rule: `unbacked.${rule}`,
});

const isBacked = (quantity: Quantity, stated: readonly Quantity[], said: readonly Quantity[]): boolean =>
  stated.some((other) => isSameQuantity(quantity, other)) ||
  (ECHOED.has(quantity.unit) && said.some((other) => isSameQuantity(quantity, other)));

/** Words of granting and denying: what is left of a clause is what it grants. */
const GRANT_WORDS =
  /支持|可以|不可|可|不能|能|不支持|不予|不|无理由|享受|提供|都|也|包|已|会|是|的|您|you|can|we|not|return|refund/g;

/** What a commitment is about, without the commitment itself. */
const toTopic = (clause: string): string => {
  let topic = clause;
  for (const { start, end } of listCommitments(clause).reverse()) topic = topic.slice(0, start) + topic.slice(end);
  return topic.replace(GRANT_WORDS, '').replace(/[\s\p{P}]/gu, '');
};

interface Stand {
  denied: boolean;
  /** Likeness of the whole clause, and of what it is about; 0..1. */
  like: number;
  topic: number;
}

/** How a source stands to a commitment: its pieces that speak of this class. */
function standsOf(commitment: Commitment, clause: string, source: string): Stand[] {
  const topic = toTopic(clause);
  return source.split(/[。！!？?；;\n]|(?<=[^，,]{12})[，,]/).flatMap((piece) =>
    listCommitments(piece)
      .filter(({ kind }) => kind === commitment.kind)
      .map(({ denied }) => ({ like: getSupport(clause, piece), topic: topic ? getSupport(topic, piece) : 0, denied })),
  );
}

/** From this likeness on a piece is about the same thing. */
const SAME_TOPIC = 0.3;

/** Null when the commitments of a clause stand in its ground; else why not. */
function judgeCommitments(
  clause: Clause,
  ground: Ground,
  sameScript: boolean,
): 'unbacked-promise' | 'contradicts' | null {
  for (const commitment of listCommitments(clause.text)) {
    const stands = standsOf(commitment, clause.text, ground.binding);
    const nearest = stands.toSorted((a, b) => b.like - a.like)[0];
    if (!nearest) {
      // To say that something is not done binds nobody, unless it takes away what stands elsewhere.
      if (commitment.denied) continue;
      return 'unbacked-promise';
    }
    if (nearest.denied !== commitment.denied) return 'contradicts';
    // Granted in general and denied for the very thing at hand is denied.
    const best = (denied: boolean) =>
      Math.max(0, ...stands.filter((stand) => stand.denied === denied).map((stand) => stand.topic));
    if (best(!commitment.denied) >= SAME_TOPIC && best(!commitment.denied) > best(commitment.denied))
      return 'contradicts';
    if (!commitment.denied && sameScript && getSupport(clause.text, ground.binding) < SUPPORTED_PROMISE)
      return 'unbacked-promise';
  }
  return null;
}

interface ClauseVerdict {
  drop: 'unbacked-promise' | 'contradicts' | null;
  findings: Finding[];
  /** It only greets or feels with the buyer. */
  isPlain: boolean;
}

/** The claims of one clause: figures, dates and materials that nothing backs are marked, promises decide at once. */
function judgeClause(clause: Clause, text: string, ground: Ground, said: string, sameScript: boolean): ClauseVerdict {
  const findings: Finding[] = [];
  const at = (start: number, end: number, rule: string) =>
    findings.push(mark(text, clause.start + start, clause.start + end, rule));
  const stated = listQuantities(ground.stated);
  const echoed = listQuantities(said);
  let claims = listCommitments(clause.text).length;
  for (const quantity of listQuantities(clause.text)) {
    claims++;
    if (isBacked(quantity, stated, echoed)) continue;
    // Money and shares that nobody wrote down are promises, whatever words stand around them.
    if (['yuan', '%', 'discount', 'times'].includes(quantity.unit) && !clause.isQuestion)
      return { drop: 'unbacked-promise', findings, isPlain: false };
    at(quantity.start, quantity.end, 'number');
  }
  const dates = listDates(ground.stated);
  for (const date of listDates(clause.text)) {
    claims++;
    if (!dates.some((other) => isSameDate(date, other, sameScript)) && !clause.isQuestion)
      at(date.start, date.end, 'date');
  }
  const own = new Set(findAttributeValues('材质', ground.stated).map(({ value }) => value));
  const asked = new Set(findAttributeValues('材质', said).map(({ value }) => value));
  for (const { value, start, end } of findAttributeValues('材质', clause.text)) {
    claims++;
    if (!own.has(value) && !(clause.isQuestion && asked.has(value))) at(start, end, 'material');
  }
  const drop = clause.isQuestion ? null : judgeCommitments(clause, ground, sameScript);
  return { drop, findings, isPlain: claims === 0 && isCourtesy(clause.text) };
}

export const SENTENCE = /[^。！!？?\n]+[。！!？?\n]*/g;

export interface SentenceVerdict extends Pick<ClauseVerdict, 'drop' | 'findings'> {
  /** Characters that state something, and of these what the sources say too. */
  weight: number;
  said: number;
  /** As `said`, with every figure, date and material backed too. */
  backed: number;
  asks: boolean;
}

/** A sentence as a whole: its clauses' claims, and whether its sources say it. */
export function judgeSentence(
  start: number,
  sentence: string,
  text: string,
  ground: Ground,
  said: string,
  sameScript: boolean,
): SentenceVerdict {
  const findings: Finding[] = [];
  const clauses = listClauses(sentence).map((one) => ({ ...one, start: one.start + start, end: one.end + start }));
  let stating = '';
  for (const clause of clauses) {
    const verdict = judgeClause(clause, text, ground, said, sameScript);
    if (verdict.drop) return { drop: verdict.drop, findings, weight: 1, said: 0, backed: 0, asks: false };
    findings.push(...verdict.findings);
    if (!verdict.isPlain && !clause.isQuestion) stating += clause.text;
  }
  const weight = stating.trim().length;
  const isSaid = !sameScript || weight === 0 || getSupport(stating, ground.stated) >= SUPPORTED;
  if (!isSaid && findings.length === 0) findings.push(mark(text, start, start + sentence.trimEnd().length, 'clause'));
  const isBackedWhole = isSaid && findings.length === 0;
  const asks = clauses.some((one) => one.isQuestion);
  return { drop: null, findings, weight, said: isSaid ? weight : 0, backed: isBackedWhole ? weight : 0, asks };
}
