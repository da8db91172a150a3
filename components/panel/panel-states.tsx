import { Button, Skeleton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconMessageCircle,
  IconMessages,
  IconPlayerPause,
  IconPlugConnectedX,
  IconQuestionMark,
  IconSchool,
} from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { getBrokenParts, toBrokenText } from '@/components/text/broken-parts';
import { NAMED_CONSOLES, toConsoleName } from '@/components/text/console-name';
import type { TabView } from '@/lib/platform/messages';
import { DetectNote } from './detect-note';
import styles from './panel.module.css';
import { usePanelActions } from './panel-actions';
import { ReportButton } from './report-button';
import { TeachButton } from './teach-button';

interface StateNoteProps {
  icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>;
  title: string;
  text: string;
  children?: ReactNode;
}

function StateNote({ icon: Icon, title, text, children }: StateNoteProps) {
  return (
    <section className={styles.stateNote}>
      <Icon size={26} aria-hidden />
      <h2 className={styles.stateTitle}>{title}</h2>
      <p className={styles.muted}>{text}</p>
      {children}
    </section>
  );
}

/** No console in this tab: which pages work, and a way to try without one. */
export function NoConsole() {
  const { t } = useTranslation();
  return (
    <StateNote icon={IconMessages} title={t('state.none.title')} text={t('state.none.text')}>
      <ul className={styles.consoles}>
        {NAMED_CONSOLES.filter((id) => id !== 'practice').map((id) => (
          <li key={id} className={styles.tag}>
            {toConsoleName(t, id)}
          </li>
        ))}
      </ul>
      <Button
        component="a"
        href="/practice.html"
        target="_blank"
        size="xs"
        variant="light"
        leftSection={<IconSchool size={15} aria-hidden />}
      >
        {t('state.none.practice')}
      </Button>
    </StateNote>
  );
}

/** The console is open, but no conversation in it; or one is, and it is not seen. */
export function WaitingNote({ tab }: { tab: TabView }) {
  const { t } = useTranslation();
  return (
    <StateNote icon={IconMessageCircle} title={t('state.waiting.title')} text={t('state.waiting.text')}>
      {tab.host !== '' && (
        <div className={styles.stuck}>
          <span>{t('state.waiting.stuck')}</span>
          <TeachButton tabId={tab.tabId} quiet />
          <ReportButton tabId={tab.tabId} />
        </div>
      )}
    </StateNote>
  );
}

/** A page that nobody has described, and whose chat was not found surely enough. */
export function UnknownNote({ tab }: { tab: TabView }) {
  const { t } = useTranslation();
  return (
    <StateNote icon={IconQuestionMark} title={t('state.unknown.title')} text={t('state.unknown.text')}>
      <DetectNote tab={tab}>
        <TeachButton tabId={tab.tabId} />
        <ReportButton tabId={tab.tabId} />
      </DetectNote>
    </StateNote>
  );
}

/** Switched off for this site by the agent. */
export function OffNote() {
  const { t } = useTranslation();
  const { openDesk } = usePanelActions();
  return (
    <StateNote icon={IconPlayerPause} title={t('state.off.title')} text={t('state.off.text')}>
      <Button size="xs" variant="light" onClick={() => openDesk('#/settings')}>
        {t('state.off.settings')}
      </Button>
    </StateNote>
  );
}

/** The host did not come back. */
export function StoppedNote() {
  const { t } = useTranslation();
  return (
    <StateNote icon={IconPlugConnectedX} title={t('state.stopped.title')} text={t('state.stopped.text')}>
      <Button size="xs" onClick={() => window.location.reload()}>
        {t('state.stopped.reload')}
      </Button>
    </StateNote>
  );
}

/** The console's page has changed: what is still read is shown, and copy takes the place of insert. */
export function ChangedBanner({ tab }: { tab: TabView }) {
  const { t } = useTranslation();
  const broken = toBrokenText(t, tab.health);
  return (
    <div className={styles.banner} data-testid="changed-banner" data-broken={getBrokenParts(tab.health).join(' ')}>
      <IconAlertTriangle size={15} aria-hidden />
      <div className={styles.bannerBody}>
        <span>
          {broken && <strong>{broken}</strong>} {t('state.changed.text')}
        </span>
        <div className={styles.bannerActions}>
          <TeachButton tabId={tab.tabId} label={t('teach.restart')} quiet />
          <ReportButton tabId={tab.tabId} />
        </div>
      </div>
    </div>
  );
}

/** Shape of the list while the first advice is computed. */
export function ListSkeleton() {
  const { t } = useTranslation();
  return (
    <div className={styles.list} role="status" aria-label={t('state.loading')}>
      <Skeleton height={96} radius="md" />
      <Skeleton height={72} radius="md" />
    </div>
  );
}
