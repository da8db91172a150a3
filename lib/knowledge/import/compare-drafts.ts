import { canonicalJson } from '@/lib/core/canonical-json';
import { foldText } from '@/lib/core/text';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import type { Entry } from '@/lib/knowledge/schema';
import type { Draft } from './draft';

/** What importing a draft would do. */
export type DraftState = 'new' | 'update' | 'unchanged';

/** An entry that answers the same question or title with other words; `file` = another row of the same file. */
export interface Conflict {
  id: string;
  source: string;
  title: string;
}

/** What the store says of a draft. */
export interface Known {
  state: DraftState;
  conflicts: Conflict[];
}

export interface ComparedDraft extends Draft, Known {
  /** Line of an earlier row with the same text under the same title or question. */
  twinLine?: number;
}

/** What stands in the store, arranged for asking. */
export interface KnownEntries {
  addOwn(rows: readonly RawRow[]): void;
  addLive(entries: readonly { entry: Entry; source: string }[]): void;
  look(draft: Pick<Draft, 'row' | 'entry'>): Known;
}

/** Most conflicts listed per draft. */
const MAX_CONFLICTS = 3;

interface Answered extends Conflict {
  text: string;
}

/** Makes an empty arrangement. Questions are compared folded, without blanks and marks. */
export function createKnownEntries(): KnownEntries {
  const own = new Map<string, string>();
  const byQuestion = new Map<string, Answered[]>();
  return {
    addOwn(rows) {
      for (const row of rows) own.set(String(row.id), canonicalJson(row));
    },
    addLive(entries) {
      for (const { entry, source } of entries) addQuestions(byQuestion, entry, source);
    },
    look({ row, entry }) {
      const before = own.get(entry.id);
      const state = before === undefined ? 'new' : before === canonicalJson(row) ? 'unchanged' : 'update';
      return { state, conflicts: findConflicts(byQuestion, entry) };
    },
  };
}

/** Joins what the store says of the drafts with what they say of each other. */
export function compareDrafts(drafts: readonly Draft[], known: readonly Known[]): ComparedDraft[] {
  const byQuestion = new Map<string, Answered[]>();
  const firstLines = new Map<string, number>();
  return drafts.map((draft, i): ComparedDraft => {
    const { entry, line } = draft;
    const { state, conflicts } = known[i] ?? { state: 'new', conflicts: [] };
    const twinKey = `${fold(entry.title)}\n${fold(mainText(entry))}`;
    const twinLine = firstLines.get(twinKey);
    if (twinLine === undefined) firstLines.set(twinKey, line);
    const all = [...conflicts, ...findConflicts(byQuestion, entry)].slice(0, MAX_CONFLICTS);
    addQuestions(byQuestion, entry, 'file');
    return { ...draft, state, ...(twinLine === undefined ? {} : { twinLine }), conflicts: all };
  });
}

function findConflicts(byQuestion: ReadonlyMap<string, Answered[]>, entry: Entry): Conflict[] {
  const found = new Map<string, Conflict>();
  const text = fold(mainText(entry));
  for (const question of questionsOf(entry)) {
    for (const { id, source, title, text: other } of byQuestion.get(fold(question)) ?? []) {
      if (id === entry.id || other === text) continue;
      if (found.size < MAX_CONFLICTS) found.set(`${source}\n${id}`, { id, source, title });
    }
  }
  return [...found.values()];
}

function addQuestions(map: Map<string, Answered[]>, entry: Entry, source: string): void {
  if (entry.kind !== 'answer') return;
  const answered: Answered = { id: entry.id, source, title: entry.title, text: fold(mainText(entry)) };
  for (const question of questionsOf(entry)) {
    const key = fold(question);
    const list = map.get(key);
    if (list) list.push(answered);
    else map.set(key, [answered]);
  }
}

const questionsOf = (entry: Entry): string[] =>
  entry.kind === 'answer'
    ? [...new Set([...(entry.questions ?? []), ...(entry.questions?.length ? [] : [entry.title])])]
    : [];

const mainText = (entry: Entry): string => {
  if (entry.kind === 'answer') return entry.answer;
  if (entry.kind === 'card') return entry.body;
  return canonicalJson(entry);
};

const fold = (text: string): string => foldText(text).text.replace(/[\s\p{P}]/gu, '');
