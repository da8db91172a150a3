/**
 * Writes assets/lexicons/concepts.json: the hand-written concepts of training/lexicon with their forms standardised and expanded, so
 * that no start has to. Run: npx tsx training/make-concepts.ts
 */
import { writeFileSync } from 'node:fs';
import { buildConcepts } from './lexicon/build-concepts';
import { LEXICON_FILES } from './lexicon/lexicon-files';

const rows = buildConcepts(LEXICON_FILES.flat());
const body = rows.map((row) => ` ${JSON.stringify(row)}`).join(',\n');
writeFileSync(new URL('../assets/lexicons/concepts.json', import.meta.url), `[\n${body}\n]\n`);
console.log(`${rows.length} concepts`);
