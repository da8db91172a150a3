import { useDebouncedValue } from '@mantine/hooks';
import { type KeyboardEvent, useState } from 'react';
import { useHostQuery } from '@/components/hooks/use-host-query';
import type { SearchResult } from '@/lib/platform/messages';

/** Short enough to feel immediate, long enough not to ask per key stroke of a fast typist. */
const TYPING_MS = 80;

export interface Search {
  query: string;
  setQuery(query: string): void;
  results: SearchResult[];
  loading: boolean;
  active: number;
  setActive(index: number): void;
  onKey(event: KeyboardEvent): void;
}

/** State of the search box. Enter gives the active result to `onPick`, a number the one with that number; a key of an
 * input method is never taken. */
export function useSearch(tabId: number | null, conversation: string, onPick: (result: SearchResult) => void): Search {
  const [query, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const [walking, setWalking] = useState(false);
  const [asked] = useDebouncedValue(query.trim(), TYPING_MS);
  const { data, isFetching } = useHostQuery(
    'search',
    { query: asked, tabId, conversation },
    { enabled: asked !== '', keepPrevious: true },
  );
  const results = query.trim() && asked ? (data ?? []) : [];
  const setQuery = (next: string) => {
    setTyped(next);
    setActive(0);
    setWalking(false);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || results.length === 0) {
      if (event.key === 'Escape' && !event.nativeEvent.isComposing) setQuery('');
      return;
    }
    const walk = (by: number) => {
      setActive((active + by + results.length) % results.length);
      setWalking(true);
    };
    const place = toPlace(event, walking);
    if (event.key === 'ArrowDown') walk(1);
    else if (event.key === 'ArrowUp') walk(-1);
    else if (place !== null) {
      const picked = results[place - 1];
      if (picked) onPick(picked);
    } else if (event.key === 'Escape') setQuery('');
    else if (event.key === 'Enter') {
      const picked = results[active];
      if (picked) onPick(picked);
    } else return;
    event.preventDefault();
  };
  return { query, setQuery, results, loading: isFetching || asked !== query.trim(), active, setActive, onKey };
}

/**
 * The number of a result: Alt with a digit at any time; a digit alone once an arrow key went into the list, since before
 * that it is typed (48小时).
 */
function toPlace(event: KeyboardEvent, walking: boolean): number | null {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return null;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  return digit && (event.altKey || walking) ? Number(digit) : null;
}
