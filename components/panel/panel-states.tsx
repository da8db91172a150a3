import { Button, Skeleton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconEyeOff,
  IconMessageCircle,
  IconMessages,
  IconPlayerPause,
  IconPlugConnectedX,
  IconQuestionMark,
  IconScan,
  IconSchool,
} from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toBrokenText } from '@/components/text/broken-parts';
import { NAMED_CONSOLES, toConsoleName } from '@/components/text/console-name';
import { getBrokenParts } from '@/lib/platform/broken-parts';
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

/** A page that nobody has described: its chat is looked for, or was not found surely enough. */
export function UnknownNote({ tab }: { tab: TabView }) {
  const { t } = useTranslation();
  return (
    <StateNote
      icon={tab.detect ? IconQuestionMark : IconScan}
      title={t(tab.detect ? 'state.unknown.title' : 'state.looking.title')}
      text={t(tab.detect ? 'state.unknown.text' : 'state.looking.text')}
    >
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

/** The console's page has changed so far that nothing is advised: saying nothing is better than a word in the wrong place. */
export function BlindNote() {
  const { t } = useTranslation();
  return <StateNote icon={IconEyeOff} title={t('state.changed.title')} text={t('state.changed.next')} />;
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

/** The console's page has changed: which part is lost, what that means, and the ways out. Copy takes the place of insert. */
export function ChangedBanner({ tab }: { tab: TabView }) {
  const { t } = useTranslation();
  const broken = toBrokenText(t, tab.health);
  return (
    <div className={styles.banner} data-testid="changed-banner" data-broken={getBrokenParts(tab.health).join(' ')}>
      <IconAlertTriangle size={15} aria-hidden />
      <div className={styles.bannerBody}>
        <span>
          {broken && <strong>{broken}</strong>} {t(tab.advice ? 'state.changed.text' : 'state.changed.blind')}
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
