import { Badge, Skeleton } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { hostKey } from '@/components/hooks/use-host-query';
import { useHostClient } from '@/components/host-client-context';
import { toSourceName } from '@/components/text/source-name';
import type { EntryRow, HostMethods, SyncSource } from '@/lib/platform/messages';
import styles from './desk.module.css';
import { toHash } from './use-route';

export type KnowledgeFilter = Omit<HostMethods['knowledge.list']['params'], 'offset' | 'limit'>;

/** Rows fetched at once: a few screens, a small message. */
const PAGE_ROWS = 100;
const ROW_PX = 56;

export interface KnowledgeListProps {
  filter: KnowledgeFilter;
  openId: string | undefined;
  sources: SyncSource[];
}

/** A list of any length: only the rows on the screen are in the page, only the pages around them are fetched. */
export function KnowledgeList({ filter, openId, sources }: KnowledgeListProps) {
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
                {row ? <Row row={row} open={row.id === openId} sources={sources} /> : <Skeleton height={40} mt={8} />}
              </li>
            );
          })}
        </ul>
      </div>
    </>
  );
}

function Row({ row, open, sources }: { row: EntryRow; open: boolean; sources: SyncSource[] }) {
  const { t } = useTranslation();
  const from = toSourceName(t, row.source, sources.find((source) => source.id === row.source)?.name);
  return (
    <a
      href={toHash('knowledge', row.id, row.source)}
      className={styles.row}
      aria-current={open}
      data-testid="knowledge-row"
      data-entry={row.id}
      data-kind={row.kind}
    >
      <span className={styles.rowTitle}>
        <bdi>{row.title}</bdi>
        {row.internal && (
          <Badge size="xs" variant="light" color="orange">
            {t('internal')}
          </Badge>
        )}
        {row.status !== 'published' && (
          <Badge size="xs" variant="light" color="gray">
            {t(`status.${row.status}`)}
          </Badge>
        )}
      </span>
      <span className={styles.rowMeta}>
        {t(`kind.${row.kind}`)}
        {row.scene && ` · ${t(`scene.${row.scene}`)}`} · {from}
      </span>
    </a>
  );
}
