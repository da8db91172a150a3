import { Button, Progress, Select } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostAction } from '@/components/hooks/use-host-action';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { useToasts } from '@/components/ui/toasts';
import { SHOP_FACTS, type ShopFact } from '@/lib/knowledge/shop-facts';
import type { ShopProfileView } from '@/lib/platform/messages';
import { checkFact, toFactValue } from './check-fact';
import styles from './desk.module.css';
import { DeskPage } from './desk-page';
import { FactField } from './fact-field';

const FIRST = SHOP_FACTS.filter((fact) => fact.first);
const GROUPS = ['shipping', 'aftersale', 'service', 'offer'] as const satisfies readonly ShopFact['group'][];
/** Id of the profile that serves every shop without one of its own. */
const DEFAULT_SHOP: ShopProfileView = { shopId: 'default', name: '', facts: {}, unlocks: {} };

/** The shop's own facts: fill in once, and every reply that needs them is complete. */
export function ShopPage({ focus }: { focus: string | undefined }) {
  const { t } = useTranslation();
  const { data: shops } = useHostQuery('shop.list', {});
  const [chosen, setChosen] = useState<string | null>(null);
  if (!shops)
    return (
      <DeskPage title={t('desk.nav.shop')} lead={t('desk.shop.lead')}>
        {t('loading')}
      </DeskPage>
    );
  const shop = shops.find((one) => one.shopId === chosen) ?? shops[0] ?? DEFAULT_SHOP;
  return (
    <DeskPage
      title={t('desk.nav.shop')}
      lead={t('desk.shop.lead')}
      actions={
        shops.length > 1 && (
          <Select
            aria-label={t('desk.shop.which')}
            allowDeselect={false}
            data={shops.map((one) => ({ value: one.shopId, label: one.name || t('desk.shop.defaultShop') }))}
            value={shop.shopId}
            onChange={setChosen}
          />
        )
      }
    >
      <ShopForm key={shop.shopId} shop={shop} focus={focus} />
    </DeskPage>
  );
}

function ShopForm({ shop, focus }: { shop: ShopProfileView; focus: string | undefined }) {
  const { t } = useTranslation();
  const { show } = useToasts();
  const save = useHostAction('shop.save');
  const [typed, setTyped] = useState<Record<string, string>>({});
  const textOf = (fact: ShopFact) => typed[fact.name] ?? String(shop.facts[fact.name] ?? '');
  const isFilled = (fact: ShopFact) => textOf(fact).trim() !== '' && checkFact(fact, textOf(fact)) === null;
  const filled = SHOP_FACTS.filter(isFilled);
  const unlocked = filled.reduce((sum, fact) => sum + (shop.unlocks[fact.name] ?? 0), 0);
  const isDirty = SHOP_FACTS.some((fact) => textOf(fact).trim() !== String(shop.facts[fact.name] ?? ''));
  const hasProblem = SHOP_FACTS.some((fact) => checkFact(fact, textOf(fact)) !== null);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (hasProblem) return;
    const facts = Object.fromEntries(filled.map((fact) => [fact.name, toFactValue(fact, textOf(fact))]));
    save.mutate(
      { shopId: shop.shopId, name: shop.name, ...(shop.console ? { console: shop.console } : {}), facts },
      { onSuccess: () => show('saved'), onError: () => show('stopped') },
    );
  };
  const field = (fact: ShopFact) => (
    <FactField
      key={fact.name}
      fact={fact}
      value={textOf(fact)}
      unlocks={shop.unlocks[fact.name] ?? 0}
      autoFocus={fact.name === focus}
      onChange={(value) => setTyped((before) => ({ ...before, [fact.name]: value }))}
    />
  );
  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate>
      <div className={styles.progress}>
        <Progress value={(100 * filled.length) / SHOP_FACTS.length} aria-label={t('desk.nav.shop')} />
        <span>{t('desk.shop.progress', { done: filled.length, total: SHOP_FACTS.length })}</span>
        {unlocked > 0 && <strong>{t('desk.shop.unlocked', { count: unlocked })}</strong>}
      </div>
      <section className={styles.panelBox} data-testid="first-facts">
        <h2 className={styles.h2}>{t('desk.shop.firstTitle')}</h2>
        <p className={styles.lead}>{t('desk.shop.firstText')}</p>
        <div className={styles.fieldGrid}>{FIRST.map(field)}</div>
      </section>
      <h2 className={styles.h2}>{t('desk.shop.restTitle')}</h2>
      {GROUPS.map((group) => {
        const rest = SHOP_FACTS.filter((fact) => fact.group === group && !fact.first);
        if (rest.length === 0) return null;
        return (
          <section key={group} className={styles.panelBox}>
            <h3 className={styles.h3}>{t(`factGroup.${group}`)}</h3>
            <div className={styles.fieldGrid}>{rest.map(field)}</div>
          </section>
        );
      })}
      <div className={styles.saveBar} data-dirty={isDirty}>
        {isDirty && <span>{t('desk.shop.unsaved')}</span>}
        <Button type="submit" disabled={!isDirty || hasProblem} loading={save.isPending} data-testid="shop-save">
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
