import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PlainBody } from '@/components/text/plain-body';
import type { Entry, Trigger } from '@/lib/knowledge/schema';
import styles from './desk.module.css';

/** Every field of an entry that a person reads, as plain text: nothing of an entry is ever taken for HTML. */
export function EntryFields({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  return (
    <>
      {toContent(t, entry)}
      <dl className={styles.meta}>
        <Meta label={t('entry.id')} value={entry.id} />
        <Meta label={t('entry.folder')} value={entry.folder} />
        <Meta label={t('entry.shortcut')} value={entry.shortcut} />
        <Meta label={t('entry.status')} value={entry.status && t(`status.${entry.status}`)} />
        <Meta label={t('entry.updated')} value={entry.updated_at} />
        <Meta label={t('entry.verifyBy')} value={entry.verify_by} />
        <Meta label={t('entry.owner')} value={entry.owner} />
        <Meta label={t('entry.tags')} value={entry.tags?.join(t('why.join'))} />
        <Meta label={t('entry.platforms')} value={entry.platforms?.join(t('why.join'))} />
        <Meta label={t('entry.shops')} value={entry.shops?.join(t('why.join'))} />
        <Meta label={t('entry.sources')} value={entry.sources?.join(t('why.join'))} />
      </dl>
    </>
  );
}

function toContent(t: TFunction, entry: Entry): ReactNode {
  switch (entry.kind) {
    case 'answer':
      return (
        <>
          <Words label={t('entry.answer')} text={entry.answer} strong />
          <Items label={t('entry.variants')} items={entry.variants?.map((variant) => variant.text)} />
          <Words label={t('entry.probe')} text={entry.probe} />
          <Words label={t('entry.recommend')} text={entry.recommend} />
          <Items label={t('entry.questions')} items={entry.questions} />
          <Items label={t('entry.askings')} items={entry.askings} />
        </>
      );
    case 'card':
      return (
        <>
          <Section label={t('entry.body')}>
            <PlainBody text={entry.body} />
          </Section>
          <Items label={t('entry.send')} items={entry.send?.map((piece) => `${piece.label}: ${piece.text}`)} />
          <Items label={t('entry.triggers')} items={entry.triggers.map((trigger) => toTriggerText(t, trigger))} />
          <Words label={t('entry.ask')} text={entry.ask} />
        </>
      );
    case 'playbook':
      return (
        <>
          <Items label={t('entry.steps')} items={entry.steps} ordered />
          <Items
            label={t('entry.options')}
            ordered
            items={entry.options.map((option) =>
              [
                `${option.label}: ${option.text}`,
                t(`option.pays.${option.pays}`),
                option.within_hours !== undefined && t('option.within', { count: option.within_hours }),
                option.amount_max !== undefined && t('option.upTo', { amount: option.amount_max }),
                option.role_min && t(`entry.roleMin.${option.role_min}`),
              ]
                .filter(Boolean)
                .join(' · '),
            )}
          />
          <Words label={t('entry.closing')} text={entry.closing} />
          <Items label={t('entry.questions')} items={entry.questions} />
          <Items label={t('entry.askings')} items={entry.askings} />
        </>
      );
    case 'product':
      return (
        <>
          <Items label={t('entry.items')} items={entry.item_ids} />
          <Items label={t('entry.names')} items={entry.names} />
          <Items
            label={t('entry.attributes')}
            items={Object.entries(entry.attributes ?? {}).map(([name, value]) => `${name}: ${value}`)}
          />
          <Items
            label={t('entry.facts')}
            items={entry.facts?.map((fact) => `${fact.name}: ${String(fact.value)}${fact.unit ?? ''}`)}
          />
        </>
      );
    case 'notice':
      return (
        <>
          <Words label={t('entry.wording')} text={entry.wording} strong />
          <Words label={t('entry.reason')} text={entry.reason} />
        </>
      );
    case 'shop':
      return (
        <Items
          label={t('entry.facts')}
          items={Object.entries(entry.facts).map(([name, value]) => `${t(`facts.${name}`, name)}: ${String(value)}`)}
        />
      );
    case 'subtext':
      return (
        <>
          <Words label={t('entry.need')} text={entry.need} />
          <Words label={t('entry.probe')} text={entry.probe} strong />
          <Items label={t('entry.triggers')} items={[toTriggerText(t, entry.sign)]} />
        </>
      );
    case 'lexicon':
      return <Items label={t('entry.words')} items={entry.add} />;
    case 'policy':
      return null;
  }
}

/** A trigger in words: 褪色、掉色 · 材质为真丝 · 排除 … */
function toTriggerText(t: TFunction, trigger: Trigger): string {
  const join = (words: string[]) => words.join(t('why.join'));
  return [
    join(trigger.any),
    trigger.near && t('entry.near', { words: join(trigger.near) }),
    trigger.not && t('entry.not', { words: join(trigger.not) }),
    trigger.attribute && t('entry.attribute', { name: trigger.attribute.name, values: join(trigger.attribute.values) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function Section({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className={styles.field}>
      <h3>{label}</h3>
      {children}
    </section>
  );
}

function Words({ label, text, strong = false }: { label: string; text: string | undefined; strong?: boolean }) {
  if (!text) return null;
  return (
    <Section label={label}>
      <p className={strong ? styles.reply : styles.words}>
        <bdi>{text}</bdi>
      </p>
    </Section>
  );
}

function Items({ label, items, ordered = false }: { label: string; items: string[] | undefined; ordered?: boolean }) {
  if (!items || items.length === 0) return null;
  const List = ordered ? 'ol' : 'ul';
  const seen = [...new Set(items)];
  return (
    <Section label={label}>
      <List className={styles.items}>
        {seen.map((item) => (
          <li key={item}>
            <bdi>{item}</bdi>
          </li>
        ))}
      </List>
    </Section>
  );
}

function Meta({ label, value }: { label: string; value: string | undefined }) {
  if (!value) return null;
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </>
  );
}
