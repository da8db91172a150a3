import { NavLink } from '@mantine/core';
import {
  IconBooks,
  IconBuildingStore,
  IconChartBar,
  IconCloudDown,
  IconFileImport,
  IconHeadset,
  IconHelpCircle,
  IconKeyboard,
  IconMessagePlus,
  IconMessageReport,
  IconSchool,
  IconSettings,
  IconShieldLock,
  IconSparkles,
  IconSpeakerphone,
  IconUpload,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './desk.module.css';
import { DESK_PAGES, type DeskPage, toHash } from './use-route';

const ICONS: Record<DeskPage, typeof IconBooks> = {
  knowledge: IconBooks,
  askings: IconMessagePlus,
  import: IconFileImport,
  notices: IconSpeakerphone,
  publish: IconUpload,
  insight: IconChartBar,
  team: IconUsers,
  shop: IconBuildingStore,
  sources: IconCloudDown,
  questions: IconHelpCircle,
  feedback: IconMessageReport,
  shortcuts: IconKeyboard,
  llm: IconSparkles,
  privacy: IconShieldLock,
  settings: IconSettings,
};

/** The way between the pages of the desk. */
export function DeskNav({ page }: { page: DeskPage }) {
  const { t } = useTranslation();
  return (
    <nav className={styles.nav} aria-label={t('desk.nav.label')}>
      <div className={styles.brand}>
        <IconHeadset size={22} aria-hidden />
        <span>{t('app.name')}</span>
      </div>
      {DESK_PAGES.map((one) => {
        const Icon = ICONS[one];
        return (
          <NavLink
            key={one}
            href={toHash(one)}
            active={one === page}
            aria-current={one === page ? 'page' : undefined}
            label={t(`desk.nav.${one}`)}
            leftSection={<Icon size={17} aria-hidden />}
            className={styles.navLink}
          />
        );
      })}
      <span className={styles.spring} />
      <NavLink
        href="/practice.html"
        target="_blank"
        label={t('desk.nav.practice')}
        leftSection={<IconSchool size={17} aria-hidden />}
        className={styles.navLink}
      />
    </nav>
  );
}
