import { canonicalJson } from '@/lib/core/canonical-json';
import { foldText } from '@/lib/core/text';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import type { Entry } from '@/lib/knowledge/schema';
import type { Draft } from './draft';

/** What importing a draft would do. */
export type DraftState = 'new' | 'update' | 'unchanged';

export interface ComparedDraft extends Draft {
  state: DraftState;
  /** Line of an earlier row with the same text under the same title or question. */
  twinLine?: number;
  /** Live or earlier entries that answer the same question or title with other words. */
  conflicts: { id: string; source: string; title: string }[];
}

export interface Existing {
  /** Own rows as stored. */
  own: readonly RawRow[];
  /** Live entries of all sources. */
  live: readonly { entry: Entry; source: string }[];
}

/** Most conflicts listed per draft. */
const MAX_CONFLICTS = 3;

/** Compares drafts with each other and with what is there. Questions are compared folded, without blanks and marks. */
export function compareDrafts(drafts: readonly Draft[], existing: Existing): ComparedDraft[] {
  const own = new Map(existing.own.map((row) => [String(row.id), canonicalJson(row)]));
  const byQuestion = new Map<string, { entry: Entry; source: string }[]>();
  for (const known of existing.live) addQuestions(byQuestion, known);
  const firstLines = new Map<string, number>();
  return drafts.map((draft): ComparedDraft => {
    const { entry, line, row } = draft;
    const before = own.get(entry.id);
    const state = before === undefined ? 'new' : before === canonicalJson(row) ? 'unchanged' : 'update';
    const text = mainText(entry);
    const twinKey = `${fold(entry.title)}\n${fold(text)}`;
    const twinLine = firstLines.get(twinKey);
    if (twinLine === undefined) firstLines.set(twinKey, line);
    const conflicts = new Map<string, { id: string; source: string; title: string }>();
    for (const question of questionsOf(entry)) {
      for (const known of byQuestion.get(fold(question)) ?? []) {
        if (known.entry.id === entry.id || fold(mainText(known.entry)) === fold(text)) continue;
        if (conflicts.size < MAX_CONFLICTS) {
          conflicts.set(`${known.source}\n${known.entry.id}`, {
            id: known.entry.id,
            source: known.source,
            title: known.entry.title,
          });
        }
      }
    }
    addQuestions(byQuestion, { entry, source: 'file' });
    return { ...draft, state, ...(twinLine === undefined ? {} : { twinLine }), conflicts: [...conflicts.values()] };
  });
}

function addQuestions(
  map: Map<string, { entry: Entry; source: string }[]>,
  known: { entry: Entry; source: string },
): void {
  if (known.entry.kind !== 'answer') return;
  for (const question of questionsOf(known.entry)) {
    const key = fold(question);
    const list = map.get(key);
    if (list) list.push(known);
    else map.set(key, [known]);
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
