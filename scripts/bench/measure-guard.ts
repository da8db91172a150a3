/**
 * Measures the guard on drafts of 500 characters, in conversation. Usage (by retrieval.ts):
 * measure-guard KB QUERIES → JSON.
 */
import { createFixedClock } from '@/lib/core/clock';
import { createAssistant } from '@/lib/suggest/create-assistant';
import { EVAL_NOW_MS, toConversation } from '../eval/conversation';
import { percentile } from '../eval/llm-score';
import { EVAL_SETTINGS } from '../eval/replies';
import { type BenchQuery, readEntries, readQueries } from './bench-data';
import { startWatch } from './measured';

const LENGTH = 500;
const DRAFTS = 200;
const WARM_UP = 60;
/** Each draft counts with its best run: what else the machine does is not ours. */
const RUNS = 3;

const [kbFile = '', queriesFile = ''] = process.argv.slice(2);
const entries = readEntries(kbFile, 1000);
const conversation = toConversation(readQueries(queriesFile)[0] as BenchQuery);
const clock = createFixedClock(EVAL_NOW_MS);
const assistant = createAssistant();
assistant.upsert(entries);
const answers = entries.flatMap(({ entry }) => (entry.kind === 'answer' ? [entry.answer] : []));
/** Different replies in a row: a long draft as agents write it. */
const toDraft = (from: number): string =>
  Array.from({ length: LENGTH }, (_, i) => answers[(from * 7 + i) % answers.length])
    .join('')
    .slice(0, LENGTH);

const times: number[] = [];
for (let i = 0; i < WARM_UP + DRAFTS; i++) {
  const draft = toDraft(i);
  const runs = Array.from({ length: RUNS }, () => {
    const read = startWatch();
    assistant.guard(draft, conversation, EVAL_SETTINGS, clock);
    return read();
  });
  if (i >= WARM_UP) times.push(Math.min(...runs));
}
console.log(JSON.stringify({ p50Ms: percentile(times, 0.5), p95Ms: percentile(times, 0.95) }));
