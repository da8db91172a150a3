import { createPairMap } from '@/lib/core/pair-map';
import { fitsPlace, isLive, type Place } from '@/lib/knowledge/entry';
import { createProductCatalogue, type ProductCatalogue } from '@/lib/knowledge/product-catalogue';
import type { Answer, Entry, EntryKind, Trigger } from '@/lib/knowledge/schema';
import type { TextReader } from '@/lib/knowledge/text-reader';
import { createTriggerIndex, type TriggerMatch } from '@/lib/knowledge/triggers';
import type { SourcedEntry } from './assistant';

/** An entry of one kind with its source. */
export type SourcedOf<K extends EntryKind> = SourcedEntry & { entry: Extract<Entry, { kind: K }> };

/**
 * All entries that the assistant knows, arranged for looking up: by kind where there are few, by trigger word, by product, by what
 * they supersede. One entry changed costs one entry.
 */
export interface Shelf {
  put(sourced: SourcedEntry): void;
  drop(source: string, id: string): void;
  size(): number;
  /** True when the entry counts here and now: live, for this place, not superseded, not shadowed by a nearer source. */
  counts(sourced: SourcedEntry, place: Place, nowMs: number): boolean;
  /** Entries of a kind that count here and now. */
  list<K extends EntryKind>(kind: K, place: Place, nowMs: number): SourcedOf<K>[];
  /** Entries of the four kinds with triggers (card, playbook, notice, subtext) that the buyer's text fires. Not yet filtered. */
  match(text: string): { sourced: SourcedEntry; match: TriggerMatch }[];
  /** Answers that a live entry has replaced here and now, each with the one that replaces it. */
  listSuperseded(place: Place, nowMs: number): { old: Answer; by: Entry }[];
  /** Entries under this id, whatever their state. */
  get(id: string): readonly SourcedEntry[];
  catalogue: ProductCatalogue;
}

const keyOf = (source: string, id: string): string => `${source}\u0000${id}`;
const partsOf = (key: string): [string, string] => {
  const cut = key.indexOf('\u0000');
  return [key.slice(0, cut), key.slice(cut + 1)];
};

function getTriggers(entry: Entry): readonly Trigger[] {
  if (entry.kind === 'card') return entry.triggers;
  if (entry.kind === 'playbook') return entry.triggers ?? [];
  if (entry.kind === 'notice') return entry.governs.triggers ?? [];
  return entry.kind === 'subtext' ? [entry.sign] : [];
}

/** Makes an empty shelf; `reader` gives the triggers their synonyms. */
export function createShelf(reader: TextReader): Shelf {
  const all = createPairMap<SourcedEntry>();
  /** Nearly always one. */
  const byId = new Map<string, readonly SourcedEntry[]>();
  const byKind = new Map<EntryKind, Set<SourcedEntry>>();
  /** Id → entries that replace it. */
  const superseding = new Map<string, Set<SourcedEntry>>();
  const triggers = createTriggerIndex(reader);
  const catalogue = createProductCatalogue();

  const into = <K>(map: Map<K, Set<SourcedEntry>>, key: K, sourced: SourcedEntry) =>
    map.set(key, (map.get(key) ?? new Set()).add(sourced));
  const outOf = <K>(map: Map<K, Set<SourcedEntry>>, key: K, sourced: SourcedEntry) => {
    const set = map.get(key);
    set?.delete(sourced);
    if (set?.size === 0) map.delete(key);
  };

  const drop = (source: string, id: string) => {
    const old = all.get(source, id);
    if (!old) return;
    const key = keyOf(source, id);
    all.delete(source, id);
    const same = byId.get(id)?.filter((one) => one !== old) ?? [];
    if (same.length > 0) byId.set(id, same);
    else byId.delete(id);
    outOf(byKind, old.entry.kind, old);
    for (const other of old.entry.supersedes ?? []) outOf(superseding, other, old);
    triggers.delete(key);
    catalogue.delete(key);
  };

  const fitsHere = ({ entry }: SourcedEntry, place: Place, nowMs: number): boolean =>
    isLive(entry, nowMs) && (entry.kind === 'shop' || fitsPlace(entry, place));

  const counts = (sourced: SourcedEntry, place: Place, nowMs: number): boolean => {
    const { entry, precedence } = sourced;
    if (!fitsHere(sourced, place, nowMs)) return false;
    for (const newer of superseding.get(entry.id) ?? [])
      if (newer.entry.id !== entry.id && newer.precedence >= precedence && fitsHere(newer, place, nowMs)) return false;
    for (const nearer of byId.get(entry.id) ?? [])
      if (nearer.precedence > precedence && nearer.entry.kind === entry.kind && fitsHere(nearer, place, nowMs))
        return false;
    return true;
  };

  return {
    put(sourced) {
      const { entry, source, precedence } = sourced;
      drop(source, entry.id);
      all.set(source, entry.id, sourced);
      const same = byId.get(entry.id);
      byId.set(entry.id, same ? [...same, sourced] : [sourced]);
      into(byKind, entry.kind, sourced);
      for (const other of entry.supersedes ?? []) into(superseding, other, sourced);
      const own = getTriggers(entry);
      if (own.length > 0) triggers.set(keyOf(source, entry.id), own);
      if (entry.kind === 'product' && (entry.status ?? 'published') === 'published')
        catalogue.set(keyOf(source, entry.id), entry, precedence);
    },
    drop,
    size: all.size,
    counts,
    list: <K extends EntryKind>(kind: K, place: Place, nowMs: number) =>
      [...(byKind.get(kind) ?? [])].filter((sourced) => counts(sourced, place, nowMs)) as SourcedOf<K>[],
    match: (text) =>
      triggers.match(text).flatMap((match) => {
        const sourced = all.get(...partsOf(match.key));
        return sourced ? [{ sourced, match }] : [];
      }),
    listSuperseded: (place, nowMs) =>
      [...superseding].flatMap(([id, newer]) => {
        const by = [...newer].find((sourced) => fitsHere(sourced, place, nowMs))?.entry;
        if (!by || by.id === id) return [];
        return [...(byId.get(id) ?? [])].flatMap(({ entry }) => (entry.kind === 'answer' ? [{ old: entry, by }] : []));
      }),
    get: (id) => byId.get(id) ?? [],
    catalogue,
  };
}
