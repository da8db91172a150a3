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
  kind: 'starter' | 'intent' | 'corpus' | 'concept' | 'synonym';
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

/** Intent files: `## scene | title | question; question`, then askings divided by ` / `. */
export function readIntents(): Group[] {
  const folder = `${root}training/corpus/intents/`;
  const groups: Group[] = [];
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.txt')).sort()) {
    for (const line of lines(folder + name)) {
      if (line.startsWith('## ')) {
        const [scene = '', title = '', questions = ''] = line.slice(3).split('|').map((part) => part.trim());
        groups.push({
          id: `${scene}:${title}`,
          scene,
          documents: [title, ...questions.split(/[;；]/).map((q) => q.trim())].filter(Boolean),
          queries: [],
          kind: 'intent',
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

/** Everything there is. */
export const readGroups = (): Group[] => [...readStarter(), ...readIntents(), ...readSynonyms()];
