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

/** State of the search box. Enter gives the active result to `onPick`; a key of an input method is never taken. */
export function useSearch(tabId: number | null, onPick: (result: SearchResult) => void): Search {
  const [query, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const [asked] = useDebouncedValue(query.trim(), TYPING_MS);
  const { data, isFetching } = useHostQuery(
    'search',
    { query: asked, tabId },
    { enabled: asked !== '', keepPrevious: true },
  );
  const results = query.trim() && asked ? (data ?? []) : [];
  const setQuery = (next: string) => {
    setTyped(next);
    setActive(0);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || results.length === 0) {
      if (event.key === 'Escape' && !event.nativeEvent.isComposing) setQuery('');
      return;
    }
    if (event.key === 'ArrowDown') setActive((active + 1) % results.length);
    else if (event.key === 'ArrowUp') setActive((active + results.length - 1) % results.length);
    else if (event.key === 'Escape') setQuery('');
    else if (event.key === 'Enter') {
      const picked = results[active];
      if (picked) onPick(picked);
    } else return;
    event.preventDefault();
  };
  return { query, setQuery, results, loading: isFetching || asked !== query.trim(), active, setActive, onKey };
}
