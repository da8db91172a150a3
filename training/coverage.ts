/**
 * What the concept lexicon covers: forms by register and class, and on our own corpus the share of texts with a concept that speaks for
 * their scene. Prints the scenes and texts left dark. Run: npx tsx training/coverage.ts [--dark]
 */
import { findConcepts } from '@/lib/understand/concepts';
import { getConcept, getConcepts } from '@/lib/understand/lexicon';
import { LEXICON_FILES } from './lexicon/lexicon-files';
import { normalise } from '@/lib/understand/normalise';
import { readCorpus } from './corpus-reader';

const concepts = getConcepts();
const whole = concepts.reduce((sum, { forms }) => sum + forms.length, 0);
const gapped = concepts.reduce((sum, { sequences }) => sum + sequences.length, 0);
console.log(`${concepts.length} concepts, ${whole} whole forms, ${gapped} forms with gaps`);

const registers = new Map<string, number>();
for (const { forms } of LEXICON_FILES.flat()) for (const register of Object.keys(forms)) registers.set(register, (registers.get(register) ?? 0) + 1);
console.log('concepts by register:', Object.fromEntries([...registers].sort((a, b) => b[1] - a[1])));
const classes = new Map<string, number>();
for (const concept of concepts) classes.set(concept.class, (classes.get(concept.class) ?? 0) + 1);
console.log('concepts by class:', Object.fromEntries([...classes].sort((a, b) => b[1] - a[1])));

const scenes = new Map<string, { lit: number; all: number; dark: string[] }>();
for (const { text, scene, history } of readCorpus()) {
  if (scene === null || history !== '') continue;
  const row = scenes.get(scene) ?? { lit: 0, all: 0, dark: [] };
  scenes.set(scene, row);
  row.all++;
  if (findConcepts(normalise(text)).some(({ concept }) => scene in (getConcept(concept)?.scenes ?? {}))) row.lit++;
  else row.dark.push(text);
}
for (const [scene, { lit, all, dark }] of [...scenes].sort((a, b) => a[1].lit / a[1].all - b[1].lit / b[1].all)) {
  console.log(`${scene.padEnd(22)} ${(lit / all).toFixed(2)} of ${all}`);
  if (process.argv.includes('--dark')) for (const text of dark.slice(0, 20)) console.log(`    ${text}`);
}
