import { getConcepts } from '@/lib/understand/lexicon';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/**
 * Groups of texts that mean the same, from our own writing only: starter knowledge, intent files, corpora, concept forms.
 * `documents` are the standard ways (title, question), `queries` the buyers' ways.
 */
export interface Group {
  id: string;
  scene?: string;
  documents: string[];
  queries: string[];
  /** Longer text that belongs to it (the reply). */
  answer?: string;
  kind: 'starter' | 'intent' | 'shop' | 'corpus' | 'concept' | 'synonym';
}

const root = new URL('../../', import.meta.url).pathname;
const lines = (path: string): string[] => readFileSync(path, 'utf8').split('\n').filter((line) => line.trim());

/** Starter answers and playbooks as they are. */
export function readStarterRows(): StarterRow[] {
  const folder = `${root}assets/knowledge/`;
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => lines(folder + name).map((line) => JSON.parse(line) as StarterRow))
    .filter((row) => row.kind === undefined || row.kind === 'answer' || row.kind === 'playbook');
}

interface StarterRow {
  id: string;
  kind?: string;
  scene?: string;
  title: string;
  questions?: string[];
  askings?: string[];
  answer?: string;
}

/** What a shop cannot answer: small talk and other people's business. */
export const readNone = (): string[] => lines(`${root}training/corpus/none.txt`).filter((line) => !line.startsWith('#'));

/** Starter answers and playbooks with their askings. */
export function readStarter(): Group[] {
  return readStarterRows().map((row) => ({
      id: row.id,
      scene: row.scene,
      documents: [row.title, ...(row.questions ?? [])],
      queries: row.askings ?? [],
      answer: (row.answer ?? '').replace(/\{\{[^}|]*\|?([^}]*)\}\}/g, '$1'),
      kind: 'starter' as const,
    }));
}

/** What any shop is asked. */
export const readIntents = (): Group[] => readBlocks('intents', 'intent');

/** Entries of made-up shops, by goods. */
export const readShops = (): Group[] => readBlocks('shops', 'shop');

/** Blocks `## scene | title | question; question | answer`, then askings divided by ` / `. */
function readBlocks(name: string, kind: Group['kind']): Group[] {
  const folder = `${root}training/corpus/${name}/`;
  const groups: Group[] = [];
  for (const file of readdirSync(folder).filter((file) => file.endsWith('.txt')).sort()) {
    for (const line of lines(folder + file)) {
      if (line.startsWith('## ')) {
        const [scene = '', title = '', questions = '', answer = ''] = line.slice(3).split('|').map((part) => part.trim());
        // What any shop hears is one intent in whatever file it is asked; two shops answer alike-named questions differently.
        const id = `${kind === 'intent' ? kind : file.replace('.txt', '')}:${scene}:${title}`;
        const known = groups.find((group) => group.id === id);
        if (known) {
          groups.splice(groups.indexOf(known), 1);
          groups.push({ ...known, documents: [...new Set([...known.documents, ...questions.split(/[;；]/).map((q) => q.trim()).filter(Boolean)])] });
          continue;
        }
        groups.push({
          id,
          scene,
          documents: [title, ...questions.split(/[;；]/).map((q) => q.trim())].filter(Boolean),
          queries: [],
          ...(answer ? { answer } : {}),
          kind,
        });
      } else if (!line.startsWith('#')) {
        groups.at(-1)?.queries.push(...line.split(' / ').map((asking) => asking.trim()).filter(Boolean));
      }
    }
  }
  return groups;
}

/** Synonym files: one set of words or phrases a line, divided by ` / `. */
export function readSynonyms(): Group[] {
  const folder = `${root}training/corpus/synonyms/`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .flatMap((name) =>
      lines(folder + name)
        .filter((line) => !line.startsWith('#'))
        .map((line, i) => {
          const words = line.split(' / ').map((word) => word.trim()).filter(Boolean);
          return { id: `${name}:${i}`, documents: words, queries: words, kind: 'synonym' as const };
        }),
    );
}

/** The forms of each trade concept. */
export const readConcepts = (): Group[] =>
  getConcepts().map(({ id, label, forms }) => ({
    id: `concept:${id}`,
    documents: [label, ...forms],
    queries: [...forms],
    kind: 'concept' as const,
  }));

/** A turn that leans on earlier talk. */
export interface ContextRow {
  history: { role: 'buyer' | 'seller'; text: string }[];
  text: string;
  /** Title of the intent. */
  title: string;
}

/** Turns with their earlier talk. */
export const readContexts = (): ContextRow[] =>
  lines(`${root}training/corpus/contexts.txt`)
    .filter((line) => !line.startsWith('#'))
    .map((line) => {
      const [before = '', text = '', title = ''] = line.split('||').map((part) => part.trim());
      const history = before.split(' / ').map((row) => ({
        role: row.startsWith('s:') ? ('seller' as const) : ('buyer' as const),
        text: row.slice(2).trim(),
      }));
      return { history, text, title };
    });

/** Venting clauses that stand around a question. */
export const readRants = (): string[] => lines(`${root}training/corpus/rants.txt`).filter((line) => !line.startsWith('#'));

/** Everything there is. */
export const readGroups = (): Group[] => [...readStarter(), ...readIntents(), ...readShops(), ...readSynonyms(), ...readConcepts()];
