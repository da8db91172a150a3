import type { EntryKind } from '@/lib/knowledge/schema';
import type { SourcedEntry } from './assistant';
import type { SourcedOf } from './shelf';

/** Narrows a sourced entry to one kind. */
export const isOfKind = <S extends SourcedEntry, K extends EntryKind>(
  sourced: S,
  kind: K,
): sourced is S & SourcedOf<K> => sourced.entry.kind === kind;
