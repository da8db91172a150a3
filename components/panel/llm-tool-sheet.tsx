import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowBarDown,
  IconCopy,
  IconPlayerStop,
  IconRefresh,
  IconReplace,
  IconSettings,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { HarmlessText } from '@/components/text/harmless-text';
import type { LlmToolResult, LlmToolView } from '@/lib/platform/methods/llm-methods';
import styles from './llm-dock.module.css';
import { LlmFindings, MarkedText } from './llm-findings';
import { SETUP } from './llm-group';
import { usePanelActions } from './panel-actions';
import { useCountdown } from './use-countdown';
import type { LlmTools } from './use-llm-tools';

/** What a tool writes or has written, above its row: streamed, checked, with what can be done with it. */
export function LlmToolSheet({ tools, view, name }: { tools: LlmTools; view: LlmToolView; name: string }) {
  const { t } = useTranslation();
  const { openDesk } = usePanelActions();
  const { state, reason, result, preview, tool } = view;
  const seconds = useCountdown(view.retryAtMs);
  const isBack = result?.back?.state === 'running';
  const words =
    state === 'running'
      ? t(isBack ? 'llm.tool.readingBack' : 'llm.tool.running')
      : reason
        ? seconds > 0
          ? t('llm.wait', { seconds })
          : t(`llm.reason.${reason}`)
        : null;
  return (
    <div
      className={styles.sheet}
      data-testid="llm-tool-sheet"
      data-tool={tool ?? undefined}
      data-state={state}
      data-reason={reason ?? undefined}
    >
      <div className={styles.sheetHead}>
        <strong>{name}</strong>
        <span className={styles.words} role="status" data-tone={state === 'error' ? 'amber' : undefined}>
          {words}
        </span>
        {reason && SETUP.has(reason) && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconSettings size={13} aria-hidden />}
            onClick={() => openDesk('#/llm')}
          >
            {t('llm.setup')}
          </Button>
        )}
        {state === 'error' && tool && seconds === 0 && reason && !SETUP.has(reason) && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconRefresh size={13} aria-hidden />}
            onClick={() => tools.run(tool)}
          >
            {t('llm.retry')}
          </Button>
        )}
        <Tooltip label={`${t(state === 'running' ? 'llm.stop' : 'llm.tool.close')} (Esc)`} openDelay={400}>
          <ActionIcon
            size={22}
            variant="subtle"
            color="gray"
            aria-label={t(state === 'running' ? 'llm.stop' : 'llm.tool.close')}
            aria-keyshortcuts="Escape"
            data-testid="llm-tool-stop"
            onClick={tools.stop}
          >
            {state === 'running' ? <IconPlayerStop size={14} aria-hidden /> : <IconX size={14} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      </div>
      {state === 'running' && !result && (
        <p className={styles.text} aria-busy data-testid="llm-tool-preview">
          {preview ? <bdi>{preview}</bdi> : <span className={styles.line} aria-hidden />}
          <span className={styles.caret} aria-hidden />
        </p>
      )}
      {result && <Result tools={tools} view={view} result={result} />}
    </div>
  );
}

function Result({ tools, view, result }: { tools: LlmTools; view: LlmToolView; result: LlmToolResult }) {
  const { t } = useTranslation();
  const { copy } = usePanelActions();
  const { use } = tools;
  const { back } = result;
  return (
    <>
      <div className={styles.scroll}>
        <p className={styles.text} data-testid="llm-tool-text" lang={result.language}>
          <MarkedText text={result.text} findings={result.findings} />
        </p>
        {view.source?.kind === 'turn' && <p className={styles.note}>{t('llm.tool.machine')}</p>}
        {back && (
          <p className={styles.back} data-testid="llm-tool-back" data-state={back.state}>
            <span className={styles.of}>{t('llm.tool.back')}</span>
            {back.state === 'done' ? (
              <HarmlessText text={back.text} />
            ) : back.state === 'running' ? (
              <span className={styles.line} aria-hidden />
            ) : (
              <span data-tone="amber">{t('llm.tool.noBack', { reason: t(`llm.reason.${back.reason}`) })}</span>
            )}
          </p>
        )}
        <LlmFindings findings={result.findings} />
        {use === 'stale' && <p className={styles.note}>{t('llm.tool.stale')}</p>}
        {result.isReplaced && use !== 'undo' && <p className={styles.note}>{t('llm.tool.changed')}</p>}
      </div>
      <div className={styles.actions}>
        {(use === 'replace' || use === 'insert') && (
          <Button
            size="compact-sm"
            leftSection={
              use === 'replace' ? <IconReplace size={14} aria-hidden /> : <IconArrowBarDown size={14} aria-hidden />
            }
            rightSection={<kbd className={styles.onButton}>Alt+↵</kbd>}
            aria-keyshortcuts="Alt+Enter"
            data-testid="llm-tool-use"
            onClick={(event) => {
              if (event.nativeEvent.isTrusted) tools.apply();
            }}
          >
            {t(use === 'replace' ? 'llm.tool.replace' : 'piece.insert')}
          </Button>
        )}
        {use === 'undo' && (
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconArrowBackUp size={14} aria-hidden />}
            rightSection={<kbd className={styles.onButton}>Alt+Z</kbd>}
            aria-keyshortcuts="Alt+Z"
            data-testid="llm-tool-undo"
            onClick={tools.undo}
          >
            {t('llm.tool.undo')}
          </Button>
        )}
        {use === 'stale' && view.tool && (
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconRefresh size={14} aria-hidden />}
            data-testid="llm-tool-again"
            onClick={() => view.tool && tools.run(view.tool)}
          >
            {t('llm.tool.again')}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconCopy size={14} aria-hidden />}
          data-testid="llm-tool-copy"
          onClick={() => copy(result)}
        >
          {t('piece.copy')}
        </Button>
      </div>
    </>
  );
}
