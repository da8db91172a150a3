import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useHostAction } from '@/components/hooks/use-host-action';
import { toErrorText } from '@/components/text/host-error';
import type { PublishDone, ReadCheck } from '@/lib/platform/methods/publish-methods';
import styles from '../desk.module.css';

/** What came of it: the version, what is left to do by hand, and whether agents can read it. */
export function PublishResult({
  done,
  isByHand,
  hasFolder,
}: {
  done: PublishDone;
  isByHand: boolean;
  hasFolder: boolean;
}) {
  const { t } = useTranslation();
  const check = useHostAction('publish.check');
  const read = check.data ?? done.read;
  return (
    <>
      <p className={styles.plain}>
        {isByHand
          ? t(hasFolder ? 'publish.done.folder' : 'publish.done.zip', { version: done.version })
          : t('publish.done.online', { version: done.version })}
      </p>
      {read && <ReadLine read={read} />}
      {(isByHand || (read && read.code !== 'ok')) && (
        <Button size="compact-xs" variant="light" loading={check.isPending} onClick={() => check.mutate({})}>
          {t('publish.check')}
        </Button>
      )}
      {check.isError && <p className={styles.error}>{toErrorText(t, check.error)}</p>}
    </>
  );
}

function ReadLine({ read }: { read: ReadCheck }) {
  const { t } = useTranslation();
  const status = /^http-(\d+)$/.exec(read.code)?.[1];
  return (
    <p className={read.code === 'ok' ? styles.plain : styles.error} data-testid="read-check" data-code={read.code}>
      {status ? t('publish.read.http', { status }) : t(`publish.read.${read.code}`, { version: read.version })}
    </p>
  );
}
