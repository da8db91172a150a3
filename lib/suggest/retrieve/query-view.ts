import { type Analysed, analyse as analyseAnew } from './analyse';
import { splitClauses } from './clauses';
import { type Encoder, toUnit } from './encoder';
import type { EntryIndex } from './entry-index';
import { KIND, KINDS } from './grams';

/** A question made ready for comparison with entries. */
export interface QueryView {
  /** Weight of each term of the question, by term id; zero elsewhere. Valid until `release`. */
  weights: Float32Array;
  /** Weight of terms that only the earlier talk has. */
  earlier: Float32Array;
  /** Known terms of the question, and of the earlier talk. */
  terms: number[];
  earlierTerms: number[];
  /** Summed weight by kind, terms that no entry has included. */
  mass: Float64Array;
  earlierMass: number;
  /** Share of the lexical weight that no entry has. */
  unknown: number;
  /** 1 when the question names goods, all of which no entry knows; 0 when it names none or known ones. */
  unknownGoods: number;
  /** Goods named: in the question, else in the earlier talk or the product in focus. */
  goods: ReadonlySet<number>;
  vector: Float32Array;
  /** The vector with the earlier talk mixed in; equal to `vector` without any. */
  withEarlier: Float32Array;
  hasEarlier: boolean;
  /** Vectors of the single clauses of a long turn, in which venting drowns the question; empty for a short one. */
  clauses: readonly Float32Array[];
  isElliptical: boolean;
  /** Chance of each scene. */
  scenes: ReadonlyMap<string, number>;
  release(): void;
}

/** What the caller knows of the question. */
export interface QueryInput {
  /** Asks or wants something. */
  isQuestion: boolean;
  /** Small talk only. */
  isChat: boolean;
  text: string;
  earlier: string;
  product: string;
  isElliptical: boolean;
  scenes: ReadonlyMap<string, number>;
}

/** Single characters say less than pairs. */
const KIND_WEIGHT: readonly number[] = [0.35, 1, 1.4, 1, 1, 1];
/** How many documents the shared background of shop talk weighs in the rarity of a term. */
const BACKGROUND = 300;
const EARLIER_SHARE = 0.5;
const KEPT_TEXTS = 64;
/** Turns longer than this (UTF-16 units) are also read clause by clause. */
const LONG = 40;

/** Creates a maker of query views on one index; views share buffers, so release each before the next. */
export function createQueryViews(index: EntryIndex, encoder: Encoder): (input: QueryInput) => QueryView {
  /** The same clauses come back within one turn (whole, its questions, the talk before it): each is analysed once. */
  const analysedTexts = new Map<string, Analysed>();
  const analyse = (text: string): Analysed => {
    const known = analysedTexts.get(text);
    if (known) return known;
    if (analysedTexts.size >= KEPT_TEXTS) analysedTexts.clear();
    const made = analyseAnew(text);
    analysedTexts.set(text, made);
    return made;
  };
  let weights = new Float32Array(0);
  let earlier = new Float32Array(0);

  const rarity = (term: number, key: number, kind: number): number => {
    const size = index.size();
    const frequency = term < 0 ? 0 : index.frequency(term);
    const share = kind === KIND.sound ? 0.004 : Math.exp(-encoder.rarity(key));
    return -Math.log((frequency + BACKGROUND * share + 0.3) / (size + BACKGROUND + 1));
  };

  return ({ text, earlier: before, product, isElliptical, scenes }) => {
    if (weights.length < index.terms()) {
      weights = new Float32Array(index.terms() * 2);
      earlier = new Float32Array(index.terms() * 2);
    }
    const mass = new Float64Array(KINDS);
    const terms: number[] = [];
    const earlierTerms: number[] = [];
    const goods = new Set<number>();
    let unknown = 0;
    let earlierMass = 0;
    const own = analyse(text);
    const take = (analysed: Analysed, isOwn: boolean): void => {
      for (let kind = 0; kind < KINDS; kind++)
        for (const key of analysed.keys[kind] ?? []) {
          const term = index.termOf(key);
          const isKnown = term >= 0 && index.frequency(term) > 0;
          const weight = rarity(term, key, kind) * (KIND_WEIGHT[kind] ?? 1);
          if (isOwn) {
            mass[kind] = (mass[kind] ?? 0) + weight;
            if (!isKnown && kind <= KIND.word) unknown += weight;
            if (!isKnown) continue;
            weights[term] = weight;
            terms.push(term);
          } else if (kind !== KIND.sound) {
            earlierMass += weight;
            if (!isKnown || weights[term]) continue;
            earlier[term] = weight;
            earlierTerms.push(term);
          }
        }
    };
    take(own, true);
    const ownGoods = own.keys[KIND.goods] ?? [];
    for (const key of ownGoods) goods.add(key);
    const known = ownGoods.filter((key) => index.frequency(index.termOf(key)) > 0);
    const unknownGoods = ownGoods.length > 0 ? 1 - known.length / ownGoods.length : 0;
    const vector = encoder.encode(own);
    let withEarlier = vector;
    const told = [before, product].filter(Boolean).join('\n');
    if (told) {
      const past = analyse(told);
      take(past, false);
      if (goods.size === 0) for (const key of past.keys[KIND.goods] ?? []) goods.add(key);
      const pastVector = encoder.encode(past);
      withEarlier = toUnit(vector.map((value, d) => value + EARLIER_SHARE * (pastVector[d] ?? 0)));
    }
    const lexical = (mass[KIND.unigram] ?? 0) + (mass[KIND.bigram] ?? 0) + (mass[KIND.word] ?? 0);
    return {
      weights,
      earlier,
      terms,
      earlierTerms,
      mass,
      earlierMass,
      unknown: lexical > 0 ? unknown / lexical : 0,
      unknownGoods,
      goods,
      vector,
      withEarlier,
      hasEarlier: told !== '',
      clauses: text.length > LONG ? splitClauses(text).map((clause) => encoder.encode(analyse(clause))) : [],
      isElliptical,
      scenes,
      release() {
        for (const term of terms) weights[term] = 0;
        for (const term of earlierTerms) earlier[term] = 0;
      },
    };
  };
}
