import { Button, Checkbox, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostClient } from '@/components/host-client-context';
import { toWhyText } from '@/components/panel/why-line';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import type { TryOut } from '@/lib/suggest/try-out';
import styles from './editor.module.css';
import { listOf, textOf } from './row-values';
import { toSample } from './sample';
import { tidyRow } from './tidy-row';

/** "Test it": what a buyer's message would find if the entry were published as it is written now, and why. */
export function TryBox({ row }: { row: RawRow }) {
  const { t } = useTranslation();
  const client = useHostClient();
  const [typed, setTyped] = useState('');
  const [withProduct, setWithProduct] = useState(false);
  const [asked, setAsked] = useState<string | null>(null);
  const [result, setResult] = useState<TryOut | 'failed' | null>(null);
  const example = listOf(row, 'askings')[0] || listOf(row, 'questions')[0] || textOf(row, 'title');

  useEffect(() => {
    if (asked === null) return;
    let isOld = false;
    const timer = setTimeout(() => {
      const { title, id, attributes } = toSample('presale').product;
      client
        .call('editor.try.get', {
          row: tidyRow(row),
          text: asked,
          ...(withProduct ? { product: { title, id, attributes, readFrom: 'panel' as const } } : {}),
        })
        .then((found) => !isOld && setResult(found ?? 'failed'))
        .catch(() => !isOld && setResult('failed'));
    }, 250);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [client, row, asked, withProduct]);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const text = typed.trim() || example;
    if (!text) return;
    setTyped(text);
    setAsked(text);
  };
  return (
    <section className={styles.block} aria-label={t('editor.try.title')}>
      <h3>{t('editor.try.title')}</h3>
      <form className={styles.tryForm} onSubmit={onSubmit}>
        <TextInput
          size="sm"
          className={styles.grow}
          aria-label={t('editor.try.label')}
          placeholder={example || t('editor.try.label')}
          data-testid="try-text"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" size="sm" variant="default" data-testid="try-run">
          {t('editor.try.run')}
        </Button>
      </form>
      <Checkbox
        size="xs"
        mt={6}
        label={t('editor.try.product', { title: toSample('presale').product.title })}
        checked={withProduct}
        onChange={(event) => setWithProduct(event.currentTarget.checked)}
      />
      {result === 'failed' && <p className={styles.error}>{t('editor.try.failed')}</p>}
      {result && result !== 'failed' && <Outcome id={textOf(row, 'id')} result={result} />}
    </section>
  );
}

function Outcome({ id, result }: { id: string; result: TryOut }) {
  const { t } = useTranslation();
  const { advice, verdict, place, confidence } = result;
  const why = [...new Set(result.why.map((one) => toWhyText(t, one)).filter(Boolean))];
  const found = [
    ...advice.suggestions.map(({ entryId, title, text, confidence: sure }) => ({ entryId, title, text, sure })),
    ...advice.cards.map(({ entryId, title, body }) => ({ entryId, title, text: body, sure: null })),
  ];
  return (
    <div className={styles.outcome} data-testid="try-result" data-verdict={verdict}>
      <p className={styles.verdict} data-good={verdict === 'shown'}>
        {t(`editor.verdict.${verdict}`)}
        {place !== null && confidence !== null && (
          <span className={styles.detail}>
            {t('editor.try.place', { place, percent: Math.round(confidence * 100) })}
          </span>
        )}
      </p>
      {why.length > 0 && <p className={styles.hint}>{why.join(t('why.and'))}</p>}
      {advice.scene && (
        <p className={styles.hint}>
          {t('entry.scene')}: {t(`scene.${advice.scene.id}`)}
        </p>
      )}
      <ol className={styles.found}>
        {found.map((one) => (
          <li key={`${one.entryId} ${one.text}`} data-mine={one.entryId === id} data-entry={one.entryId}>
            <strong>
              <bdi>{one.title}</bdi>
            </strong>
            <span className={styles.foundText}>
              <bdi>{one.text}</bdi>
            </span>
          </li>
        ))}
      </ol>
      {found.length === 0 && <p className={styles.hint}>{t('editor.try.nothing')}</p>}
    </div>
  );
}
