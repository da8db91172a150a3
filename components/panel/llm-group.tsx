import { Button } from '@mantine/core';
import { IconPlayerStop, IconRefresh, IconSettings, IconSparkles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePaintedList } from '@/components/hooks/use-painted-list';
import { useHostClient } from '@/components/host-client-context';
import { isSameConversation } from '@/lib/chat/conversation';
import type { TabView } from '@/lib/platform/messages';
import type { LlmReason, LlmView } from '@/lib/platform/methods/llm-methods';
import styles from './llm.module.css';
import { LlmCandidate } from './llm-candidate';
import { usePanelActions } from './panel-actions';
import { useCountdown } from './use-countdown';

/** Where the dock's line leads. */
export const CANDIDATES_ID = 'llm-candidates';

/** Equal for views whose candidates are the same: what stands under the agent's hand does not move. */
const toListKey = (view: LlmView | null): string =>
  JSON.stringify(view && [view.ref, view.turnId, view.candidates.map(({ id }) => id)]);

/** Reasons that only the set-up can mend. */
export const SETUP: ReadonlySet<LlmReason> = new Set([
  'no-model',
  'no-key',
  'permission',
  'budget',
  'auth',
  'quota',
  'model-missing',
  'origin-refused',
  'bad-request',
]);

/** What the LLM adds, in a group of its own below the local suggestions. */
export function LlmGroup({ tab, llm }: { tab: TabView; llm: LlmView | null }) {
  // Another conversation's candidates are never painted, not even for a moment.
  const own = llm && (llm.ref === null || isSameConversation(llm.ref, tab.ref)) ? llm : null;
  if (!own) return null;
  return <Group key={JSON.stringify(own.ref)} view={own} tab={tab} />;
}

function Group({ view, tab }: { view: LlmView; tab: TabView }) {
  const { t } = useTranslation();
  const { painted, handlers } = usePaintedList(view, toListKey);
  const shown = isSameConversation(painted.ref, tab.ref) ? painted.candidates : [];
  return (
    <section
      id={CANDIDATES_ID}
      tabIndex={-1}
      className={styles.group}
      aria-label={t('llm.group')}
      data-testid="llm"
      {...handlers}
    >
      <Status view={view} tabId={tab.tabId} />
      {view.state === 'running' && <Preview view={view} />}
      {shown.length > 0 && view.state !== 'running' && (
        <ol className={styles.list}>
          {shown.map((candidate) => (
            <LlmCandidate key={candidate.id} candidate={candidate} ref_={painted.ref} />
          ))}
        </ol>
      )}
      {view.state === 'done' && view.candidates.length > 0 && view.withheld > 0 && (
        <p className={styles.note}>{t('llm.withheld', { count: view.withheld })}</p>
      )}
    </section>
  );
}

function Status({ view, tabId }: { view: LlmView; tabId: number }) {
  const { t } = useTranslation();
  const client = useHostClient();
  const { openDesk } = usePanelActions();
  const seconds = useCountdown(view.retryAtMs);
  const start = () => void client.call('llm.draft', { tabId }).catch(() => undefined);
  const stop = () => void client.call('llm.stop', { tabId }).catch(() => undefined);
  const { state, reason } = view;
  const words = state === 'running' ? t('llm.running') : reason ? t(`llm.reason.${reason}`) : null;
  const canWrite =
    view.turnId !== null && (state === 'stopped' || state === 'done' || state === 'error') && seconds === 0;
  const isSetup = reason !== null && SETUP.has(reason);
  return (
    <div
      className={styles.head}
      data-testid="llm-status"
      data-state={state}
      data-reason={reason ?? undefined}
      role="status"
    >
      <IconSparkles size={14} className={styles.spark} data-busy={state === 'running'} aria-hidden />
      <span className={styles.title}>{t('llm.title')}</span>
      <span className={styles.words} data-tone={state === 'error' ? 'amber' : undefined}>
        {seconds > 0 ? t('llm.wait', { seconds }) : words}
        {view.dropped && state === 'stopped' && reason === 'ready' ? ` · ${t('llm.dropped')}` : ''}
      </span>
      {state === 'off' || isSetup ? (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconSettings size={13} aria-hidden />}
          data-testid="llm-setup"
          onClick={() => openDesk('#/llm')}
        >
          {t('llm.setup')}
        </Button>
      ) : null}
      {state === 'running' && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<IconPlayerStop size={13} aria-hidden />}
          data-testid="llm-stop"
          onClick={stop}
        >
          {t('llm.stop')}
        </Button>
      )}
      {canWrite && !isSetup && reason !== 'no-question' && (
        <Button
          size="compact-xs"
          variant={reason === 'ready' ? 'light' : 'subtle'}
          leftSection={<IconRefresh size={13} aria-hidden />}
          data-testid="llm-write"
          onClick={start}
        >
          {t(reason === 'ready' ? 'llm.write' : state === 'error' ? 'llm.retry' : 'llm.again')}
        </Button>
      )}
    </div>
  );
}

/** What has passed the check so far; it cannot be inserted yet, and keeps the room that it will take. */
function Preview({ view }: { view: LlmView }) {
  const { t } = useTranslation();
  if (view.preview.length === 0)
    return (
      <div className={styles.preview} aria-hidden>
        <span className={styles.line} />
        <span className={styles.line} />
      </div>
    );
  return (
    <div className={styles.previews} data-testid="llm-preview" aria-busy>
      {view.preview.map(({ style, text }) => (
        <div key={style} className={styles.preview}>
          <span className={styles.style}>{t(`llm.style.${style}`)}</span>
          <p className={styles.text}>
            <bdi>{text}</bdi>
            <span className={styles.caret} aria-hidden />
          </p>
        </div>
      ))}
      <p className={styles.note}>{t('llm.checking')}</p>
    </div>
  );
}
