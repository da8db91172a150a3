import { Button, Pill } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { HarmlessText } from '@/components/text/harmless-text';
import { adoptAsking, getAskingHints } from '@/lib/knowledge/editor/asking-hints';
import styles from './editor.module.css';
import { type Editing, LinesField } from './fields';
import { rankMissed } from './rank-missed';
import { listOf, textOf } from './row-values';

/** Missed questions offered at once. */
const OFFERED = 4;

/** How buyers really ask: what is covered, what is not yet, and what buyers asked without an answer, taken over by one press. */
export function AskingsField({ row, onChange }: Editing) {
  const { t } = useTranslation();
  const { data: missed = [] } = useHostQuery('editor.missed.list', {});
  const [all, setAll] = useState(false);
  const askings = listOf(row, 'askings');
  const hints = getAskingHints(askings);
  const fitting = useMemo(
    () =>
      rankMissed(missed, {
        title: textOf(row, 'title'),
        scene: textOf(row, 'scene'),
        texts: [...listOf(row, 'questions'), ...listOf(row, 'askings')],
      }),
    [missed, row],
  );
  const offered = all ? fitting.slice(0, 30) : fitting.slice(0, OFFERED);
  return (
    <div>
      <LinesField
        row={row}
        onChange={onChange}
        name="askings"
        label={t('entry.askings')}
        hint={t('editor.askingsHint')}
        right={<span className={styles.count}>{askings.filter((one) => one.trim()).length}</span>}
      />
      {hints.length > 0 && (
        <div className={styles.hints} data-testid="asking-hints">
          <span>{t('editor.hint.label')}</span>
          {hints.map((hint) => (
            <Pill key={hint} size="sm" data-hint={hint}>
              {t(`editor.hint.${hint}`)}
            </Pill>
          ))}
        </div>
      )}
      {offered.length > 0 && (
        <div className={styles.missed}>
          <p className={styles.hint}>{t('editor.missed')}</p>
          {offered.map((one) => (
            <Button
              key={`${one.from} ${one.id}`}
              size="compact-sm"
              variant="default"
              className={styles.missedItem}
              leftSection={<IconPlus size={13} aria-hidden />}
              data-testid="missed-question"
              onClick={() => onChange(adoptAsking(row, one.question))}
            >
              <HarmlessText text={one.question} max={60} />
            </Button>
          ))}
          {!all && fitting.length > OFFERED && (
            <Button size="compact-sm" variant="subtle" onClick={() => setAll(true)}>
              {t('editor.missedMore', { count: fitting.length - OFFERED })}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
