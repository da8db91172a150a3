import { Button, CloseButton } from '@mantine/core';
import { IconBuildingStore } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { useSettings } from '@/components/hooks/use-settings';
import { SHOP_FACTS } from '@/lib/knowledge/shop-facts';
import styles from './panel.module.css';
import { usePanelActions } from './panel-actions';

/** One quiet line until the shop profile was filled or the hint was closed; it blocks nothing. */
export function FirstRunHint() {
  const { t } = useTranslation();
  const { settings, change } = useSettings();
  const { data: shops } = useHostQuery('shop.list', {});
  const { openDesk } = usePanelActions();
  if (!settings || settings.firstRunDone || !shops) return null;
  const [shop] = shops;
  const first = SHOP_FACTS.filter((fact) => fact.first);
  const open = first.filter((fact) => shop?.facts[fact.name] === undefined || shop.facts[fact.name] === '');
  if (open.length === 0) return null;
  const answers = open.reduce((sum, fact) => sum + (shop?.unlocks[fact.name] ?? 0), 0);
  return (
    <aside className={styles.hint} data-testid="first-run">
      <IconBuildingStore size={16} aria-hidden />
      <span className={styles.hintText}>
        {answers > 0
          ? t('firstRun.text', { count: open.length, answers })
          : t('firstRun.plain', { count: open.length })}
      </span>
      <Button size="compact-xs" variant="light" onClick={() => openDesk('#/shop')}>
        {t('firstRun.go')}
      </Button>
      <CloseButton size="xs" aria-label={t('firstRun.later')} onClick={() => void change({ firstRunDone: true })} />
    </aside>
  );
}
