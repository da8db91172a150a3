import { type ConversationRef, isSameConversation, refKey } from '@/lib/chat/conversation';
import type { Clock } from '@/lib/core/clock';
import { createLog } from '@/lib/core/log';
import type { LlmReason, LlmView } from '@/lib/platform/methods/llm-methods';
import type { AssistantSettings } from '@/lib/suggest/assistant';
import { buildDraftPrompt } from '@/lib/suggest/llm/prompt';
import type { Brain } from '../brain';
import type { ConsoleSession } from '../console-session';
import type { LlmEndpoint } from './client';
import type { LlmConfig } from './config';
import type { Gate } from './gate';
import { type DraftDeps, type DraftResult, writeDrafts } from './write-drafts';

/** Drafting, tab by tab: at most one run per tab, always for the turn that is open. */
export interface LlmSessions {
  /** The tab's view changed: another turn ends the run of the one before. */
  onTab(session: ConsoleSession): void;
  /** A view began to look at this tab. */
  onShown(session: ConsoleSession): void;
  view(session: ConsoleSession): LlmView;
  /** The agent asks for candidates now. */
  start(session: ConsoleSession): void;
  stop(session: ConsoleSession): void;
  close(session: ConsoleSession): void;
  /** Settings changed: everything is asked anew. */
  reset(): void;
}

export interface LlmSessionsDeps {
  clock: Clock;
  config(): LlmConfig | null;
  /** Everything that must hold before a request leaves; null when it may. */
  gate: Gate;
  endpoint(): Promise<LlmEndpoint>;
  brain(): Brain;
  draft: Omit<DraftDeps, 'guard'>;
  assistantSettings(session: ConsoleSession): AssistantSettings;
  isShown(tabId: number): boolean;
  push(tabId: number, view: LlmView): void;
  /** Quiet time after the buyer's last fragment before a request is worth its money, ms. */
  quietMs?: number;
}

interface Turn {
  key: string;
  ref: ConversationRef;
  turnId: string;
}

interface TabState {
  turn: Turn | null;
  view: LlmView;
  abort: AbortController | null;
  timer: ReturnType<typeof setTimeout> | null;
}

const ENTRIES = 14;
const QUIET_MS = 800;
/** Finished turns whose candidates come back when the agent does. */
const KEPT_TURNS = 60;

const log = createLog('llm');

/** Makes the sessions. */
export function createLlmSessions(deps: LlmSessionsDeps): LlmSessions {
  const tabs = new Map<ConsoleSession, TabState>();
  const finished = new Map<string, LlmView>();
  const quietMs = deps.quietMs ?? QUIET_MS;

  const turnOf = (session: ConsoleSession): Turn | null => {
    const { advice, ref } = session.view();
    if (!advice?.turnId || !isSameConversation(advice.ref, ref)) return null;
    return { key: JSON.stringify([refKey(advice.ref), advice.turnId]), ref: advice.ref, turnId: advice.turnId };
  };

  const blank = (session: ConsoleSession, turn: Turn | null, dropped = false): LlmView => {
    const config = deps.config();
    const mode = config?.mode ?? 'auto';
    const on = config?.on === true;
    return {
      tabId: session.tabId,
      ref: turn?.ref ?? null,
      turnId: turn?.turnId ?? null,
      state: on ? 'stopped' : 'off',
      reason: on ? (turn ? 'ready' : 'no-question') : 'off',
      candidates: [],
      preview: [],
      withheld: 0,
      dropped,
      mode,
    };
  };

  const stateOf = (session: ConsoleSession): TabState => {
    const known = tabs.get(session);
    if (known) return known;
    const state: TabState = { turn: null, view: blank(session, null), abort: null, timer: null };
    tabs.set(session, state);
    return state;
  };

  const show = (session: ConsoleSession, state: TabState, change: Partial<LlmView>) => {
    state.view = { ...state.view, ...change };
    deps.push(session.tabId, state.view);
  };

  /** Ends what runs; its late words find nobody. */
  const end = (state: TabState) => {
    if (state.timer) clearTimeout(state.timer);
    state.timer = null;
    state.abort?.abort();
    state.abort = null;
  };

  /** Candidates can be inserted only from here on, and only into the conversation that they were written for. */
  const issue = (session: ConsoleSession, { ref, candidates }: LlmView) => {
    if (ref) for (const { id, text, cites } of candidates) session.issue(id, text, cites?.[0]?.entryId ?? null, ref);
  };

  const run = async (session: ConsoleSession, asked: boolean): Promise<void> => {
    const state = stateOf(session);
    const turn = turnOf(session);
    const conversation = session.snapshot()?.conversation;
    if (!turn || !conversation || !isSameConversation(conversation.ref, turn.ref)) return;
    end(state);
    const abort = new AbortController();
    state.abort = abort;
    state.turn = turn;
    /** False as soon as the run was ended or the tab shows another turn: then nothing of it may be shown or issued. */
    const isCurrent = () => !abort.signal.aborted && state.abort === abort && turnOf(session)?.key === turn.key;
    const fail = (reason: LlmReason, more: Partial<LlmView> = {}) => {
      if (!isCurrent()) return;
      state.abort = null;
      const isWait = reason === 'ready' || reason === 'no-question' || reason === 'cancelled';
      show(session, state, {
        state: reason === 'off' ? 'off' : isWait ? 'stopped' : 'error',
        reason,
        preview: [],
        ...more,
      });
    };
    try {
      const barred = await deps.gate.check(asked);
      if (barred) return fail(barred.reason, barred.retryAtMs ? { retryAtMs: barred.retryAtMs } : {});
      if (!isCurrent()) return;
      state.view = { ...blank(session, turn), dropped: state.view.dropped };
      show(session, state, { state: 'running', reason: null });
      const settings = deps.assistantSettings(session);
      const grounding = await deps.brain().ground(conversation, settings, ENTRIES);
      if (!isCurrent()) return;
      if (!grounding) return fail('no-question');
      const prompt = buildDraftPrompt(grounding, { tone: deps.config()?.tone ?? '' });
      const guard = (text: string) => deps.brain().guard(text, conversation, settings);
      const result = await writeDrafts(
        { ...deps.draft, guard },
        await deps.endpoint(),
        prompt,
        abort.signal,
        (progress) => {
          if (isCurrent()) show(session, state, { preview: progress.preview });
        },
      );
      await deps.gate.note(result);
      if (!isCurrent()) return;
      state.abort = null;
      finish(session, state, turn, result);
    } catch (error) {
      log.error('a draft failed', { error: error instanceof Error ? error.name : 'unknown' });
      fail('internal');
    }
  };

  const finish = (session: ConsoleSession, state: TabState, turn: Turn, result: DraftResult) => {
    const barred = deps.gate.barredUntilMs();
    show(session, state, {
      state: result.state,
      reason: result.reason,
      candidates: result.candidates,
      preview: [],
      withheld: result.withheld.length,
      ...(result.state === 'error' && barred > deps.clock.now() ? { retryAtMs: barred } : {}),
    });
    issue(session, state.view);
    if (result.state !== 'done') return;
    finished.delete(turn.key);
    finished.set(turn.key, state.view);
    if (finished.size > KEPT_TURNS) finished.delete(finished.keys().next().value ?? '');
  };

  /** One automatic run per turn, after the buyer has gone quiet, only where somebody looks. */
  const schedule = (session: ConsoleSession, state: TabState) => {
    const config = deps.config();
    if (!config?.on || config.mode !== 'auto' || !state.turn || state.timer || state.abort) return;
    if (state.view.reason !== 'ready' || !deps.isShown(session.tabId)) return;
    const advice = session.view().advice;
    if (advice?.silence === 'no-question' || advice?.silence === 'loading' || session.isAnswered()) return;
    state.timer = setTimeout(() => {
      state.timer = null;
      if (state.view.reason === 'ready' && deps.isShown(session.tabId)) void run(session, false);
    }, quietMs);
  };

  const onTab = (session: ConsoleSession) => {
    const state = stateOf(session);
    const turn = turnOf(session);
    if (turn?.key === state.turn?.key && (turn !== null) === (state.view.ref !== null)) return schedule(session, state);
    const dropped = state.abort !== null;
    end(state);
    state.turn = turn;
    const before = turn && finished.get(turn.key);
    if (before) {
      state.view = { ...before, tabId: session.tabId };
      issue(session, state.view);
      deps.push(session.tabId, state.view);
      return;
    }
    state.view = blank(session, turn, dropped);
    deps.push(session.tabId, state.view);
    schedule(session, state);
  };

  return {
    onTab,
    onShown: (session) => schedule(session, stateOf(session)),
    view: (session) => stateOf(session).view,
    start: (session) => void run(session, true),
    stop: (session) => {
      const state = stateOf(session);
      const ran = state.abort !== null;
      end(state);
      if (ran) show(session, state, { state: 'stopped', reason: 'cancelled', preview: [] });
    },
    close: (session) => {
      const state = tabs.get(session);
      if (state) end(state);
      tabs.delete(session);
    },
    reset: () => {
      finished.clear();
      for (const [session, state] of tabs) {
        end(state);
        state.turn = turnOf(session);
        state.view = blank(session, state.turn);
        deps.push(session.tabId, state.view);
        schedule(session, state);
      }
    },
  };
}
