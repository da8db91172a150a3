import { useTranslation } from 'react-i18next';
import type { TabView } from '@/lib/platform/messages';
import styles from './teach.module.css';
import { TeachButton } from './teach-button';

/** A page that is read by taught rules says so, with the way to teach it anew. */
export function TaughtLine({ tab }: { tab: TabView }) {
  const { t } = useTranslation();
  if (!tab.isTaught) return null;
  return (
    <div className={styles.taught} data-testid="taught">
      <span>{t('teach.inUse')}</span>
      <TeachButton tabId={tab.tabId} label={t('teach.restart')} quiet />
    </div>
  );
}
