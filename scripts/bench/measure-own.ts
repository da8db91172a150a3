/**
 * Measures the whole assistant and its index step alone, in a process of its own. Usage (by retrieval.ts):
 * measure-own SIZE KB QUERIES STORED → two JSON lines; writes the index to STORED for measure-start.
 */
import { writeFileSync } from 'node:fs';
import { createFixedClock } from '@/lib/core/clock';
import { createAssistant } from '@/lib/suggest/create-assistant';
import { createRetriever, type RetrieveQuery, type Retriever } from '@/lib/suggest/retrieve/retriever';
import { EVAL_NOW_MS, toConversation } from '../eval/conversation';
import { EVAL_SETTINGS } from '../eval/replies';
import { type BenchQuery, readEntries, readQueries } from './bench-data';
import { ask, type Measured, memory, startWatch } from './measured';

const CHANGES = 50;
const clock = createFixedClock(EVAL_NOW_MS);
const [sizeText = '', kbFile = '', queriesFile = '', storedFile = ''] = process.argv.slice(2);
const entries = readEntries(kbFile, Number(sizeText));
const queries = readQueries(queriesFile);

const before = memory();
const sinceBuild = startWatch();
const retriever = createRetriever();
/** What the assistant last asked its index. */
let last: RetrieveQuery | null = null;
const observed: Retriever = {
  ...retriever,
  retrieve(query) {
    last = query;
    return retriever.retrieve(query);
  },
};
/** A new assistant on the same index: it remembers no text that it has checked. */
const createOne = () => {
  const assistant = createAssistant({ retriever: observed });
  assistant.upsert(entries);
  return assistant;
};
const adviseOn = (assistant: ReturnType<typeof createOne>, row: BenchQuery) =>
  assistant.advise(toConversation(row), EVAL_SETTINGS, clock).suggestions.map(({ entryId }) => entryId);

const assistant = createOne();
adviseOn(assistant, queries[0] as BenchQuery);
const buildMs = sinceBuild();
const memoryMb = memory() - before;
const changes = entries.slice(0, CHANGES);
const sinceUpdate = startWatch();
for (const { entry, ...rest } of changes)
  assistant.upsert([{ ...rest, entry: { ...entry, title: `${entry.title}2` } }]);
const updateMs = sinceUpdate() / CHANGES;
assistant.upsert(changes);

const whole = await ask(queries, () => {
  const fresh = createOne();
  return (row) => [...new Set(adviseOn(fresh, row))];
});
/** Each question as the assistant hands it to its index: understood, with its product. */
const understood = queries.flatMap((row) => {
  last = null;
  adviseOn(assistant, row);
  return last === null ? [] : [{ gold: row.gold, query: last as RetrieveQuery }];
});
const index = await ask(
  understood,
  () =>
    ({ query }) =>
      retriever.retrieve(query).map(({ entry }) => entry.id),
);
const stored = retriever.export();
writeFileSync(storedFile, stored);

const size = entries.length;
const rows: Measured[] = [
  {
    engine: 'deskmate',
    size,
    ...whole,
    buildMs,
    memoryMb,
    updateMs,
    storedMb: stored.byteLength / 2 ** 20,
  },
  { engine: 'deskmate-index', size, ...index, buildMs, memoryMb },
];
for (const row of rows) console.log(JSON.stringify(row));
