import { useEffect, useId, useRef } from 'react';
import { useHostState } from '@/components/hooks/use-host-state';
import { NoticeBanner } from '@/components/notice/notice-banner';
import type { TabView } from '@/lib/platform/messages';
import { AdviceList } from './advice-list';
import { BuyerTurn } from './buyer-turn';
import { DetectLine } from './detect-note';
import { DraftFindings } from './draft-findings';
import { FirstRunHint } from './first-run-hint';
import { LlmGroup } from './llm-group';
import styles from './panel.module.css';
import { usePanelActions } from './panel-actions';
import { PanelHeader } from './panel-header';
import { ChangedBanner, ListSkeleton, NoConsole, OffNote, StoppedNote, UnknownNote, WaitingNote } from './panel-states';
import { ReadList } from './read-list';
import { SearchBox } from './search-box';
import { SearchResults } from './search-results';
import { Signals } from './signals';
import { SyncFooter } from './sync-footer';
import { useSearch } from './use-search';

/** The whole panel for one console tab. `tab` undefined: not known yet; null: no console in the tab. */
export function Panel({ tab }: { tab: TabView | null | undefined }) {
  const host = useHostState();
  const { canInsert, insert, copy } = usePanelActions();
  const listId = useId();
  const box = useRef<HTMLInputElement>(null);
  const search = useSearch(tab?.tabId ?? null, (result) => {
    // Internal knowledge asks for its own second press: Enter alone never sends it on its way.
    if (result.internal) return;
    if (canInsert) insert(result, tab?.ref ?? null);
    else copy(result);
  });

  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.isComposing || isTyping(event.target)) return;
      event.preventDefault();
      box.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  const searching = search.query.trim() !== '';
  return (
    <div className={styles.panel}>
      <PanelHeader tab={tab} />
      <SearchBox query={search.query} onQuery={search.setQuery} onKey={search.onKey} inputRef={box} listId={listId} />
      <NoticeBanner tabId={tab?.tabId ?? null} />
      <main className={styles.main}>
        {tab?.state === 'changed' && <ChangedBanner />}
        {searching ? (
          <SearchResults
            results={search.results}
            loading={search.loading}
            active={search.active}
            onActive={search.setActive}
            ref_={tab?.ref ?? null}
            listId={listId}
          />
        ) : host === 'stopped' ? (
          <StoppedNote />
        ) : (
          <TabBody tab={tab} onSearch={() => box.current?.focus()} />
        )}
      </main>
      <SyncFooter />
    </div>
  );
}

function TabBody({ tab, onSearch }: { tab: TabView | null | undefined; onSearch: () => void }) {
  if (tab === undefined) return <ListSkeleton />;
  if (tab === null || tab.state === 'none') return <NoConsole />;
  if (tab.state === 'off') return <OffNote />;
  if (tab.state === 'unknown') return <UnknownNote tab={tab} />;
  if (tab.state === 'waiting')
    return (
      <>
        <FirstRunHint />
        <DetectLine tab={tab} />
        <WaitingNote />
      </>
    );
  return (
    <>
      <BuyerTurn key={tab.advice?.turnId ?? ''} tab={tab} advice={tab.advice} />
      {tab.advice && <Signals tab={tab} advice={tab.advice} />}
      <DraftFindings draft={tab.draft} />
      <AdviceList tab={tab} onSearch={onSearch} />
      <LlmGroup tab={tab} />
      <DetectLine tab={tab} />
      <FirstRunHint />
      <ReadList tab={tab} />
    </>
  );
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
