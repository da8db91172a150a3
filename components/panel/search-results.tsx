import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConversationRef } from '@/lib/chat/conversation';
import type { SearchResult } from '@/lib/platform/messages';
import { EntryImages } from './entry-images';
import { PieceButtons } from './insert-button';
import styles from './panel.module.css';
import { PhraseMenu } from './phrase-row';

export interface SearchResultsProps {
  results: SearchResult[];
  loading: boolean;
  active: number;
  onActive(index: number): void;
  ref_: ConversationRef | null;
  listId: string;
  onEdit(result: SearchResult): void;
}

/** Number keys reach the first nine. */
const PLACES = 9;

/** What the search found, best first. */
export function SearchResults({ results, loading, active, onActive, ref_, listId, onEdit }: SearchResultsProps) {
  const { t } = useTranslation();
  if (results.length === 0)
    return (
      <p className={styles.noResult} role="status">
        {loading ? t('search.loading') : t('search.none')}
      </p>
    );
  return (
    <>
      <p className={styles.hiddenWords} role="status">
        {t('search.position', { at: active + 1, count: results.length, title: results[active]?.title ?? '' })}
      </p>
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
              {index < PLACES && (
                <kbd className={styles.key} aria-hidden>
                  {index + 1}
                </kbd>
              )}
              <strong className={styles.cardTitle}>{result.title}</strong>
              {result.shortcut && <code className={styles.shortcut}>{result.shortcut}</code>}
              {result.mine && <span className={styles.tag}>{t('phrases.mineTag')}</span>}
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
            <EntryImages of={result} images={result.images} folded />
            <div className={styles.actions}>
              <PieceButtons
                piece={result}
                ref_={ref_}
                internal={result.internal}
                insertTestId="result-insert"
                copyTestId="result-copy"
              />
              <span className={styles.spring} />
              <PhraseMenu item={result} onEdit={onEdit} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
