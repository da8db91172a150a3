import { foldText } from '@/lib/core/text';
import { type NamedImage, toNamedImages } from '@/lib/knowledge/media/image';
import { phraseKey } from '@/lib/knowledge/phrases/phrase-tree';
import type { Entry } from '@/lib/knowledge/schema';
import { type Sounds, toSounds } from './sounds';

/** An entry as the typed search looks at it; texts are folded. */
export interface TypedRow {
  key: string;
  entry: Entry;
  source: string;
  precedence: number;
  title: string;
  shortcut: string;
  /** Line by line, a line break around each; '' without any. */
  questions: string;
  body: string;
  /** Made at the first search that needs them; a line break has no sound. */
  sounds: { title: Sounds; questions: Sounds } | null;
}

export interface TypedHit {
  entryId: string;
  kind: Entry['kind'];
  title: string;
  /** The text that an insert writes; empty for kinds that have none. */
  text: string;
  shortcut?: string;
  folder?: string;
  source: string;
  internal: boolean;
  /** Stays on this machine. */
  mine: boolean;
  images: NamedImage[];
  rank: TypedRank;
}

export const RANKS = ['shortcut', 'title', 'question', 'body'] as const;
export type TypedRank = (typeof RANKS)[number];

/** Folds what is searched. */
export function toTypedRow(entry: Entry, source: string, precedence: number): TypedRow {
  const questions = 'questions' in entry && Array.isArray(entry.questions) ? (entry.questions as string[]) : [];
  const title = foldText(entry.title).text;
  return {
    key: phraseKey(source, entry.id),
    entry,
    source,
    precedence,
    title,
    shortcut: foldText(entry.shortcut ?? '').text.trim(),
    questions: questions.length === 0 ? '' : foldText(`\n${questions.join('\n')}\n`).text,
    body: foldText(bodyOf(entry)).text,
    sounds: null,
  };
}

/** How a row sounds. */
export function getRowSounds(row: TypedRow): { title: Sounds; questions: Sounds } {
  row.sounds ??= { title: toSounds(row.title), questions: toSounds(row.questions) };
  return row.sounds;
}

/** Only what a person would put into a chat or read there. */
export const isFindable = (entry: Entry): boolean =>
  entry.status !== 'retired' && ['answer', 'card', 'playbook', 'product'].includes(entry.kind);

/** The words of an entry that an agent would send. */
function bodyOf(entry: Entry): string {
  switch (entry.kind) {
    case 'answer':
      return entry.answer;
    case 'card':
      return entry.body;
    case 'playbook':
      return entry.options.map((option) => option.text).join('\n');
    case 'product':
      return (entry.facts ?? []).map((fact) => `${fact.name}: ${fact.value}${fact.unit ?? ''}`).join('\n');
    default:
      return '';
  }
}

/** A row as a result. */
export const toHit = ({ entry, source }: Pick<TypedRow, 'entry' | 'source'>, rank: TypedRank): TypedHit => ({
  entryId: entry.id,
  kind: entry.kind,
  title: entry.title,
  text: entry.kind === 'card' ? (entry.send?.[0]?.text ?? '') : bodyOf(entry),
  ...(entry.shortcut ? { shortcut: entry.shortcut } : {}),
  ...(entry.folder ? { folder: entry.folder } : {}),
  source,
  internal: entry.internal === true,
  mine: entry.scope === 'me',
  images: toNamedImages(entry),
  rank,
});
