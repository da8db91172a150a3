import { Skeleton } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './import.module.css';
import type { ImportSession, RowFilter } from './import-session';
import { PreviewRowView } from './preview-row';

const PAGE_ROWS = 100;
const ROW_PX = 62;

export interface PreviewTableProps {
  session: Pick<ImportSession, 'rows'>;
  filter: RowFilter;
  total: number;
  /** Rows of another preview are other rows. */
  revision: number;
  onCell(line: number, column: number, text: string): void;
}

/** The rows of a preview: only those on the screen are in the page, only the pages around them are fetched. */
export function PreviewTable({ session, filter, total, revision, onCell }: PreviewTableProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  const firstPage = Math.floor((items[0]?.index ?? 0) / PAGE_ROWS);
  const lastPage = Math.floor((items.at(-1)?.index ?? 0) / PAGE_ROWS);
  const results = useQueries({
    queries: Array.from({ length: lastPage - firstPage + 1 }, (_, i) => firstPage + i).map((page) => ({
      queryKey: ['import-rows', revision, filter, page],
      queryFn: () => session.rows(filter, page * PAGE_ROWS, PAGE_ROWS),
      gcTime: 0,
    })),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows start at the top
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [filter, revision]);
  return (
    <div
      ref={scroller}
      className={styles.rows}
      style={{ maxHeight: virtual.getTotalSize() + 2 }}
      data-testid="import-rows"
      data-total={total}
    >
      <ul className={styles.rowList} style={{ height: virtual.getTotalSize() }} aria-label={t('import.preview')}>
        {items.map((item) => {
          const row = results[Math.floor(item.index / PAGE_ROWS) - firstPage]?.data?.[item.index % PAGE_ROWS];
          return (
            <li
              key={item.key}
              className={styles.rowItem}
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              aria-setsize={total}
              aria-posinset={item.index + 1}
            >
              {row ? <PreviewRowView row={row} onCell={onCell} /> : <Skeleton height={40} mt={8} />}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
