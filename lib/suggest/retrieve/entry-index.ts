import type { SourcedEntry } from '@/lib/suggest/assistant';
import { analyse } from './analyse';
import { FIELD, type Field, isRetrievable, listEntryTexts } from './entry-fields';
import { createPagedStore, offsetOf } from './paged-store';
import { createPostings } from './postings';
import { createVocabulary } from './vocabulary';

/** What a term is worth by the field that it stands in (0–255), before its rarity: for finding candidates only. */
const FIELD_IMPACT: Record<Field, number> = {
  [FIELD.title]: 255,
  [FIELD.question]: 255,
  [FIELD.asking]: 235,
  [FIELD.answer]: 120,
  [FIELD.tag]: 150,
};

/** One indexed entry. Its texts ("units") lie one behind the other in the forward store. */
export interface IndexedEntry {
  sourced: SourcedEntry;
  /** Document number, never used again after removal. */
  document: number;
  units: readonly IndexedUnit[];
  terms: number;
}

/** A text of an entry as term ids, ascending. */
export interface IndexedUnit {
  field: Field;
  /** Place of the text among the entry's texts of that field. */
  nth: number;
  address: number;
  length: number;
}

/** Inverted and forward index of entries; changing one costs only that one. */
export interface EntryIndex {
  upsert(sourced: SourcedEntry): void;
  remove(source: string, id: string): void;
  size(): number;
  /** One past the largest document number. */
  documents(): number;
  get(document: number): IndexedEntry | undefined;
  /** Id of a term key, -1 when no entry has it. */
  termOf(key: number): number;
  /** Live entries that hold the term. */
  frequency(term: number): number;
  accumulate(term: number, weight: number, scores: Float32Array): void;
  /** The page and start of a unit's term ids. */
  termsOf(unit: IndexedUnit): { page: Uint32Array; start: number };
}

const entryKey = (source: string, id: string): string => `${source}\u0000${id}`;

/** Creates an empty index. */
export function createEntryIndex(): EntryIndex {
  const vocabulary = createVocabulary();
  const postings = createPostings();
  const forward = createPagedStore();
  const entries: (IndexedEntry | undefined)[] = [];
  const places = new Map<string, number>();
  let frequencies = new Uint32Array(1 << 12);
  /** Impact of each term in the entry being added; zero elsewhere. */
  let impacts = new Uint8Array(1 << 12);

  const widen = (size: number): void => {
    if (size <= frequencies.length) return;
    const wider = new Uint32Array(Math.max(size, frequencies.length * 2));
    wider.set(frequencies);
    frequencies = wider;
    impacts = new Uint8Array(wider.length);
  };

  const collect = (units: readonly IndexedUnit[]): number[] => {
    const terms: number[] = [];
    for (const unit of units) {
      const page = forward.pageOf(unit.address);
      const start = offsetOf(unit.address);
      for (let i = start; i < start + unit.length; i++) {
        const term = page[i] ?? 0;
        const impact = FIELD_IMPACT[unit.field];
        if (impacts[term] === 0) terms.push(term);
        if ((impacts[term] ?? 0) < impact) impacts[term] = impact;
      }
    }
    return terms;
  };

  const drop = (document: number): void => {
    const entry = entries[document];
    if (!entry) return;
    for (const term of collect(entry.units)) {
      frequencies[term] = (frequencies[term] ?? 1) - 1;
      impacts[term] = 0;
    }
    entries[document] = undefined;
  };

  return {
    upsert(sourced) {
      const { entry, source } = sourced;
      this.remove(source, entry.id);
      if (!isRetrievable(entry)) return;
      const document = entries.length;
      const counts = new Map<Field, number>();
      const units: IndexedUnit[] = [];
      for (const { field, text } of listEntryTexts(entry)) {
        const keys = analyse(text);
        const nth = counts.get(field) ?? 0;
        counts.set(field, nth + 1);
        if (keys.length === 0) continue;
        const ids = Uint32Array.from(keys, (key) => vocabulary.add(key)).sort();
        const address = forward.allocate(ids.length);
        forward.pageOf(address).set(ids, offsetOf(address));
        units.push({ field, nth, address, length: ids.length });
      }
      widen(vocabulary.size());
      const terms = collect(units);
      for (const term of terms) {
        postings.append(term, document, impacts[term] ?? 0);
        frequencies[term] = (frequencies[term] ?? 0) + 1;
        impacts[term] = 0;
      }
      entries.push({ sourced, document, units, terms: terms.length });
      places.set(entryKey(source, entry.id), document);
    },
    remove(source, id) {
      const key = entryKey(source, id);
      const document = places.get(key);
      if (document === undefined) return;
      drop(document);
      places.delete(key);
    },
    size: () => places.size,
    documents: () => entries.length,
    get: (document) => entries[document],
    termOf: vocabulary.find,
    frequency: (term) => frequencies[term] ?? 0,
    accumulate: postings.accumulate,
    termsOf: (unit) => ({ page: forward.pageOf(unit.address), start: offsetOf(unit.address) }),
  };
}
