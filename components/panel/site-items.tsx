import { Menu } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPointer } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '@/components/hooks/use-settings';
import { useHostClient } from '@/components/host-client-context';
import { useToasts } from '@/components/ui/toasts';
import type { TabView } from '@/lib/platform/messages';

/** What the menu offers for the page in the tab: teach it, and the off switch of its site. */
export function SiteItems({ tab }: { tab: TabView | null | undefined }) {
  const { t } = useTranslation();
  const client = useHostClient();
  const { show } = useToasts();
  const { settings, change } = useSettings();
  if (!tab?.host || !settings) return null;
  const { host, tabId } = tab;
  const names = new Set([host, host.replace(/:\d+$/, '')]);
  const isOff = settings.offHosts.some((one) => names.has(one));
  const rest = settings.offHosts.filter((one) => !names.has(one));
  const toggle = () => {
    change({ offHosts: isOff ? rest : [...rest, host] }).catch(() => show('stopped'));
  };
  const Icon = isOff ? IconPlayerPlay : IconPlayerPause;
  return (
    <>
      <Menu.Divider />
      {!isOff && (
        <Menu.Item
          leftSection={<IconPointer size={15} aria-hidden />}
          data-testid="menu-teach"
          onClick={() => client.call('teach.start', { tabId, part: null }).catch(() => show('stopped'))}
        >
          {t('teach.start')}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<Icon size={15} aria-hidden />} data-testid="site-off" data-off={isOff} onClick={toggle}>
        {t(isOff ? 'menu.siteOn' : 'menu.siteOff', { host })}
      </Menu.Item>
    </>
  );
}
