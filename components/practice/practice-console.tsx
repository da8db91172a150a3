import { Button } from '@mantine/core';
import { IconRefresh, IconSchool } from '@tabler/icons-react';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { PracticeEngine } from '@/lib/practice/engine';
import { PRACTICE_SHOP } from '@/lib/practice/scripts';
import styles from './practice.module.css';
import { PracticeChat } from './practice-chat';
import { PracticeDetails } from './practice-details';
import { PracticeList } from './practice-list';

/**
 * A look-alike of a seller console. `data-practice` attributes are the contract with its adapter
 * (lib/console/practice.design.md): nothing else of this page is read.
 */
export function PracticeConsole({ engine, panelUrl }: { engine: PracticeEngine; panelUrl?: string | undefined }) {
  const { t } = useTranslation();
  const state = useSyncExternalStore(engine.subscribe, engine.state, engine.state);
  const open = state.conversations.find((one) => one.script.buyer.id === state.openId) ?? null;

  useEffect(() => {
    engine.start();
    return () => engine.stop();
  }, [engine]);

  // The first buyer's chat opens by itself: a newcomer sees the job at once.
  const firstId = state.conversations.find((one) => one.started)?.script.buyer.id;
  useEffect(() => {
    if (firstId && engine.state().openId === null) engine.open(firstId);
  }, [engine, firstId]);

  return (
    <div className={styles.page} data-panel={panelUrl !== undefined}>
      <header className={styles.top}>
        <IconSchool size={20} aria-hidden />
        <strong className={styles.title}>{t('practice.title')}</strong>
        <span className={styles.shop} data-practice="shop" data-id={PRACTICE_SHOP.id}>
          {PRACTICE_SHOP.name}
        </span>
        <span className={styles.subtitle}>{t('practice.subtitle')}</span>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconRefresh size={14} aria-hidden />}
          onClick={() => engine.restart()}
        >
          {t('practice.again')}
        </Button>
      </header>
      <PracticeList conversations={state.conversations} openId={state.openId} onOpen={engine.open} />
      <PracticeChat key={open?.script.buyer.id ?? ''} conversation={open} onSend={engine.send} />
      <PracticeDetails conversation={open} />
      {panelUrl && <iframe className={styles.panel} src={panelUrl} title={t('practice.panel')} />}
    </div>
  );
}
