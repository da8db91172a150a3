import { IconAlertOctagon, IconArrowBarDown, IconLoader2 } from '@tabler/icons-react';
import { type MouseEvent, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaintedList } from '@/components/hooks/use-painted-list';
import { usePaintedReport } from '@/components/hooks/use-painted-report';
import { usePushedTab } from '@/components/hooks/use-pushed-tab';
import { useUncovered } from '@/components/hooks/use-uncovered';
import { useHostClient } from '@/components/host-client-context';
import { useToasts } from '@/components/ui/toasts';
import type { ConversationRef } from '@/lib/chat/conversation';
import type { TabView } from '@/lib/platform/messages';
import type { Finding } from '@/lib/suggest/view-model';
import { StripNotice } from './strip-notice';

/** What the strip shows: the first suggestion of a conversation, and how many more the panel has. */
interface StripLine {
  ref: ConversationRef;
  first: { id: string; text: string; entryId: string; origin: string } | null;
  more: number;
}

const toLine = (tab: TabView | null | undefined): StripLine | null => {
  const advice = tab?.advice;
  if (!advice) return null;
  const [first] = advice.suggestions;
  return {
    ref: advice.ref,
    first: first ? { id: first.id, text: first.text, entryId: first.entryId, origin: first.origin } : null,
    more: Math.max(0, advice.suggestions.length - 1),
  };
};
const keyOf = (line: StripLine | null) => JSON.stringify(line);

/** One line above the composer: the top suggestion, one press away. */
export function Strip() {
  const { t } = useTranslation();
  const client = useHostClient();
  const { show } = useToasts();
  const tab = usePushedTab();
  const line = useMemo(() => toLine(tab), [tab]);
  const { painted, waiting, handlers } = usePaintedList(line, keyOf);
  const first = painted?.first ?? null;
  const tabId = tab?.tabId ?? null;
  const places = useMemo(() => (first ? [{ id: first.id, text: first.text }] : []), [first]);
  usePaintedReport(tabId, painted?.ref ?? null, places);
  const button = useRef<HTMLButtonElement>(null);

  if (tab?.state !== 'attached') return null;
  if (tab.draft?.held) return <HeldLine findings={tab.draft.findings} />;

  const onInsert = (event: MouseEvent, isUncovered: () => boolean) => {
    if (!event.nativeEvent.isTrusted || !painted || !first || tabId === null) return;
    if (!isUncovered()) return show('covered');
    client.call('insert', { tabId, sourceId: first.id, text: first.text, ref: painted.ref }).then(
      (result) => show(result.ok ? 'inserted' : result.reason),
      () => show('stopped'),
    );
  };

  const reply = (first || !tab.notice) && (
    <section
      className="strip"
      data-testid="strip"
      data-state={tab.state}
      data-stale={waiting}
      aria-label={t('strip.label')}
      {...handlers}
    >
      {first ? (
        <div
          className="strip-item"
          data-testid="suggestion"
          data-entry={first.entryId}
          data-id={first.id}
          data-origin={first.origin}
        >
          <bdi className="strip-text" data-testid="suggestion-text" title={first.text}>
            {first.text}
          </bdi>
          {painted && painted.more > 0 && (
            <span className="strip-more">{t('strip.more', { count: painted.more })}</span>
          )}
          <InsertKey buttonRef={button} onPress={onInsert} />
        </div>
      ) : (
        <p className="strip-quiet" data-testid="silence" data-reason={tab.advice?.silence ?? 'loading'}>
          {painted ? (
            t('strip.none')
          ) : (
            <>
              <IconLoader2 size={14} className="strip-spin" aria-hidden /> {t('strip.thinking')}
            </>
          )}
        </p>
      )}
    </section>
  );
  return (
    <>
      {tab.notice && <StripNotice key={tab.notice.key} notice={tab.notice} />}
      {reply}
    </>
  );
}

/** A held press: what is wrong, and that a second press sends. */
function HeldLine({ findings }: { findings: Finding[] }) {
  const { t } = useTranslation();
  const red = findings.filter(({ severity }) => severity === 'red');
  const what = red
    .map(({ type, span }) => t(`finding.${type}`) + (span ? t('finding.span', { span }) : ''))
    .join(' · ');
  return (
    <section className="strip" data-testid="strip" data-state="attached" aria-label={t('strip.label')}>
      <p className="strip-quiet strip-held" role="status" data-testid="draft-held" title={`${what} ${t('strip.held')}`}>
        <IconAlertOctagon size={14} aria-hidden /> <bdi className="strip-text">{what}</bdi> {t('strip.held')}
      </p>
    </section>
  );
}

interface InsertKeyProps {
  buttonRef: React.RefObject<HTMLButtonElement | null>;
  onPress(event: MouseEvent, isUncovered: () => boolean): void;
}

/** The button is watched from the moment it stands there, so a press at once after painting is not yet believed. */
function InsertKey({ buttonRef, onPress }: InsertKeyProps) {
  const { t } = useTranslation();
  const isUncovered = useUncovered(buttonRef);
  return (
    <button
      ref={buttonRef}
      type="button"
      className="strip-insert"
      data-testid="suggestion-insert"
      aria-keyshortcuts="Alt+1"
      onClick={(event) => onPress(event, isUncovered)}
    >
      <IconArrowBarDown size={15} aria-hidden />
      {t('strip.insert')}
      <kbd>Alt+1</kbd>
    </button>
  );
}
