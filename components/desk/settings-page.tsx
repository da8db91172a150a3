import { SegmentedControl, Select, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '@/components/hooks/use-settings';
import { useToasts } from '@/components/ui/toasts';
import type { Settings } from '@/lib/platform/messages';
import { AuthorSetting } from './author-setting';
import { ConsolesBox } from './consoles-box';
import styles from './desk.module.css';
import { DeskPage } from './desk-page';
import { OffHosts } from './off-hosts';
import { OverlaysBox } from './overlays-box';

const ROLES = ['trainee', 'agent', 'senior', 'lead'] as const satisfies readonly Settings['role'][];
const SCHEMES = ['auto', 'light', 'dark'] as const satisfies readonly Settings['colorScheme'][];
const LANGUAGES = [
  { value: 'zh-CN', label: '简体中文' },
  { value: 'en', label: 'English' },
] as const;

/** How Deskmate behaves on this machine; each change is kept at once. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { show } = useToasts();
  const { settings, change } = useSettings();
  if (!settings)
    return (
      <DeskPage title={t('desk.nav.settings')} lead={t('desk.settings.lead')}>
        {t('loading')}
      </DeskPage>
    );
  const set = (part: Partial<Settings>) => {
    change(part).catch(() => show('stopped'));
  };
  return (
    <DeskPage title={t('desk.nav.settings')} lead={t('desk.settings.lead')}>
      <div className={styles.panelBox}>
        <Setting label={t('desk.settings.language')}>
          <SegmentedControl
            aria-label={t('desk.settings.language')}
            data-testid="language-setting"
            data={[...LANGUAGES]}
            value={settings.language}
            onChange={(language) => set({ language })}
          />
        </Setting>
        <Setting label={t('desk.settings.scheme')}>
          <SegmentedControl
            aria-label={t('desk.settings.scheme')}
            data-testid="scheme-setting"
            data={SCHEMES.map((value) => ({ value, label: t(`desk.settings.schemes.${value}`) }))}
            value={settings.colorScheme}
            onChange={(colorScheme) => set({ colorScheme })}
          />
        </Setting>
        <Setting label={t('desk.settings.role')} hint={t('desk.settings.roleHint')}>
          <Select
            aria-label={t('desk.settings.role')}
            data-testid="role-setting"
            allowDeselect={false}
            w={180}
            data={ROLES.map((value) => ({ value, label: t(`desk.settings.roles.${value}`) }))}
            value={settings.role}
            onChange={(role) => role && set({ role })}
          />
        </Setting>
        <Setting label={t('editor.author')} hint={t('editor.authorText')}>
          <AuthorSetting />
        </Setting>
        <Setting label={t('desk.settings.strip')} hint={t('desk.settings.stripHint')}>
          <Switch
            aria-label={t('desk.settings.strip')}
            data-testid="strip-setting"
            checked={settings.strip}
            onChange={(event) => set({ strip: event.currentTarget.checked })}
          />
        </Setting>
        <Setting label={t('desk.settings.insertAndSend')} hint={t('desk.settings.insertAndSendHint')}>
          <Switch
            aria-label={t('desk.settings.insertAndSend')}
            data-testid="insert-and-send-setting"
            checked={settings.insertAndSend}
            onChange={(event) => set({ insertAndSend: event.currentTarget.checked })}
          />
        </Setting>
      </div>
      <ConsolesBox />
      <OverlaysBox />
      <OffHosts hosts={settings.offHosts} onChange={(offHosts) => set({ offHosts })} />
    </DeskPage>
  );
}

function Setting({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <div className={styles.setting}>
      <div className={styles.grow}>
        <div className={styles.settingLabel}>{label}</div>
        {hint && <p className={styles.rowMeta}>{hint}</p>}
      </div>
      {children}
    </div>
  );
}
