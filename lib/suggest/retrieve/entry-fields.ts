import type { Entry } from '@/lib/knowledge/schema';

/** What a piece of an entry is, in retrieval. */
export const FIELD = { title: 0, question: 1, asking: 2, answer: 3, tag: 4 } as const;
export type Field = (typeof FIELD)[keyof typeof FIELD];

/** One short text of an entry. */
export interface EntryText {
  field: Field;
  text: string;
}

const MAX_ASKINGS = 40;

/** Kinds that a buyer's question can be answered with. */
export const isRetrievable = (entry: Entry): boolean =>
  (entry.kind === 'answer' || entry.kind === 'playbook' || entry.kind === 'card' || entry.kind === 'product') &&
  (entry.status === undefined || entry.status === 'published');

/** The texts by which an entry is found, in field order; empty ones left out. */
export function listEntryTexts(entry: Entry): EntryText[] {
  const texts: EntryText[] = [{ field: FIELD.title, text: entry.title }];
  const add = (field: Field, list: readonly string[] | undefined): void => {
    for (const text of list ?? []) texts.push({ field, text });
  };
  switch (entry.kind) {
    case 'answer':
      add(FIELD.question, entry.questions);
      add(FIELD.asking, entry.askings?.slice(0, MAX_ASKINGS));
      add(FIELD.answer, [entry.answer]);
      break;
    case 'playbook':
      add(FIELD.question, entry.questions);
      add(FIELD.asking, entry.askings?.slice(0, MAX_ASKINGS));
      add(FIELD.answer, [entry.options.map((option) => option.text).join('\n')]);
      break;
    case 'card':
      add(FIELD.answer, [entry.body]);
      add(
        FIELD.tag,
        entry.triggers.slice(0, 20).flatMap((trigger) => trigger.any.slice(0, 10)),
      );
      break;
    case 'product':
      add(FIELD.tag, entry.names);
      add(FIELD.answer, [(entry.facts ?? []).map((fact) => `${fact.name} ${fact.value}${fact.unit ?? ''}`).join('\n')]);
      break;
    default:
      break;
  }
  add(FIELD.tag, entry.tags);
  return texts.filter((piece) => piece.text.trim() !== '');
}
