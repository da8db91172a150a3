import { entrySchema } from '@/lib/knowledge/schema';
import { createRetriever, type LeftOut, SILENCE_FLOOR } from '@/lib/suggest/retrieve/retriever';
import type { QueryRow } from './conversation';
import { type GoldRow, scoreRanked } from './llm-score';
import { answerAll, createEvalAssistant } from './replies';
import { readRows } from './rows';

/** Each signal off by itself; what is left decides. */
const CASES: Record<string, LeftOut> = {
  everything: {},
  'without words (characters, pairs, words)': {
    signals: ['words', 'together', 'covered', 'answerWords', 'ownCovered'],
  },
  'without trade concepts': { signals: ['concepts', 'coveredConcepts'] },
  'without sounds (typos)': { signals: ['sounds'] },
  'without the encoder (meaning)': {
    signals: ['meaning', 'meaning2', 'together', 'answerMeaning', 'titleMeaning', 'clauseMeaning'],
  },
  'without answer texts': { signals: ['answerMeaning', 'answerWords'] },
  'without the scene': { signals: ['scene'] },
  'without goods': { signals: ['goodsSame', 'goodsOther', 'goodsUnsaid'] },
  'without earlier talk': {
    signals: ['earlierMeaning', 'earlierWords', 'earlierMeaningLoose', 'earlierWordsLoose'],
    leaning: true,
  },
  'without clauses of a long turn': { signals: ['clauseMeaning'] },
  'without telling questions apart': { parts: true },
};

/**
 * Prints shares with everything and with each signal left out: hit@1, hit@3, lost and silence as the product answers, and
 * hit@1, hit@3 with the silence floor off (the confidence was trained with all signals, so a missing one also costs speech).
 */
export function runAblation(kbFile: string, queriesFile: string): void {
  const entries = readRows<unknown>(kbFile).map((row) => entrySchema.parse(row));
  const rows = readRows<QueryRow & GoldRow>(queriesFile);
  console.log('| signals | hit@1 | hit@3 | lost | silence | hit@1, no floor | hit@3, no floor |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const [name, without] of Object.entries(CASES)) {
    const score = (floor: number) =>
      scoreRanked(rows, answerAll(createEvalAssistant(entries, { retriever: createRetriever(without), floor }), rows));
    const { hit1, hit3, lost, silence } = score(SILENCE_FLOOR);
    const all = score(0);
    const shares = [hit1, hit3, lost, silence, all.hit1, all.hit3].map((share) => share?.toFixed(3) ?? '–');
    console.log(`| ${[name, ...shares].join(' | ')} |`);
  }
}
