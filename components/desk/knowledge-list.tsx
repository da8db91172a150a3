import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hostKey } from '@/components/hooks/use-host-query';
import { useHostClient } from '@/components/host-client-context';
import { toSourceName } from '@/components/text/source-name';
import { OWN_SOURCE } from '@/lib/knowledge/store/precedence';
import type { EntryRow, SyncSource } from '@/lib/platform/messages';
import type { EntryFilter } from '@/lib/platform/methods/import-methods';
import styles from './desk.module.css';
import { isTyping } from './is-typing';
import { KnowledgeRow } from './knowledge-row';
import { toHash } from './use-route';

export type KnowledgeFilter = EntryFilter;

/** Rows fetched at once: a few screens, a small message. */
const PAGE_ROWS = 100;
const ROW_PX = 56;

export interface KnowledgeListProps {
  filter: KnowledgeFilter;
  openId: string | undefined;
  sources: SyncSource[];
  /** Own entries that are chosen for a change of many. */
  chosen: ReadonlySet<string>;
  /** Stays the same function, or every row is drawn anew with each step of scrolling. */
  onChoose(id: string): void;
  /** Entries with changes that are not saved. */
  unsaved: ReadonlySet<string>;
}

/** A list of any length: only the rows on the screen are in the page, only the pages around them are fetched. */
export function KnowledgeList({ filter, openId, sources, chosen, onChoose, unsaved }: KnowledgeListProps) {
  const { t } = useTranslation();
  const client = useHostClient();
  const scroller = useRef<HTMLDivElement>(null);

  const toQuery = (page: number) => {
    const params = { ...filter, offset: page * PAGE_ROWS, limit: PAGE_ROWS };
    return { queryKey: hostKey('knowledge.list', params), queryFn: () => client.call('knowledge.list', params) };
  };
  const [first] = useQueries({ queries: [toQuery(0)] });
  const total = first?.data?.total ?? 0;

  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const firstPage = Math.floor((items[0]?.index ?? 0) / PAGE_ROWS);
  const lastPage = Math.floor((items.at(-1)?.index ?? 0) / PAGE_ROWS);
  const pages = Array.from({ length: lastPage - firstPage + 1 }, (_, index) => firstPage + index);
  const results = useQueries({ queries: pages.map(toQuery) });
  const rowAt = (index: number): EntryRow | undefined =>
    results[Math.floor(index / PAGE_ROWS) - firstPage]?.data?.rows[index % PAGE_ROWS];

  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter starts at the top
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [filter]);

  const [cursor, setCursor] = useState(-1);
  const keys = useRef<(event: KeyboardEvent) => void>(() => undefined);
  keys.current = (event) => {
    if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = (to: number) => {
      event.preventDefault();
      const next = Math.max(0, Math.min(total - 1, to));
      setCursor(next);
      virtual.scrollToIndex(next);
    };
    const row = rowAt(cursor);
    if (event.key === 'j' || event.key === 'ArrowDown') move(cursor + 1);
    else if (event.key === 'k' || event.key === 'ArrowUp') move(cursor - 1);
    else if (event.key === 'Enter' && row && document.activeElement?.tagName !== 'BUTTON')
      window.location.hash = toHash('knowledge', row.id, row.source);
    else if (event.key === 'x' && row?.source === OWN_SOURCE) onChoose(row.id);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => keys.current(event);
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter has other rows
  useEffect(() => setCursor(-1), [filter]);

  return (
    <>
      <p className={styles.count} role="status" data-testid="knowledge-count" data-count={total}>
        {first?.isLoading
          ? t('loading')
          : total === 0
            ? t('desk.knowledge.empty')
            : t('desk.knowledge.count', { count: total })}
      </p>
      <div ref={scroller} className={styles.rows}>
        <ul className={styles.rowList} style={{ height: virtual.getTotalSize() }} aria-label={t('desk.knowledge.list')}>
          {items.map((item) => {
            const row = rowAt(item.index);
            return (
              <li
                key={item.key}
                className={styles.rowItem}
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
                aria-setsize={total}
                aria-posinset={item.index + 1}
              >
                {row ? (
                  <KnowledgeRow
                    t={t}
                    row={row}
                    open={row.id === openId}
                    isUnder={item.index === cursor}
                    from={toSourceName(t, row.source, sources.find((source) => source.id === row.source)?.name)}
                    isChosen={chosen.has(row.id)}
                    isUnsaved={unsaved.has(row.id)}
                    onChoose={onChoose}
                  />
                ) : (
                  <div className={styles.rowGhost} />
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </>
  );
}
