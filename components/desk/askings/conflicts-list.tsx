import { Anchor, Badge, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useHostAction } from '@/components/hooks/use-host-action';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { HarmlessText } from '@/components/text/harmless-text';
import { toSourceName } from '@/components/text/source-name';
import type { ConflictSide, Contradiction } from '@/lib/suggest/llm/conflicts/contradiction';
import styles from '../desk.module.css';
import { toHash } from '../use-route';
import own from './askings.module.css';

const COLORS = { contradict: 'red', agree: 'teal', unclear: 'gray' } as const;

/** Pairs that answer the same question, and what the model says contradicts. It only says so: what is done is up to the reader. */
export function ConflictsList() {
  const { t } = useTranslation();
  const { data } = useHostQuery('conflicts.list.get', {});
  const dismiss = useHostAction('conflicts.dismiss');
  const rows = data?.rows ?? [];
  return (
    <section aria-label={t('askings.conflicts.title')} data-testid="conflicts" data-total={rows.length}>
      <h2 className={styles.h2}>{t('askings.conflicts.count', { count: rows.length })}</h2>
      {rows.length === 0 ? (
        <p className={styles.empty}>{t('askings.conflicts.empty')}</p>
      ) : (
        rows.map((row) => <Conflict key={row.key} row={row} onDismiss={() => dismiss.mutate({ keys: [row.key] })} />)
      )}
    </section>
  );
}

function Conflict({ row, onDismiss }: { row: Contradiction; onDismiss(): void }) {
  const { t } = useTranslation();
  return (
    <article className={styles.panelBox} data-testid="conflict" data-verdict={row.verdict}>
      <div className={styles.cardHead}>
        <Badge variant="light" color={COLORS[row.verdict]}>
          {t(`askings.conflicts.verdict.${row.verdict}`)}
        </Badge>
        <span className={own.spring} />
        <Button size="compact-sm" variant="subtle" color="gray" data-testid="conflict-dismiss" onClick={onDismiss}>
          {t('askings.conflicts.seen')}
        </Button>
      </div>
      {row.sentence && (
        <p className={own.sentence}>
          <HarmlessText text={row.sentence} max={200} />
          <span className={own.by}>{t('askings.conflicts.by')}</span>
        </p>
      )}
      <div className={own.sides}>
        <Side letter="A" side={row.a} />
        <Side letter="B" side={row.b} />
      </div>
    </article>
  );
}

function Side({ letter, side }: { letter: string; side: ConflictSide }) {
  const { t } = useTranslation();
  return (
    <div className={own.side}>
      <Anchor href={toHash('knowledge', side.id, side.source)} size="sm" data-testid="conflict-entry">
        <b>{letter}</b> <bdi>{side.title}</bdi>
      </Anchor>
      <span className={styles.rowMeta}>{toSourceName(t, side.source)}</span>
      {side.quote && (
        <blockquote className={own.quote}>
          <HarmlessText text={side.quote} max={120} />
        </blockquote>
      )}
    </div>
  );
}
