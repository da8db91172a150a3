import { Anchor, Badge, Button, Skeleton } from '@mantine/core';
import { IconArrowLeft, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { useHostClient } from '@/components/host-client-context';
import type { Entry } from '@/lib/knowledge/schema';
import { OWN_SOURCE } from '@/lib/knowledge/store/precedence';
import type { UndoStep } from '@/lib/knowledge/store/undo-log';
import styles from './desk.module.css';
import { startDraft, useDrafts } from './editor/drafts';
import { EntryEditor } from './editor/entry-editor';
import { adoptRow } from './editor/new-row';
import { EntryFields } from './entry-fields';
import { MakeNoticeLink } from './notices/make-notice-link';
import { toHash } from './use-route';

/** The open entry. A link from the panel knows no source: then the list says which one holds the id. */
export function EntryPane({
  entryId,
  source,
  onRemoved,
}: {
  entryId: string | undefined;
  source: string | undefined;
  onRemoved(step: UndoStep): void;
}) {
  const { t } = useTranslation();
  const drafts = useDrafts();
  const isDraft = entryId !== undefined && drafts.has(entryId) && (source ?? OWN_SOURCE) === OWN_SOURCE;
  const lookUp = entryId !== undefined && source === undefined && !isDraft;
  const { data: found, isLoading: isLooking } = useHostQuery(
    'knowledge.list',
    { query: (entryId ?? '').slice(0, 200), kind: null, scene: null, source: null, offset: 0, limit: 50 },
    { enabled: lookUp },
  );
  const from = source ?? found?.rows.find((row) => row.id === entryId)?.source;
  const isOwn = isDraft || from === OWN_SOURCE;
  const { data: entry, isLoading } = useHostQuery(
    'knowledge.get',
    { source: from ?? '', id: entryId ?? '' },
    { enabled: entryId !== undefined && from !== undefined && !isOwn },
  );
  if (entryId !== undefined && isOwn)
    return (
      <section className={styles.entryPane}>
        <EntryEditor key={entryId} id={entryId} onRemoved={onRemoved} />
      </section>
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
  const client = useHostClient();
  const adopt = async () => {
    const row = await client.call('editor.row.get', { source, id: entry.id }).catch(() => null);
    if (!row) return;
    startDraft(adoptRow({ ...row, id: entry.id, title: entry.title }));
    window.location.hash = toHash('knowledge', entry.id, OWN_SOURCE);
  };
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
      <div className={styles.adopt}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPencil size={15} aria-hidden />}
          data-testid="entry-adopt"
          onClick={() => void adopt()}
        >
          {t('editor.adopt')}
        </Button>
        <span className={styles.rowMeta}>{t('editor.adoptHint')}</span>
      </div>
      <EntryFields entry={entry} />
    </article>
  );
}
