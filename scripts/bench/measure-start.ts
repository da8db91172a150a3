/**
 * Measures the start of the assistant from a stored index in a fresh process: lexicons, index, entries, and the first answer.
 * Usage (by retrieval.ts): measure-start SIZE KB QUERIES STORED → milliseconds.
 */
import { readFileSync } from 'node:fs';
import { createFixedClock } from '@/lib/core/clock';
import { createAssistant } from '@/lib/suggest/create-assistant';
import { EVAL_NOW_MS, toConversation } from '../eval/conversation';
import { EVAL_SETTINGS } from '../eval/replies';
import { type BenchQuery, readEntries, readQueries } from './bench-data';
import { startWatch } from './measured';

const [sizeText = '', kbFile = '', queriesFile = '', storedFile = ''] = process.argv.slice(2);
const entries = readEntries(kbFile, Number(sizeText));
const conversation = toConversation(readQueries(queriesFile)[0] as BenchQuery);
const stored = new Uint8Array(readFileSync(storedFile));

const sinceStart = startWatch();
const assistant = createAssistant();
if (!assistant.importIndex?.(stored)) throw new Error('the stored index was refused');
assistant.upsert(entries);
assistant.advise(conversation, EVAL_SETTINGS, createFixedClock(EVAL_NOW_MS));
console.log(sinceStart());
