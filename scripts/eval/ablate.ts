import { createFixedClock } from '@/lib/core/clock';
import { type Entry, entrySchema } from '@/lib/knowledge/schema';
import { createAssistant } from '@/lib/suggest/create-assistant';
import { createRetriever, type LeftOut, SILENCE_FLOOR } from '@/lib/suggest/retrieve/retriever';
import { EVAL_NOW_MS, type QueryRow, toConversation } from './conversation';
import { EVAL_SETTINGS } from './replies';
import { readRows } from './rows';

type GoldRow = QueryRow & { gold: string[]; style: string };

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
  const rows = readRows<GoldRow>(queriesFile);
  console.log('| signals | hit@1 | hit@3 | lost | silence | hit@1, no floor | hit@3, no floor |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const [name, without] of Object.entries(CASES)) {
    const spoken = judge(entries, rows, without, SILENCE_FLOOR);
    const all = judge(entries, rows, without, 0).slice(0, 2);
    const shares = [...spoken, ...all].map((share) => share.toFixed(3));
    console.log(`| ${[name, ...shares].join(' | ')} |`);
  }
}

function judge(entries: readonly Entry[], rows: readonly GoldRow[], without: LeftOut, floor: number): number[] {
  const assistant = createAssistant({ retriever: createRetriever(without), floor });
  assistant.upsert(entries.map((entry) => ({ entry, source: 'kb', precedence: 20 })));
  const clock = createFixedClock(EVAL_NOW_MS);
  const counts = { answerable: 0, first: 0, three: 0, lost: 0, none: 0, silent: 0 };
  for (const row of rows) {
    const { suggestions } = assistant.advise(toConversation(row), EVAL_SETTINGS, clock);
    const ids = [...new Set(suggestions.map(({ entryId }) => entryId))].slice(0, 3);
    const isSilent = ids.length === 0;
    if (row.gold.length === 0) {
      counts.none++;
      if (isSilent) counts.silent++;
      continue;
    }
    const found = row.gold.filter((id) => ids.includes(id)).length;
    counts.answerable++;
    if (row.gold.includes(ids[0] ?? '')) counts.first++;
    if (row.style === 'multi-intent' ? found === row.gold.length : found > 0) counts.three++;
    if (isSilent) counts.lost++;
  }
  const { answerable, first, three, lost, none, silent } = counts;
  return [first / answerable, three / answerable, lost / answerable, silent / Math.max(1, none)];
}
