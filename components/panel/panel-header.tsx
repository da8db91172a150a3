import { ActionIcon, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconBooks,
  IconBuildingStore,
  IconDotsVertical,
  IconHelpCircle,
  IconKeyboard,
  IconSchool,
  IconSettings,
  IconShieldLock,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { useHostState } from '@/components/hooks/use-host-state';
import { useHostClient } from '@/components/host-client-context';
import { toConsoleName } from '@/components/text/console-name';
import { HarmlessText } from '@/components/text/harmless-text';
import type { TabView } from '@/lib/platform/messages';
import styles from './panel.module.css';
import { SiteItems } from './site-items';

/** Which console and shop this is, whether it is being read, and the ways to the other views. */
export function PanelHeader({ tab, onQuestions }: { tab: TabView | null | undefined; onQuestions: () => void }) {
  const { t } = useTranslation();
  const client = useHostClient();
  const host = useHostState();
  const state = tab?.state ?? 'none';
  const shown = host === 'stopped' ? 'stopped' : state;
  const shop = tab?.shop.name || tab?.shop.id || '';
  const { data: questions = [] } = useHostQuery('ask.list', {});
  const open = questions.filter((one) => one.state === 'open').length;
  return (
    <header className={styles.header}>
      <Tooltip label={t(`state.${shown}.hint`)} multiline maw={280} openDelay={300}>
        <div
          className={styles.status}
          data-testid="status"
          data-console={tab?.console ?? ''}
          data-state={state}
          data-host={host}
          role="status"
        >
          <span className={styles.dot} data-state={shown} aria-hidden />
          <span className={styles.console}>{tab?.console ? toConsoleName(t, tab.console) : t('app.name')}</span>
          <span className={styles.stateWord}>{t(`state.${shown}.word`)}</span>
        </div>
      </Tooltip>
      {tab && (
        <div className={styles.shop} data-testid="shop" data-shop={tab.shop.id ?? tab.shop.name ?? ''} title={shop}>
          {shop && <HarmlessText text={shop} max={60} />}
        </div>
      )}
      <span className={styles.spring} />
      {open > 0 && (
        <UnstyledButton
          className={styles.questions}
          data-testid="questions-open"
          aria-label={t('questions.openCount', { count: open })}
          title={t('questions.openCount', { count: open })}
          onClick={onQuestions}
        >
          <IconHelpCircle size={14} aria-hidden /> {open}
        </UnstyledButton>
      )}
      <Menu position="bottom-end" shadow="md" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('menu.open')} data-testid="menu">
            <IconDotsVertical size={17} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconHelpCircle size={15} aria-hidden />}
            data-testid="menu-questions"
            onClick={onQuestions}
          >
            {t('questions.title')}
          </Menu.Item>
          <Menu.Item leftSection={<IconBooks size={15} aria-hidden />} onClick={() => client.openDesk('#/knowledge')}>
            {t('desk.nav.knowledge')}
          </Menu.Item>
          <Menu.Item leftSection={<IconUsers size={15} aria-hidden />} onClick={() => client.openDesk('#/team')}>
            {t('desk.nav.team')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconBuildingStore size={15} aria-hidden />}
            onClick={() => client.openDesk('#/shop')}
          >
            {t('desk.nav.shop')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconKeyboard size={15} aria-hidden />}
            onClick={() => client.openDesk('#/shortcuts')}
          >
            {t('desk.nav.shortcuts')}
          </Menu.Item>
          <Menu.Item leftSection={<IconSettings size={15} aria-hidden />} onClick={() => client.openDesk('#/settings')}>
            {t('desk.nav.settings')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconShieldLock size={15} aria-hidden />}
            onClick={() => client.openDesk('#/privacy')}
          >
            {t('desk.nav.privacy')}
          </Menu.Item>
          <SiteItems tab={tab} />
          <Menu.Divider />
          <Menu.Item
            component="a"
            href="/practice.html"
            target="_blank"
            leftSection={<IconSchool size={15} aria-hidden />}
          >
            {t('menu.practice')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </header>
  );
}
