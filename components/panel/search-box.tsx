import { ActionIcon, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import type { KeyboardEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './panel.module.css';

export interface SearchBoxProps {
  query: string;
  onQuery(query: string): void;
  onKey(event: KeyboardEvent): void;
  inputRef: RefObject<HTMLInputElement | null>;
  listId: string;
}

/** Typed search over titles and shortcuts; arrows choose, Enter inserts, Escape clears. */
export function SearchBox({ query, onQuery, onKey, inputRef, listId }: SearchBoxProps) {
  const { t } = useTranslation();
  return (
    <TextInput
      ref={inputRef}
      className={styles.search}
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
  );
}
