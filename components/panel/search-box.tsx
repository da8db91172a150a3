import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconMessages, IconSearch, IconX } from '@tabler/icons-react';
import type { KeyboardEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './panel.module.css';

export interface SearchBoxProps {
  query: string;
  onQuery(query: string): void;
  onKey(event: KeyboardEvent): void;
  inputRef: RefObject<HTMLInputElement | null>;
  listId: string;
  /** The phrase browser is open. */
  browsing: boolean;
  onBrowse(): void;
}

/** Typed search over titles and shortcuts; arrows choose, Enter inserts, Escape clears. */
export function SearchBox({ query, onQuery, onKey, inputRef, listId, browsing, onBrowse }: SearchBoxProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.search}>
      <TextInput
        ref={inputRef}
        className={styles.searchField}
        size="xs"
        type="search"
        aria-controls={listId}
        aria-label={t('search.label')}
        placeholder={t('search.placeholder')}
        data-testid="search"
        value={query}
        onChange={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={onKey}
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={
          query && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={t('search.clear')}
              onClick={() => onQuery('')}
            >
              <IconX size={13} aria-hidden />
            </ActionIcon>
          )
        }
      />
      <Button
        size="xs"
        px={8}
        variant={browsing ? 'filled' : 'default'}
        leftSection={<IconMessages size={14} aria-hidden />}
        aria-pressed={browsing}
        data-testid="phrases-open"
        onClick={onBrowse}
      >
        {t('phrases.open')}
      </Button>
    </div>
  );
}
