import type { Clock } from '@/lib/core/clock';
import type { PracticeLine, PracticeScript, PracticeStep } from './script-schema';

export interface PracticeMessage {
  id: string;
  role: 'buyer' | 'agent' | 'system';
  /** Words, or the card that was sent. */
  text?: string;
  card?: 'product' | 'order';
  atMs: number;
}

/** One conversation as the practice console shows it. */
export interface PracticeConversation {
  script: PracticeScript;
  /** False until the buyer has said something: then it is not in the list yet. */
  started: boolean;
  messages: readonly PracticeMessage[];
  unread: number;
  /** The buyer is about to say something. */
  typing: boolean;
  done: boolean;
  /** Since when the buyer waits for an answer, ms; null when it is the buyer's turn. */
  waitingSinceMs: number | null;
}

interface PracticeState {
  openId: string | null;
  conversations: readonly PracticeConversation[];
}

/** The practice buyers at work. Every change makes a new state object, as React's external stores want it. */
export interface PracticeEngine {
  state(): PracticeState;
  subscribe(listener: () => void): () => void;
  /** Lets the buyers begin; again: nothing. */
  start(): void;
  open(buyerId: string): void;
  /** The agent sends words; empty ones are ignored. */
  send(buyerId: string, text: string): void;
  /** All buyers from the beginning. */
  restart(): void;
  stop(): void;
}

export interface PracticeEngineDeps {
  scripts: readonly PracticeScript[];
  clock: Clock;
  /** Runs `action` after `ms`; returns the way to cancel. */
  schedule(action: () => void, ms: number): () => void;
}

/** A buyer reads what the agent sent before typing. */
const READING_MS = 900;

/** Makes the engine; nothing happens before `start`. */
export function createPracticeEngine({ scripts, clock, schedule }: PracticeEngineDeps): PracticeEngine {
  const listeners = new Set<() => void>();
  /** Pending timers and the step of each buyer. */
  const cancels = new Map<string, (() => void)[]>();
  const steps = new Map<string, PracticeStep | null>();
  let state = createState(scripts);
  let started = false;
  let nextId = 1;

  const set = (next: PracticeState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const change = (buyerId: string, edit: (conversation: PracticeConversation) => Partial<PracticeConversation>) =>
    set({
      ...state,
      conversations: state.conversations.map((one) =>
        one.script.buyer.id === buyerId ? { ...one, ...edit(one) } : one,
      ),
    });
  const later = (buyerId: string, ms: number, action: () => void) => {
    const pending = cancels.get(buyerId) ?? [];
    pending.push(schedule(action, ms));
    cancels.set(buyerId, pending);
  };
  const cancelAll = (buyerId: string) => {
    for (const cancel of cancels.get(buyerId) ?? []) cancel();
    cancels.set(buyerId, []);
  };

  const append = (buyerId: string, role: PracticeMessage['role'], line: Pick<PracticeMessage, 'text' | 'card'>) =>
    change(buyerId, (one) => ({
      started: true,
      messages: [...one.messages, { id: `p${nextId++}`, role, atMs: clock.now(), ...line }],
      unread: role === 'buyer' && state.openId !== buyerId ? one.unread + 1 : one.unread,
      waitingSinceMs: role === 'agent' ? null : (one.waitingSinceMs ?? clock.now()),
    }));

  const speak = (script: PracticeScript, step: PracticeStep, lines: PracticeLine[]) => {
    const buyerId = script.buyer.id;
    const [line, ...rest] = lines;
    if (!line) {
      change(buyerId, () => ({ typing: false, done: isLast(step) }));
      const { impatient } = step;
      if (impatient) later(buyerId, impatient.afterMs, () => append(buyerId, 'buyer', { text: impatient.text }));
      return;
    }
    later(buyerId, line.waitMs, () => {
      append(buyerId, 'buyer', line.card ? { card: line.card } : { text: line.text ?? '' });
      change(buyerId, () => ({ typing: rest.length > 0 }));
      speak(script, step, rest);
    });
  };

  const enter = (script: PracticeScript, stepId: string | undefined, afterMs: number) => {
    const step = script.steps.find((one) => one.id === stepId) ?? null;
    steps.set(script.buyer.id, step);
    if (!step) return;
    later(script.buyer.id, afterMs, () => {
      change(script.buyer.id, (one) => ({ typing: one.started }));
      speak(script, step, step.says);
    });
  };

  const begin = () => {
    for (const script of scripts) enter(script, script.start, script.startsAfterMs);
  };

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => {
      if (started) return;
      started = true;
      begin();
    },
    open: (buyerId) => {
      set({ ...state, openId: buyerId });
      change(buyerId, () => ({ unread: 0 }));
    },
    send: (buyerId, text) => {
      const words = text.trim();
      const conversation = state.conversations.find((one) => one.script.buyer.id === buyerId);
      if (!words || !conversation) return;
      cancelAll(buyerId);
      append(buyerId, 'agent', { text: words });
      change(buyerId, () => ({ typing: false }));
      const step = steps.get(buyerId);
      if (step) enter(conversation.script, getNext(step, words), READING_MS);
    },
    restart: () => {
      for (const script of scripts) cancelAll(script.buyer.id);
      set(createState(scripts));
      begin();
    },
    stop: () => {
      started = false;
      for (const script of scripts) cancelAll(script.buyer.id);
    },
  };
}

/** The step that follows on the agent's words. */
export function getNext(step: PracticeStep, words: string): string | undefined {
  const said = words.toLowerCase();
  const heard = step.hears.find((hear) => hear.any.some((word) => said.includes(word.toLowerCase())));
  return heard?.goto ?? step.otherwise;
}

const isLast = (step: PracticeStep): boolean => step.hears.length === 0 && step.otherwise === undefined;

const createState = (scripts: readonly PracticeScript[]): PracticeState => ({
  openId: null,
  conversations: scripts.map((script) => ({
    script,
    started: false,
    messages: [],
    unread: 0,
    typing: false,
    done: false,
    waitingSinceMs: null,
  })),
});
