import { useSyncExternalStore } from 'react';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import type { Drafts } from './use-editor';

/** What is being written in this tab and not saved yet; it outlives a look at another page of the desk. */
const drafts: Drafts = new Map();
const listeners = new Set<() => void>();
let revision = 0;

/** Tells every view that the drafts changed. */
export function touchDrafts(): void {
  revision++;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The drafts of this tab, kept up to date. */
export function useDrafts(): Drafts {
  useSyncExternalStore(subscribe, () => revision);
  return drafts;
}

/** Begins an entry that is not stored yet. */
export function startDraft(row: RawRow): void {
  drafts.set(String(row.id), { row, base: null });
  touchDrafts();
}
