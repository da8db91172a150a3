import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConversationRef } from '@/lib/chat/conversation';
import type { SearchResult } from '@/lib/platform/messages';
import { PieceButtons } from './insert-button';
import styles from './panel.module.css';

export interface SearchResultsProps {
  results: SearchResult[];
  loading: boolean;
  active: number;
  onActive(index: number): void;
  ref_: ConversationRef | null;
  listId: string;
}

/** What the search found, best first. */
export function SearchResults({ results, loading, active, onActive, ref_, listId }: SearchResultsProps) {
  const { t } = useTranslation();
  if (results.length === 0)
    return (
      <p className={styles.noResult} role="status">
        {loading ? t('search.loading') : t('search.none')}
      </p>
    );
  return (
    <ul className={styles.results} id={listId} aria-label={t('search.results')}>
      {results.map((result, index) => (
        <li
          key={result.id}
          id={`${listId}-${index}`}
          aria-current={index === active}
          className={styles.result}
          data-testid="search-result"
          data-entry={result.entryId}
          data-id={result.id}
          data-active={index === active}
          onPointerEnter={() => onActive(index)}
        >
          <div className={styles.resultHead}>
            <strong className={styles.cardTitle}>{result.title}</strong>
            {result.shortcut && <code className={styles.shortcut}>{result.shortcut}</code>}
            {result.internal && (
              <Badge size="xs" variant="light" color="orange">
                {t('internal')}
              </Badge>
            )}
            <Badge size="xs" variant="light" color="gray">
              {t(`kind.${result.kind}`)}
            </Badge>
          </div>
          <p className={styles.optionText} data-testid="result-text">
            <bdi>{result.text}</bdi>
          </p>
          <PieceButtons
            piece={result}
            ref_={ref_}
            internal={result.internal}
            insertTestId="result-insert"
            copyTestId="result-copy"
          />
        </li>
      ))}
    </ul>
  );
}
