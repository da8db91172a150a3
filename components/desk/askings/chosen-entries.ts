import { useSyncExternalStore } from 'react';

/** Entries that the lead chose in the list for the askings page; gone with the page. */
let chosen: readonly string[] = [];
const listeners = new Set<() => void>();

/** Hands the choice over. */
export function chooseEntries(ids: readonly string[]): void {
  chosen = ids;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useChosenEntries = (): readonly string[] => useSyncExternalStore(subscribe, () => chosen);
