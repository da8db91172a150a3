import { IconArrowDown, IconLanguage, IconSparkles, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LlmToolState } from '@/components/hooks/use-llm-tool';
import { toLanguageName } from '@/components/text/language-name';
import { TOOL_KEYS } from '@/components/text/tool-keys';
import type { TabView } from '@/lib/platform/messages';
import type { LlmView } from '@/lib/platform/methods/llm-methods';
import { LLM_TOOLS, type LlmTool } from '@/lib/suggest/llm/tools';
import styles from './llm-dock.module.css';
import { CANDIDATES_ID } from './llm-group';
import { usePick } from './llm-pick';
import { LlmToolSheet } from './llm-tool-sheet';
import { useCountdown } from './use-countdown';
import { useLlmTools } from './use-llm-tools';
import { useToolKeys } from './use-tool-keys';

/**
 * One line at the foot of the panel, always in the same place: how the candidates stand, with the way to them, and the tools for
 * what the agent writes or has picked. Nothing above moves when something comes in here.
 */
export function LlmDock({ tab, llm, tool }: { tab: TabView; llm: LlmView; tool: LlmToolState }) {
  const { t, i18n } = useTranslation();
  const tools = useLlmTools(tab, tool);
  const { picked, pick } = usePick();
  const { target, offered, view, use } = tools;

  const jump = (): boolean => {
    const group = document.getElementById(CANDIDATES_ID);
    group?.scrollIntoView({ block: 'start' });
    group?.focus({ preventScroll: true });
    return group !== null;
  };
  useToolKeys({
    run: (tool) => {
      if (offered.includes(tool)) tools.run(tool);
      return offered.includes(tool);
    },
    use: () => {
      if (use !== 'replace' && use !== 'insert' && use !== 'copy') return false;
      tools.apply();
      return true;
    },
    undo: () => {
      if (use === 'undo') tools.undo();
      return use === 'undo';
    },
    stop: () => {
      if (view) tools.stop();
      else if (picked) pick(null);
      return view !== null || picked !== null;
    },
    jump,
  });

  const nameOf = (tool: LlmTool): string =>
    tool === 'to-buyer'
      ? t('llm.tool.to-buyer', { language: toLanguageName(tab.advice?.language ?? '', i18n.language) ?? '' })
      : t(`llm.tool.${tool}`);
  const shown = LLM_TOOLS.filter((tool) => offered.includes(tool));
  return (
    <section className={styles.dock} aria-label={t('llm.dock.label')} data-testid="llm-dock">
      {view && <LlmToolSheet tools={tools} view={view} name={view.tool ? nameOf(view.tool) : ''} />}
      {shown.length > 0 && (
        <div className={styles.tools} data-testid="llm-tools">
          {target && (
            <p className={styles.target}>
              <span className={styles.of}>{t(`llm.tool.of.${target.kind}`)}</span>
              <span className={styles.quote}>{target.text}</span>
              {target.kind === 'piece' && (
                <button
                  type="button"
                  className={styles.drop}
                  aria-label={t('llm.tool.unpick')}
                  onClick={() => pick(null)}
                >
                  <IconX size={12} aria-hidden />
                </button>
              )}
              <span className={styles.hint}>{t('llm.tool.keys')}</span>
            </p>
          )}
          <div className={styles.row} role="toolbar" aria-label={t('llm.tool.label')}>
            {shown.map((tool) => (
              <button
                key={tool}
                type="button"
                className={styles.tool}
                data-testid="llm-tool"
                data-tool={tool}
                data-on={view?.tool === tool || undefined}
                aria-keyshortcuts={`Alt+${TOOL_KEYS[tool].label}`}
                title={`${t(`llm.tool.does.${tool}`)} (Alt+${TOOL_KEYS[tool].label})`}
                onClick={() => tools.run(tool)}
              >
                {tool === 'to-buyer' && <IconLanguage size={13} aria-hidden />}
                {nameOf(tool)}
                <kbd>{TOOL_KEYS[tool].label}</kbd>
              </button>
            ))}
          </div>
        </div>
      )}
      <DockStatus llm={llm} onJump={jump} />
    </section>
  );
}

function DockStatus({ llm, onJump }: { llm: LlmView; onJump: () => void }) {
  const { t } = useTranslation();
  const seconds = useCountdown(llm.retryAtMs);
  const count = llm.candidates.length;
  const isRunning = llm.state === 'running';
  const words = isRunning
    ? t('llm.running')
    : count > 0
      ? t('llm.dock.ready', { count })
      : seconds > 0
        ? t('llm.wait', { seconds })
        : t(`llm.reason.${llm.reason ?? 'no-question'}`);
  return (
    <button
      type="button"
      className={styles.status}
      data-testid="llm-dock-status"
      data-state={llm.state}
      data-count={count}
      aria-keyshortcuts="Alt+L"
      title={t('llm.dock.jump')}
      onClick={onJump}
    >
      <IconSparkles size={13} className={styles.spark} data-busy={isRunning} aria-hidden />
      <strong>AI</strong>
      <span className={styles.words} data-tone={llm.state === 'error' ? 'amber' : undefined}>
        {words}
      </span>
      <kbd>Alt+L</kbd>
      <IconArrowDown size={13} aria-hidden />
    </button>
  );
}
