import { Button, UnstyledButton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircle,
  IconCircleCheckFilled,
  IconHandClick,
  IconKeyboard,
  IconList,
  IconMessage,
  IconMessageReply,
  IconUser,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostClient } from '@/components/host-client-context';
import { HarmlessText } from '@/components/text/harmless-text';
import { useToasts } from '@/components/ui/toasts';
import type { TeachPart, TeachView } from '@/lib/platform/messages';
import { ReadRows } from './read-rows';
import styles from './teach.module.css';

const PARTS: [TeachPart, typeof IconMessage][] = [
  ['buyer', IconMessage],
  ['agent', IconMessageReply],
  ['composer', IconKeyboard],
  ['name', IconUser],
  ['list', IconList],
];
const NEEDED: readonly TeachPart[] = ['buyer', 'agent', 'composer'];

/** A lesson: what to point at, what is read by it now, save. */
export function TeachPane({ tabId, teach }: { tabId: number; teach: TeachView }) {
  const { t } = useTranslation();
  const client = useHostClient();
  const { show } = useToasts();
  const [refused, setRefused] = useState<{ reason: string; detail?: string } | null>(null);
  const unsure = teach.rows.filter((row) => row.role === 'unknown').length;

  const save = () => {
    // Nothing may come before the request: a browser honours it only as the first call of the press.
    const asked = client.requestOrigins([teach.origin]);
    setRefused(null);
    void asked
      .then(async (granted) => {
        if (!granted) return setRefused({ reason: 'host-not-allowed', detail: teach.host });
        const saved = await client.call('teach.save', { tabId });
        if (saved.ok) show('saved');
        else setRefused(saved);
      })
      .catch(() => show('stopped'));
  };

  return (
    <section className={styles.pane} data-testid="teaching" data-armed={teach.armed ?? ''} data-used={teach.used}>
      <h2 className={styles.title}>{t('teach.title')}</h2>
      <p className={styles.lead}>{t('teach.lead')}</p>
      <ol className={styles.parts}>
        {PARTS.map(([part, Icon]) => {
          const done = teach.done.includes(part);
          const armed = teach.armed === part;
          const next = teach.armed === null && teach.next === part;
          return (
            <li key={part}>
              <UnstyledButton
                className={styles.part}
                data-testid="teach-part"
                data-part={part}
                data-done={done}
                data-armed={armed}
                data-next={next}
                aria-pressed={armed}
                onClick={() => client.call('teach.part', { tabId, part }).catch(() => show('stopped'))}
              >
                <Icon size={17} aria-hidden />
                <span className={styles.partText}>
                  <span className={styles.partName}>
                    {t(`teach.part.${part}`)}
                    {!NEEDED.includes(part) && <span className={styles.optional}>{t('teach.optional')}</span>}
                  </span>
                  <span className={styles.partHint} role={armed ? 'status' : undefined}>
                    {armed ? (
                      t('teach.armed')
                    ) : done && part === 'name' && teach.buyerName ? (
                      <HarmlessText text={teach.buyerName} max={40} />
                    ) : (
                      t(done ? 'teach.again' : `teach.hint.${part}`)
                    )}
                  </span>
                </span>
                {armed ? (
                  <IconHandClick size={18} className={styles.armedIcon} aria-hidden />
                ) : done ? (
                  <IconCircleCheckFilled size={18} className={styles.doneIcon} aria-label={t('teach.done')} />
                ) : (
                  <IconCircle size={18} className={styles.openIcon} aria-hidden />
                )}
              </UnstyledButton>
            </li>
          );
        })}
      </ol>
      {teach.problem && (
        <p className={styles.problem} role="alert" data-testid="teach-problem" data-reason={teach.problem}>
          <IconAlertTriangle size={15} aria-hidden />
          <span>{t(`teach.problem.${teach.problem}`)}</span>
        </p>
      )}
      {unsure > 0 && !teach.problem && (
        <p className={styles.problem} role="alert" data-testid="teach-unsure">
          <IconAlertTriangle size={15} aria-hidden />
          <span>{t('teach.unsure', { count: unsure })}</span>
        </p>
      )}
      {refused && (
        <p className={styles.problem} role="alert" data-testid="teach-refused" data-reason={refused.reason}>
          <IconAlertTriangle size={15} aria-hidden />
          <span>{t(`overlay.refused.${refused.reason}`, { detail: refused.detail ?? '' })}</span>
        </p>
      )}
      <div className={styles.actions}>
        <Button size="xs" data-testid="teach-save" disabled={!teach.isReady} onClick={save}>
          {t('teach.save')}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          data-testid="teach-cancel"
          onClick={() => client.call('teach.stop', { tabId }).catch(() => show('stopped'))}
        >
          {t('cancel')}
        </Button>
      </div>
      {teach.rows.length > 0 && (
        <>
          <p className={styles.check}>{t('teach.check')}</p>
          <ReadRows rows={teach.rows} open />
        </>
      )}
    </section>
  );
}
