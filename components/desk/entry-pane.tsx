import { Anchor, Badge, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import type { Entry } from '@/lib/knowledge/schema';
import styles from './desk.module.css';
import { EntryFields } from './entry-fields';
import { MakeNoticeLink } from './notices/make-notice-link';
import { toHash } from './use-route';

/** The open entry. A link from the panel knows no source: then the list says which one holds the id. */
export function EntryPane({ entryId, source }: { entryId: string | undefined; source: string | undefined }) {
  const { t } = useTranslation();
  const lookUp = entryId !== undefined && source === undefined;
  const { data: found, isLoading: isLooking } = useHostQuery(
    'knowledge.list',
    { query: (entryId ?? '').slice(0, 200), kind: null, scene: null, source: null, offset: 0, limit: 50 },
    { enabled: lookUp },
  );
  const from = source ?? found?.rows.find((row) => row.id === entryId)?.source;
  const { data: entry, isLoading } = useHostQuery(
    'knowledge.get',
    { source: from ?? '', id: entryId ?? '' },
    { enabled: entryId !== undefined && from !== undefined },
  );
  return (
    <section className={styles.entryPane}>
      {entryId === undefined ? (
        <p className={styles.empty}>{t('desk.knowledge.pick')}</p>
      ) : entry ? (
        <EntryView entry={entry} source={from ?? ''} />
      ) : isLoading || (lookUp && isLooking) ? (
        <Skeleton height={180} radius="md" />
      ) : (
        <p className={styles.empty}>{t('desk.knowledge.gone')}</p>
      )}
    </section>
  );
}

function EntryView({ entry, source }: { entry: Entry; source: string }) {
  const { t } = useTranslation();
  return (
    <article className={styles.entry} data-testid="entry" data-entry={entry.id} data-kind={entry.kind}>
      <Anchor href={toHash('knowledge')} className={styles.back}>
        <IconArrowLeft size={14} aria-hidden /> {t('desk.knowledge.back')}
      </Anchor>
      <h2 className={styles.entryTitle}>
        <bdi>{entry.title}</bdi>
      </h2>
      <div className={styles.badges}>
        <Badge variant="light">{t(`kind.${entry.kind}`)}</Badge>
        {entry.scene && (
          <Badge variant="light" color="gray">
            {t(`scene.${entry.scene}`, entry.scene)}
          </Badge>
        )}
        {entry.internal && (
          <Badge variant="light" color="orange">
            {t('internal')}
          </Badge>
        )}
        <MakeNoticeLink source={source} entryId={entry.id} />
      </div>
      <EntryFields entry={entry} />
    </article>
  );
}
