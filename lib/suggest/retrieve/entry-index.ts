import { hashRow } from '@/lib/core/hash-row';
import { createPairMap } from '@/lib/core/pair-map';
import type { SourcedEntry } from '@/lib/suggest/assistant';
import { type Analysed, analyse } from './analyse';
import { createCentres } from './centres';
import { type Encoder, toUnit } from './encoder';
import { ENCODER_DIMS } from './encoder-features';
import { FIELD, type Field, isRetrievable, listEntryTexts } from './entry-fields';
import { KINDS } from './grams';
import { createPagedStore, offsetOf } from './paged-store';
import { createPostings } from './postings';
import { fieldOf, idOf, lengthOf, MAX_RECORD, packHeader, packTerm, VECTOR_WORDS, writeVector } from './record';
import type { Snapshot } from './snapshot';
import { createVocabulary } from './vocabulary';

/** What a term is worth by the field that it stands in (0–255), before its rarity: for finding candidates only. */
const FIELD_IMPACT: Record<Field, number> = {
  [FIELD.title]: 255,
  [FIELD.question]: 255,
  [FIELD.asking]: 235,
  [FIELD.answer]: 120,
  [FIELD.tag]: 150,
};

/** Where the record of an entry lies: see `record.ts`. */
export interface RecordView {
  page: Uint32Array;
  bytes: Int8Array;
  start: number;
}

/** Inverted and forward index of entries; changing one costs only that one. */
export interface EntryIndex {
  upsert(sourced: SourcedEntry): void;
  remove(source: string, id: string): void;
  size(): number;
  /** One past the largest document number. */
  documents(): number;
  get(document: number): SourcedEntry | undefined;
  recordOf(document: number): RecordView;
  /** Id of a term key, -1 when no entry has it. */
  termOf(key: number): number;
  /** Key of a term id. */
  keyOf(term: number): number;
  /** One past the largest term id. */
  terms(): number;
  /** Live entries that hold the term. */
  frequency(term: number): number;
  accumulate(term: number, weight: number, scores: Float32Array): void;
  /** Writes the nearness of each document's centre to a vector of unit length into `scores` (127² = 1). */
  scoreNearness(vector: Float32Array, scores: Float32Array): void;
  /** Memory taken by the index, without the entries. */
  bytes(): number;
  /** Everything but the entries, for storing; `load` of it needs only the entries again, by `upsert`. */
  dump(version: string): Snapshot;
}

/** Hash of all that is indexed of an entry: tells whether it must be indexed anew. */
function hashEntry({ entry }: SourcedEntry): number {
  let low = 0;
  let high = 0;
  for (const { field, text } of listEntryTexts(entry)) {
    const row = hashRow(text);
    low = Math.imul(low ^ row, 2654435761) + field;
    high = Math.imul(high ^ (row / 2 ** 32), 1597334677) ^ (low >>> 15);
  }
  return (high & 0x1fffff) * 2 ** 32 + (low >>> 0);
}

/** Creates an index, empty or from a snapshot; of a snapshot's documents only those answer whose entry is upserted again. */
export function createEntryIndex(encoder: Encoder, stored?: Snapshot): EntryIndex {
  const vocabulary = createVocabulary(stored?.keys);
  const postings = createPostings(stored?.postings);
  const forward = createPagedStore(stored?.records);
  const centres = createCentres(stored?.centres, stored?.documents.length);
  const entries: (SourcedEntry | undefined)[] = new Array(stored?.documents.length ?? 0).fill(undefined);
  const hashes: (number | undefined)[] = [];
  const places = createPairMap<number>();
  let live = 0;
  let addresses = stored && stored.addresses.length > 0 ? stored.addresses : new Uint32Array(1 << 10);
  let frequencies = stored && stored.frequencies.length > 0 ? stored.frequencies : new Uint32Array(1 << 12);
  /** Impact of each term in the entry being added; zero elsewhere. */
  let impacts = new Uint8Array(frequencies.length);
  stored?.documents.forEach((row, document) => {
    hashes[document] = row?.[2];
    if (row) places.set(row[0], row[1], document);
  });

  const widen = (size: number): void => {
    if (size <= frequencies.length) return;
    const wider = new Uint32Array(Math.max(size, frequencies.length * 2));
    wider.set(frequencies);
    frequencies = wider;
    impacts = new Uint8Array(wider.length);
  };

  const recordOf = (document: number): RecordView => {
    const address = addresses[document] ?? 0;
    return { page: forward.pageOf(address), bytes: forward.bytesOf(address), start: offsetOf(address) };
  };

  /** Terms of a record with their impact in `impacts`; the caller clears it again. */
  const collect = (document: number): number[] => {
    const { page, start } = recordOf(document);
    const terms: number[] = [];
    let at = start + 1;
    for (let units = page[start] ?? 0; units > 0; units--) {
      const header = page[at] ?? 0;
      const impact = FIELD_IMPACT[fieldOf(header) as Field];
      at += 1 + VECTOR_WORDS;
      for (const end = at + lengthOf(header); at < end; at++) {
        const term = idOf(page[at] ?? 0);
        if (impacts[term] === 0) terms.push(term);
        if ((impacts[term] ?? 0) < impact) impacts[term] = impact;
      }
    }
    return terms;
  };

  const drop = (document: number): void => {
    for (const term of collect(document)) {
      frequencies[term] = (frequencies[term] ?? 1) - 1;
      impacts[term] = 0;
    }
    if (entries[document]) live--;
    entries[document] = undefined;
    hashes[document] = undefined;
  };

  const write = (units: readonly { field: Field; nth: number; analysed: Analysed }[]): number => {
    const lengths = units.map(({ analysed }) => analysed.keys.reduce((sum, keys) => sum + keys.length, 0));
    const size = lengths.reduce((sum, length) => sum + length + 1 + VECTOR_WORDS, 1);
    const address = forward.allocate(size);
    const page = forward.pageOf(address);
    const bytes = forward.bytesOf(address);
    const start = offsetOf(address);
    const centre = new Float32Array(ENCODER_DIMS);
    page[start] = units.length;
    let at = start + 1;
    units.forEach(({ field, nth, analysed }, i) => {
      page[at] = packHeader(field, nth, lengths[i] ?? 0);
      const vector = encoder.encode(analysed);
      writeVector(vector, bytes, (at + 1) * 4);
      const share = field === FIELD.answer || field === FIELD.tag ? 0.3 : 1;
      for (let d = 0; d < ENCODER_DIMS; d++) centre[d] = (centre[d] ?? 0) + share * (vector[d] ?? 0);
      at += 1 + VECTOR_WORDS;
      for (let kind = 0; kind < KINDS; kind++)
        for (const key of analysed.keys[kind] ?? []) page[at++] = packTerm(kind, vocabulary.add(key));
    });
    centres.append(toUnit(centre));
    return address;
  };

  /** The texts of an entry that fit one record, analysed. */
  const analyseEntry = (sourced: SourcedEntry) => {
    const counts = new Map<Field, number>();
    const units: { field: Field; nth: number; analysed: Analysed }[] = [];
    let size = 1;
    for (const { field, text } of listEntryTexts(sourced.entry)) {
      const nth = counts.get(field) ?? 0;
      counts.set(field, nth + 1);
      const analysed = analyse(text);
      const length = analysed.keys.reduce((sum, keys) => sum + keys.length, 0);
      if (length === 0) continue;
      size += length + 1 + VECTOR_WORDS;
      if (size > MAX_RECORD) break;
      units.push({ field, nth, analysed });
    }
    return units;
  };

  const remove = (source: string, id: string): void => {
    const document = places.get(source, id);
    if (document === undefined) return;
    drop(document);
    places.delete(source, id);
  };

  return {
    upsert(sourced) {
      const { entry, source } = sourced;
      const known = places.get(source, entry.id);
      const hash = hashEntry(sourced);
      if (known !== undefined && hashes[known] === hash && isRetrievable(entry)) {
        if (!entries[known]) live++;
        entries[known] = sourced;
        return;
      }
      remove(source, entry.id);
      if (!isRetrievable(entry)) return;
      const document = entries.length;
      if (document >= addresses.length) {
        const wider = new Uint32Array(Math.max(1 << 10, addresses.length * 2));
        wider.set(addresses);
        addresses = wider;
      }
      addresses[document] = write(analyseEntry(sourced));
      widen(vocabulary.size());
      entries.push(sourced);
      hashes[document] = hash;
      live++;
      for (const term of collect(document)) {
        postings.append(term, document, impacts[term] ?? 0);
        frequencies[term] = (frequencies[term] ?? 0) + 1;
        impacts[term] = 0;
      }
      places.set(source, entry.id, document);
    },
    remove,
    size: () => live,
    documents: () => entries.length,
    get: (document) => entries[document],
    recordOf,
    termOf: vocabulary.find,
    keyOf: vocabulary.keyOf,
    terms: vocabulary.size,
    frequency: (term) => frequencies[term] ?? 0,
    accumulate: postings.accumulate,
    scoreNearness: centres.score,
    bytes: () => forward.bytes() + centres.bytes() + postings.bytes() + vocabulary.size() * 20,
    dump(version) {
      const documents: Snapshot['documents'] = new Array(entries.length).fill(null);
      for (const [source, id, document] of places.entries()) documents[document] = [source, id, hashes[document] ?? 0];
      return {
        version,
        documents,
        keys: vocabulary.keys(),
        frequencies,
        addresses: addresses.subarray(0, entries.length),
        records: forward.pages(),
        centres: centres.pages(),
        postings: postings.dump(),
      };
    },
  };
}
