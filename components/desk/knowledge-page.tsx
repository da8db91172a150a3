import { Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { toSourceName } from '@/components/text/source-name';
import { ENTRY_KINDS } from '@/lib/knowledge/schema';
import styles from './desk.module.css';
import { EntryPane } from './entry-pane';
import { type KnowledgeFilter, KnowledgeList } from './knowledge-list';
import { toSceneOptions } from './scene-options';

const TYPING_MS = 150;
/** Longest query that the host takes. */
const MAX_QUERY = 200;

/** All knowledge in use: filter, a list of any length, and the entry that is open. */
export function KnowledgePage({ entryId, source }: { entryId: string | undefined; source: string | undefined }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [kind, setKind] = useState<string | null>(null);
  const [scene, setScene] = useState<string | null>(null);
  const [from, setFrom] = useState<string | null>(null);
  const [asked] = useDebouncedValue(query.trim().slice(0, MAX_QUERY), TYPING_MS);
  const { data: sources = [] } = useHostQuery('sync.status', {});
  const filter = useMemo<KnowledgeFilter>(
    () => ({ query: asked, kind, scene, source: from }),
    [asked, kind, scene, from],
  );
  const scenes = useMemo(() => toSceneOptions(t), [t]);
  return (
    <div className={styles.split} data-open={entryId !== undefined}>
      <section className={styles.listPane} aria-label={t('desk.knowledge.list')}>
        <h1 className={styles.h1}>{t('desk.nav.knowledge')}</h1>
        <p className={styles.lead}>{t('desk.knowledge.lead')}</p>
        <TextInput
          type="search"
          aria-label={t('desk.knowledge.search')}
          placeholder={t('desk.knowledge.search')}
          leftSection={<IconSearch size={15} aria-hidden />}
          data-testid="knowledge-search"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <div className={styles.filters}>
          <Select
            size="xs"
            clearable
            aria-label={t('desk.knowledge.kind')}
            placeholder={t('desk.knowledge.kind')}
            data-testid="filter-kind"
            data={ENTRY_KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
            value={kind}
            onChange={setKind}
          />
          <Select
            size="xs"
            clearable
            searchable
            aria-label={t('desk.knowledge.scene')}
            placeholder={t('desk.knowledge.scene')}
            data-testid="filter-scene"
            data={scenes}
            value={scene}
            onChange={setScene}
          />
          <Select
            size="xs"
            clearable
            aria-label={t('desk.knowledge.source')}
            placeholder={t('desk.knowledge.source')}
            data-testid="filter-source"
            data={sources.map((one) => ({ value: one.id, label: toSourceName(t, one.id, one.name) }))}
            value={from}
            onChange={setFrom}
          />
        </div>
        <KnowledgeList filter={filter} openId={entryId} sources={sources} />
      </section>
      <EntryPane entryId={entryId} source={source} />
    </div>
  );
}
