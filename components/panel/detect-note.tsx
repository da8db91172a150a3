import { Button, Loader, UnstyledButton } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck, IconLock, IconRefresh, IconScan } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useGranted } from '@/components/hooks/use-granted';
import { useHostAction } from '@/components/hooks/use-host-action';
import type { TabView } from '@/lib/platform/messages';
import styles from './detect.module.css';
import { TeachButton } from './teach-button';

const PARTS = ['composer', 'list', 'text', 'roles', 'name'] as const;

const toPercent = (share: number): string => `${Math.round(share * 100)}%`;

/** Asks for the page's host, so that its chat is found without a press from now on. Nothing while it is granted. */
function GrantButton({ origin }: { origin: string }) {
  const { t } = useTranslation();
  const { granted, ask } = useGranted(origin);
  if (granted !== false) return null;
  return (
    // Nothing may come before the request: a browser honours it only as the first call of the press.
    <UnstyledButton className={styles.grant} data-testid="permission-ask" data-origin={origin} onClick={ask}>
      <IconLock size={14} aria-hidden />
      <span>{t('detect.grant', { host: origin.split('/')[2] ?? origin })}</span>
    </UnstyledButton>
  );
}

/** Each part of the page with how surely it was found. */
function PartList({ detect }: { detect: NonNullable<TabView['detect']> }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.parts}>
      {PARTS.map((part) => {
        const missing = detect.missing.includes(part);
        const Icon = missing ? IconAlertCircle : IconCircleCheck;
        return (
          <li key={part} data-part={part} data-missing={missing}>
            <Icon size={14} aria-hidden />
            <span>{t(`detect.part.${part}`)}</span>
            <span className={styles.share}>
              {missing ? t(`detect.missing.${part}`) : toPercent(detect.confidence[part])}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** A page that is read by detection says so, and how surely. */
export function DetectLine({ tab }: { tab: TabView }) {
  const { t } = useTranslation();
  const { detect } = tab;
  if (!detect) return null;
  return (
    <section className={styles.line} data-testid="detect" data-confidence={detect.confidence.whole}>
      <details>
        <summary>
          <IconScan size={14} aria-hidden />
          <span>{t('detect.line', { share: toPercent(detect.confidence.whole) })}</span>
        </summary>
        <PartList detect={detect} />
        <p className={styles.hint}>{t('detect.check')}</p>
      </details>
      <TeachButton tabId={tab.tabId} label={t('teach.wrong')} quiet />
      <GrantButton origin={detect.origin} />
    </section>
  );
}

/** A page whose chat was not found surely enough: what is missing, and what to do. `children`: other ways, such as teaching. */
export function DetectNote({ tab, children }: { tab: TabView; children?: ReactNode }) {
  const { t } = useTranslation();
  const again = useHostAction('detect.again');
  const { detect } = tab;
  if (!detect)
    return (
      <p className={styles.searching} data-testid="detect" role="status">
        <Loader size={14} /> {t('detect.searching')}
      </p>
    );
  return (
    <section className={styles.note} data-testid="detect" data-confidence={detect.confidence.whole}>
      <PartList detect={detect} />
      <div className={styles.actions}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={14} aria-hidden />}
          loading={again.isPending}
          onClick={() => again.mutate({ tabId: tab.tabId })}
        >
          {t('detect.again')}
        </Button>
        {children}
      </div>
      <GrantButton origin={detect.origin} />
    </section>
  );
}
