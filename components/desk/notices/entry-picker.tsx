import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';

const TYPING_MS = 150;
const MAX_SHOWN = 20;

/** Picks entries by typing a few of their words. */
export function EntryPicker(props: {
  label: string;
  description?: string;
  testId: string;
  value: string[];
  onChange(ids: string[]): void;
}) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [titles, setTitles] = useState<Record<string, string>>({});
  const [asked] = useDebouncedValue(query.trim().slice(0, 200), TYPING_MS);
  const { data } = useHostQuery(
    'knowledge.list',
    { query: asked, kind: null, scene: null, source: null, offset: 0, limit: MAX_SHOWN },
    { keepPrevious: true },
  );
  const found = (data?.rows ?? []).filter(({ kind }) => ['answer', 'card', 'playbook'].includes(kind));
  const options = new Map(props.value.map((id) => [id, titles[id] ?? id]));
  for (const { id, title } of found) options.set(id, title);
  return (
    <MultiSelect
      label={props.label}
      description={props.description}
      placeholder={props.value.length === 0 ? t('notices.entriesHint') : undefined}
      data-testid={props.testId}
      searchable
      clearable
      data={[...options].map(([value, label]) => ({ value, label }))}
      // The host has searched the whole text already, not only the title.
      filter={({ options: all }) => all}
      searchValue={query}
      onSearchChange={setQuery}
      value={props.value}
      onChange={(ids) => {
        setTitles((before) => ({ ...before, ...Object.fromEntries(found.map(({ id, title }) => [id, title])) }));
        props.onChange(ids);
      }}
    />
  );
}
