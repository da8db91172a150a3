import { FIELD } from './entry-fields';
import type { RecordView } from './entry-index';
import { KIND } from './grams';
import type { QueryView } from './query-view';
import { dot, fieldOf, idOf, kindOf, lengthOf, nthOf, VECTOR_WORDS } from './record';

/** What speaks for an entry, in order of the feature vector. */
export const FEATURES = [
  'words', // best title, question or asking: shared words and characters
  'concepts', // … shared trade concepts
  'sounds', // … shared neighbouring syllables
  'meaning', // … nearness of meaning by the encoder
  'meaning2', // mean nearness of the three nearest texts
  'together', // best single text by words, concepts and meaning together
  'covered', // share of the question's words that the entry has anywhere
  'coveredConcepts',
  'answerMeaning',
  'answerWords',
  'ownCovered', // share of the best text that the question covers
  'titleMeaning',
  'scene', // chance of the entry's scene
  'goodsSame',
  'goodsOther',
  'goodsUnsaid',
  'earlierMeaning', // what the earlier talk adds, in an elliptical turn
  'earlierWords',
  'earlierMeaningLoose', // … in a turn that stands alone
  'earlierWordsLoose',
  'clauseMeaning', // nearness of the best single clause of a long turn
] as const;
export type Feature = (typeof FEATURES)[number];
export const FEATURE = Object.fromEntries(FEATURES.map((name, i) => [name, i])) as Record<Feature, number>;

/** The text of an entry that resembles the question most. */
export interface BestText {
  field: number;
  nth: number;
}

const similarity = (shared: number, mass: number, own: number): number =>
  shared > 0 ? shared / Math.sqrt(mass * (own + 1)) : 0;

/**
 * Fills `out` with the features of one entry for a question. `rarityOf` gives the weight of a term that the question does
 * not have. `seen` is a scratch array over term ids, `stamp` a number not used before in it.
 */
export function measure(
  query: QueryView,
  record: RecordView,
  scene: string | undefined,
  ownWeight: (term: number, kind: number) => number,
  goodsKeyOf: (term: number) => number,
  seen: Uint32Array,
  stamp: number,
  out: Float32Array,
): BestText {
  const { page, bytes, start } = record;
  const { weights, earlier, mass } = query;
  const lexicalMass = (mass[KIND.unigram] ?? 0) + (mass[KIND.bigram] ?? 0) + (mass[KIND.word] ?? 0) + 0.01;
  const conceptMass = (mass[KIND.concept] ?? 0) + (mass[KIND.goods] ?? 0) + 0.01;
  const soundMass = (mass[KIND.sound] ?? 0) + 0.01;
  let words = 0;
  let concepts = 0;
  let sounds = 0;
  let together = -1;
  let covered = 0;
  let coveredConcepts = 0;
  let earlierCovered = 0;
  let answerMeaning = 0;
  let answerWords = 0;
  let ownCovered = 0;
  let titleMeaning = 0;
  let first = -1;
  let second = -1;
  let third = -1;
  let withEarlier = -1;
  let clause = -1;
  let goodsSame = 0;
  let goodsNamed = 0;
  const best: BestText = { field: FIELD.title, nth: 0 };
  let at = start + 1;
  for (let units = page[start] ?? 0; units > 0; units--) {
    const header = page[at] ?? 0;
    const field = fieldOf(header);
    const vectorAt = (at + 1) * 4;
    at += 1 + VECTOR_WORDS;
    let sharedWords = 0;
    let ownWords = 0;
    let sharedConcepts = 0;
    let ownConcepts = 0;
    let sharedSounds = 0;
    let ownSounds = 0;
    const isAnswer = field === FIELD.answer;
    for (const end = at + lengthOf(header); at < end; at++) {
      const packed = page[at] as number;
      const term = idOf(packed);
      const kind = kindOf(packed);
      const weight = weights[term] as number;
      const isNew = seen[term] !== stamp;
      if (isNew) seen[term] = stamp;
      const value = weight > 0 ? weight : isAnswer ? 0 : ownWeight(term, kind);
      if (kind <= KIND.word) {
        ownWords += value;
        sharedWords += weight;
        if (isNew) {
          covered += weight;
          earlierCovered += earlier[term] as number;
        }
      } else if (kind === KIND.sound) {
        ownSounds += value;
        sharedSounds += weight;
      } else {
        ownConcepts += value;
        sharedConcepts += weight;
        if (isNew) {
          coveredConcepts += weight;
          earlierCovered += earlier[term] as number;
        }
        if (kind === KIND.goods && !isAnswer && field !== FIELD.asking) {
          if (query.goods.has(goodsKeyOf(term))) goodsSame = 1;
          else goodsNamed = 1;
        }
      }
    }
    const meaning = dot(query.vector, bytes, vectorAt);
    if (isAnswer) {
      answerMeaning = Math.max(answerMeaning, meaning);
      answerWords = Math.max(answerWords, sharedWords / lexicalMass);
      continue;
    }
    const wordsHere = similarity(sharedWords, lexicalMass, ownWords);
    const conceptsHere = similarity(sharedConcepts, conceptMass, ownConcepts);
    if (wordsHere > words) {
      words = wordsHere;
      ownCovered = sharedWords / (ownWords + 1);
    }
    concepts = Math.max(concepts, conceptsHere);
    sounds = Math.max(sounds, similarity(sharedSounds, soundMass, ownSounds));
    if (field === FIELD.title) titleMeaning = meaning;
    if (meaning > first) {
      third = second;
      second = first;
      first = meaning;
    } else if (meaning > second) {
      third = second;
      second = meaning;
    } else if (meaning > third) third = meaning;
    const both = wordsHere + conceptsHere * 0.5 + meaning;
    if (both > together) {
      together = both;
      best.field = field;
      best.nth = nthOf(header);
    }
    for (const vector of query.clauses) clause = Math.max(clause, dot(vector, bytes, vectorAt));
    if (query.hasEarlier) withEarlier = Math.max(withEarlier, dot(query.withEarlier, bytes, vectorAt));
  }
  const addedMeaning = query.hasEarlier ? withEarlier - first : 0;
  const addedWords = query.hasEarlier ? earlierCovered / (query.earlierMass + 0.01) : 0;
  out[0] = words;
  out[1] = concepts;
  out[2] = sounds;
  out[3] = first;
  out[4] = (first + Math.max(second, -1) + Math.max(third, -1)) / 3;
  out[5] = together;
  out[6] = covered / lexicalMass;
  out[7] = coveredConcepts / conceptMass;
  out[8] = answerMeaning;
  out[9] = answerWords;
  out[10] = ownCovered;
  out[11] = titleMeaning;
  out[12] = Math.log((scene === undefined ? 0.03 : (query.scenes.get(scene) ?? 0)) + 0.01);
  out[13] = goodsSame;
  out[14] = goodsNamed && !goodsSame && query.goods.size > 0 ? 1 : 0;
  out[15] = goodsNamed && query.goods.size === 0 ? 1 : 0;
  out[16] = query.isElliptical ? addedMeaning : 0;
  out[17] = query.isElliptical ? addedWords : 0;
  out[18] = query.isElliptical ? 0 : addedMeaning;
  out[19] = query.isElliptical ? 0 : addedWords;
  out[20] = query.clauses.length > 0 ? clause : first;
  return best;
}
