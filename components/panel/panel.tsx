import { useEffect, useId, useRef, useState } from 'react';
import { useHostState } from '@/components/hooks/use-host-state';
import { useLlm } from '@/components/hooks/use-llm';
import { useLlmTool } from '@/components/hooks/use-llm-tool';
import { useHostClient } from '@/components/host-client-context';
import { NoticeBanner } from '@/components/notice/notice-banner';
import { isSameConversation, refKey } from '@/lib/chat/conversation';
import type { SearchResult, TabView } from '@/lib/platform/messages';
import type { LlmView } from '@/lib/platform/methods/llm-methods';
import type { OwnPhrase } from '@/lib/platform/methods/phrases-methods';
import { AdviceList } from './advice-list';
import { BuyerTurn } from './buyer-turn';
import { DetectLine } from './detect-note';
import { DraftFindings } from './draft-findings';
import { FactList } from './fact-list';
import { FirstRunHint } from './first-run-hint';
import { LlmDock } from './llm-dock';
import { LlmGroup } from './llm-group';
import { PickProvider } from './llm-pick';
import { OpenQuestions } from './open-questions';
import styles from './panel.module.css';
import { usePanelActions } from './panel-actions';
import { PanelHeader } from './panel-header';
import {
  BlindNote,
  ChangedBanner,
  ListSkeleton,
  NoConsole,
  OffNote,
  StoppedNote,
  UnknownNote,
  WaitingNote,
} from './panel-states';
import { PhraseBrowser } from './phrase-browser';
import { PhraseForm } from './phrase-form';
import { ReadList } from './read-list';
import { SearchBox } from './search-box';
import { SearchResults } from './search-results';
import { Signals } from './signals';
import { SyncFooter } from './sync-footer';
import { TaughtLine } from './taught-line';
import { TeachPane } from './teach-pane';
import { useAskLead } from './use-ask-lead';
import { useSearch } from './use-search';

/** The whole panel for one console tab. `tab` undefined: not known yet; null: no console in the tab; `isHeld`: as the last host left it. */
export function Panel({ tab, isHeld }: { tab: TabView | null | undefined; isHeld: boolean }) {
  const host = useHostState();
  const { canInsert, insert, copy } = usePanelActions();
  const listId = useId();
  const box = useRef<HTMLInputElement>(null);
  const [page, setPage] = useState<'chat' | 'phrases' | 'questions'>('chat');
  const [editing, setEditing] = useState<{ entryId: string; start: OwnPhrase } | null>(null);
  const askLead = useAskLead(tab);
  const client = useHostClient();
  const search = useSearch(tab?.tabId ?? null, tab?.ref ? refKey(tab.ref) : '', (result) => {
    // Internal knowledge asks for its own second press: Enter alone never sends it on its way.
    if (result.internal) return;
    if (canInsert) insert(result, tab?.ref ?? null);
    else copy(result);
  });

  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.altKey && event.code === 'KeyQ' && !event.repeat) {
        event.preventDefault();
        return askLead();
      }
      if (event.key !== '/' || event.isComposing || isTyping(event.target)) return;
      event.preventDefault();
      box.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [askLead]);

  const edit = async ({ entryId }: SearchResult) => {
    const start = await client.call('phrases.own.get', { entryId });
    if (start) setEditing({ entryId, start });
  };
  const toChat = () => {
    setPage('chat');
    box.current?.focus();
  };
  const searching = search.query.trim() !== '';
  const llm = useLlm(tab?.tabId ?? null);
  const tool = useLlmTool(tab?.tabId ?? null);
  const isOn = llm ? llm.state !== 'off' : false;
  const chat = tab && llm && isOn && page === 'chat' && !searching && !editing && host !== 'stopped' ? tab : null;
  return (
    <PickProvider isOn={isOn} ref_={tab?.ref ?? null}>
      <div className={styles.panel}>
        <PanelHeader tab={tab} onQuestions={() => setPage('questions')} />
        <SearchBox
          query={search.query}
          onQuery={search.setQuery}
          onKey={(event) => {
            // Down from an empty box goes into the phrases.
            if (search.query === '' && event.key === 'ArrowDown' && !event.nativeEvent.isComposing) {
              event.preventDefault();
              setPage('phrases');
            } else search.onKey(event);
          }}
          inputRef={box}
          listId={listId}
          browsing={page === 'phrases'}
          onBrowse={() => setPage(page === 'phrases' ? 'chat' : 'phrases')}
        />
        <NoticeBanner tabId={tab?.tabId ?? null} />
        <main className={styles.main}>
          {tab?.state === 'changed' && !tab.teach && <ChangedBanner tab={tab} />}
          {editing ? (
            <PhraseForm {...editing} tabId={tab?.tabId ?? null} folders={[]} onDone={() => setEditing(null)} />
          ) : searching ? (
            <SearchResults
              results={search.results}
              loading={search.loading}
              active={search.active}
              onActive={search.setActive}
              ref_={tab?.ref ?? null}
              listId={listId}
              onEdit={(result) => void edit(result)}
            />
          ) : host === 'stopped' ? (
            <StoppedNote />
          ) : page === 'phrases' ? (
            <PhraseBrowser tab={tab} onClose={toChat} />
          ) : page === 'questions' ? (
            <OpenQuestions onClose={toChat} />
          ) : (
            <TabBody tab={tab} isHeld={isHeld} llm={llm ?? null} onSearch={() => box.current?.focus()} />
          )}
        </main>
        {chat?.ref && llm && isSameConversation(llm.ref ?? chat.ref, chat.ref) && (
          <LlmDock tab={chat} llm={llm} tool={tool} />
        )}
        <SyncFooter />
      </div>
    </PickProvider>
  );
}

interface TabBodyProps {
  tab: TabView | null | undefined;
  isHeld: boolean;
  llm: LlmView | null;
  onSearch: () => void;
}

function TabBody({ tab, isHeld, llm, onSearch }: TabBodyProps) {
  if (tab === undefined) return <ListSkeleton />;
  if (tab?.teach) return <TeachPane tabId={tab.tabId} teach={tab.teach} />;
  if (tab === null || tab.state === 'none') return <NoConsole />;
  if (tab.state === 'off') return <OffNote />;
  if (tab.state === 'unknown') return <UnknownNote tab={tab} />;
  if (tab.state === 'waiting')
    return (
      <>
        <FirstRunHint />
        <DetectLine tab={tab} />
        <TaughtLine tab={tab} />
        <WaitingNote tab={tab} />
      </>
    );
  // nothing is being read: the banner above says why
  if (tab.state === 'changed' && tab.advice === null)
    return (
      <>
        <BlindNote />
        <ReadList tab={tab} />
      </>
    );
  return (
    <>
      <BuyerTurn key={tab.advice?.turnId ?? ''} tab={tab} advice={tab.advice} />
      {tab.advice && <Signals tab={tab} advice={tab.advice} />}
      <DraftFindings tab={tab} />
      <AdviceList tab={tab} isHeld={isHeld} onSearch={onSearch} />
      <LlmGroup tab={tab} llm={llm} />
      <DetectLine tab={tab} />
      <TaughtLine tab={tab} />
      <FirstRunHint />
      <FactList tab={tab} />
      <ReadList tab={tab} />
    </>
  );
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
