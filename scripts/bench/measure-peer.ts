/**
 * Measures one search library on one size of knowledge in a process of its own, so that memory is told apart. Usage (by
 * retrieval.ts): measure-peer SIZE KB QUERIES ENGINE → one JSON line.
 */
import { type BenchQuery, readEntries, readQueries } from './bench-data';
import { PEERS } from './engines';
import { ask, type Measured, memory, startWatch } from './measured';

const [sizeText = '', kbFile = '', queriesFile = '', engineName = ''] = process.argv.slice(2);
const entries = readEntries(kbFile, Number(sizeText));
const queries = readQueries(queriesFile);

const make = PEERS[engineName];
if (!make) throw new Error(`no engine ${engineName}`);
const before = memory();
const sinceBuild = startWatch();
const engine = await make(entries.map(({ entry }) => entry));
const search = ({ history, text }: BenchQuery) =>
  engine.search([...(history ?? []).filter(({ role }) => role === 'buyer').map((row) => row.text), text].join(' '));
await search(queries[0] as BenchQuery);
const buildMs = sinceBuild();
const memoryMb = memory() - before;
const measured: Measured = {
  engine: engineName,
  size: entries.length,
  ...(await ask(queries, () => search)),
  buildMs,
  memoryMb,
};
console.log(JSON.stringify(measured));
