import { Badge, Popover, UnstyledButton } from '@mantine/core';
import { IconBook2, IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { toAgo } from '@/components/text/relative-time';
import { toSourceName } from '@/components/text/source-name';
import type { SourceInfo } from '@/lib/suggest/view-model';
import styles from './panel.module.css';
import { usePanelActions } from './panel-actions';

/** Where a reply comes from, in one short line; a press shows owner, references and dates. */
export function SourceLine({ source }: { source: SourceInfo }) {
  const { t, i18n } = useTranslation();
  const { openDesk } = usePanelActions();
  const { data: sources = [] } = useHostQuery('sync.status', {});
  const from = toSourceName(t, source.from, sources.find(({ id }) => id === source.from)?.name);
  const fresh = source.updatedAt ? toAgo(source.updatedAt, i18n.language) : null;
  return (
    <Popover width={280} position="bottom-end" shadow="md" withinPortal>
      <Popover.Target>
        <UnstyledButton
          className={styles.source}
          data-testid="suggestion-source"
          aria-label={t('source.label', { title: source.title, from })}
        >
          <IconBook2 size={13} aria-hidden />
          <span className={styles.sourceName}>{from}</span>
          {source.stale && <span className={styles.stale}>{t('source.stale')}</span>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={styles.sourceCard}>
        <strong>{source.title}</strong>
        <div className={styles.sourceTags}>
          <Badge size="sm" variant="light" color="gray">
            {t(`kind.${source.kind}`)}
          </Badge>
          {source.internal && (
            <Badge size="sm" variant="light" color="orange">
              {t('internal')}
            </Badge>
          )}
        </div>
        <dl className={styles.facts}>
          <dt>{t('source.from')}</dt>
          <dd>{from}</dd>
          {source.owner && (
            <>
              <dt>{t('source.owner')}</dt>
              <dd>{source.owner}</dd>
            </>
          )}
          {fresh && (
            <>
              <dt>{t('source.updated')}</dt>
              <dd>{fresh}</dd>
            </>
          )}
          {source.verifyBy && (
            <>
              <dt>{t('source.verifyBy')}</dt>
              <dd data-stale={source.stale}>{source.verifyBy}</dd>
            </>
          )}
          {source.sources.length > 0 && (
            <>
              <dt>{t('source.references')}</dt>
              <dd>{source.sources.join(t('why.join'))}</dd>
            </>
          )}
        </dl>
        <UnstyledButton
          className={styles.link}
          onClick={() => openDesk(`#/knowledge/${encodeURIComponent(source.entryId)}`)}
        >
          {t('source.open')} <IconExternalLink size={13} aria-hidden />
        </UnstyledButton>
      </Popover.Dropdown>
    </Popover>
  );
}
