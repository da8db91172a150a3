import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { useHostClient } from '@/components/host-client-context';
import { ReportButton } from '@/components/panel/report-button';
import { toBrokenText } from '@/components/text/broken-parts';
import { toConsoleName } from '@/components/text/console-name';
import { useToasts } from '@/components/ui/toasts';
import type { TabView } from '@/lib/platform/messages';
import styles from './desk.module.css';

/** The console pages that are open now: how each is read, its structure report, and the way there. */
export function ConsolesBox() {
  const { t } = useTranslation();
  const tabs = useOpenConsoles();
  return (
    <div className={styles.panelBox} data-testid="consoles">
      <h2 className={styles.h2}>{t('consoles.title')}</h2>
      <p className={styles.lead}>{t('consoles.lead')}</p>
      {tabs?.length === 0 && (
        <p className={styles.rowMeta} data-testid="consoles-none">
          {t('consoles.none')}
        </p>
      )}
      {tabs?.map((tab) => (
        <OpenConsole key={tab.tabId} tab={tab} />
      ))}
    </div>
  );
}

/** Tabs with a console's page; our own practice room is none. */
export function useOpenConsoles(): TabView[] | undefined {
  const { data } = useHostQuery('tab.list', {}, { forget: true });
  return data?.filter(({ host }) => host !== '');
}

function OpenConsole({ tab }: { tab: TabView }) {
  const { t } = useTranslation();
  const broken = toBrokenText(t, tab.health);
  const name = tab.console ? toConsoleName(t, tab.console) : tab.host;
  return (
    <div
      className={styles.setting}
      data-testid="open-console"
      data-host={tab.host}
      data-state={tab.state}
      data-tab={tab.tabId}
    >
      <div className={styles.grow}>
        <div className={styles.settingLabel}>{name}</div>
        <p className={styles.rowMeta}>
          {name !== tab.host && `${tab.host} · `}
          <span className={styles.standing} data-state={tab.state}>
            {[t(`state.${tab.state}.word`), broken].filter(Boolean).join(' · ')}
          </span>
        </p>
      </div>
      <div className={styles.settingButtons}>
        <ReportButton tabId={tab.tabId} look="default" />
        <ShowTabButton tabId={tab.tabId} />
      </div>
    </div>
  );
}

/** Brings a tab to the front. */
export function ShowTabButton({ tabId }: { tabId: number }) {
  const { t } = useTranslation();
  const client = useHostClient();
  const { show } = useToasts();
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconExternalLink size={14} aria-hidden />}
      data-testid="console-show"
      onClick={() => void client.showTab(tabId).then((isShown) => isShown || show('tab-gone'))}
    >
      {t('consoles.show')}
    </Button>
  );
}
