import { Accordion, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useHostAction } from '@/components/hooks/use-host-action';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { toByteSize } from '@/components/text/byte-size';
import { HarmlessText } from '@/components/text/harmless-text';
import { toAgo } from '@/components/text/relative-time';
import type { OutboundView } from '@/lib/platform/methods/llm-methods';
import styles from './desk.module.css';
import { toSentText } from './sent-text';

/** Most rows shown; older ones are still stored and wiped with the rest. */
const SHOWN = 100;
const PURPOSES = new Set([
  'llm.draft',
  'llm.test',
  'llm.models',
  'llm.rewrite',
  'llm.translate',
  'llm.back',
  'llm.askings',
  'llm.conflict',
]);

/** Names in the data that have words of their own; what an entry or a page calls its own fields stays as it is. */
const FIELDS = new Set([
  'turn',
  'history',
  'notices',
  'knowledge',
  'page',
  'shop',
  'mood',
  'text',
  'buyer',
  'agent',
  'auto',
  'platform',
  'entry',
  'neighbours',
  'known',
  'refused',
  'questions',
  'reply',
]);

/** What has left this machine, when and where to, word for word. */
export function OutboundLog() {
  const { t, i18n } = useTranslation();
  const { data: rows = [] } = useHostQuery('llm.outbound.list', {});
  const clear = useHostAction('llm.outbound.clear');
  return (
    <section className={styles.panelBox} aria-label={t('llm.outbound.title')} data-testid="outbound-log">
      <div className={styles.outboundHead}>
        <div className={styles.grow}>
          <h2 className={styles.h2}>{t('llm.outbound.title')}</h2>
          <p className={styles.rowMeta}>{t('llm.outbound.lead')}</p>
        </div>
        {rows.length > 0 && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => clear.mutate({})}>
            {t('llm.outbound.clear')}
          </Button>
        )}
      </div>
      {rows.length === 0 ? (
        <p className={styles.rowMeta}>{t('llm.outbound.empty')}</p>
      ) : (
        <Accordion variant="default" chevronPosition="left" className={styles.outbound}>
          {rows.slice(0, SHOWN).map((row) => (
            <Accordion.Item key={row.id} value={String(row.id)} data-testid="outbound-row">
              <Accordion.Control>
                <span className={styles.outboundRow}>
                  <time dateTime={new Date(row.atMs).toISOString()}>{toAgo(row.atMs, i18n.language)}</time>
                  <strong>{t(`llm.outbound.purpose.${PURPOSES.has(row.purpose) ? row.purpose : 'other'}`)}</strong>
                  <span className={styles.grow}>{row.origin}</span>
                  <span>{toByteSize(row.bytes, i18n.language)}</span>
                </span>
              </Accordion.Control>
              <Accordion.Panel>
                <Sent row={row} />
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
    </section>
  );
}

/** The data part readable, the rest below; both are exactly what was sent. */
function Sent({ row }: { row: OutboundView }) {
  const { t } = useTranslation();
  if (!row.text) return <p className={styles.rowMeta}>{t('llm.outbound.none')}</p>;
  const data = readData(row.text, (name) => (FIELDS.has(name) ? t(`llm.outbound.field.${name}`) : null));
  return (
    <>
      {data && (
        <>
          <h3 className={styles.h3}>{t('llm.outbound.data')}</h3>
          <pre className={styles.outboundText}>
            <HarmlessText text={data} max={12_000} />
          </pre>
        </>
      )}
      <h3 className={styles.h3}>{t('llm.outbound.raw')}</h3>
      <pre className={styles.outboundText}>
        <HarmlessText text={row.text} max={12_000} />
      </pre>
    </>
  );
}

/** The user's part of a request, to be read; null when it cannot be. */
function readData(text: string, word: (name: string) => string | null): string | null {
  try {
    const { messages } = JSON.parse(text) as { messages?: { role: string; content: string }[] };
    const content = messages?.find(({ role }) => role === 'user')?.content;
    if (!content) return null;
    return content.startsWith('{') ? toSentText(JSON.parse(content) as Record<string, unknown>, word) : content;
  } catch {
    return null;
  }
}
