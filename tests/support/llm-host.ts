import type { Conversation } from '@/lib/chat/conversation';
import type { Brain } from '@/lib/host/brain';
import { createHost, type Host } from '@/lib/host/host';
import { createLlm, type LlmDeps } from '@/lib/host/llm/llm';
import type { HostServices } from '@/lib/host/services';
import type {
  ConsoleMessage,
  HostMethod,
  HostMethods,
  HostToConsole,
  Snapshot,
  ViewFrame,
  ViewRequest,
} from '@/lib/platform/messages';
import type { LlmToolView, LlmView } from '@/lib/platform/methods/llm-methods';
import { createPortPair, type Port } from '@/lib/platform/port';
import type { Grounding } from '@/lib/suggest/llm/grounding';
import type { Finding } from '@/lib/suggest/view-model';
import { makeAdvice, makeSuggestion } from './view-samples';

/** A host with an LLM side in memory: a scripted brain, a console, a view, and everything that was stored or logged. */
export interface LlmWorld {
  host: Host;
  /** What lies in the settings rows and in the outbound log. */
  stored: Record<string, unknown>;
  outbound: { origin: string; purpose: string; bytes: number; text?: string }[];
  /** Everything that views and the page were told. */
  frames: ViewFrame[];
  toPage: HostToConsole[];
  say(buyer: string, text: string): void;
  /** What stands in the console's box; the page writes replacements into it. */
  type(buyer: string, text: string): void;
  box(): string;
  call<M extends HostMethod>(method: M, params: HostMethods[M]['params']): Promise<HostMethods[M]['result']>;
  /** Newest state of the LLM that was pushed for the tab. */
  llm(): LlmView | null;
  /** Newest state of the agent's tool. */
  tool(): LlmToolView | null;
  /** Resolves when a pushed state of the tool fits. */
  untilTool(fits: (view: LlmToolView) => boolean, ms?: number): Promise<LlmToolView>;
  /** Resolves when a pushed state fits. */
  until(fits: (view: LlmView) => boolean, ms?: number): Promise<LlmView>;
}

const OWN = { id: 'deskmate', origin: 'chrome-extension://deskmate' };
const TAB = 1;

/** What the brain knows for a turn: one entry that names the buyer and the turn, so that a mixed-up draft shows. */
const groundingOf = (conversation: Conversation): Grounding => {
  const last = conversation.messages.at(-1)?.parts[0];
  const text = last?.type === 'text' ? last.text : '';
  const { buyer } = conversation.ref;
  return {
    ref: conversation.ref,
    turnId: `${buyer}-${text}`,
    turnText: text,
    language: 'zh-Hans',
    platform: 'pinduoduo',
    mood: { level: 1, class: '平静' },
    history: [{ role: 'buyer', text }],
    notices: [],
    entries: [
      {
        id: `entry-${buyer}`,
        kind: 'answer',
        title: '专属安排',
        questions: [],
        text: `付款后48小时内发出，默认中通快递，客人${buyer}的安排已经写进仓库清单。`,
        info: {
          entryId: `entry-${buyer}`,
          kind: 'answer',
          title: '专属安排',
          from: 'own',
          sources: [],
          stale: false,
          internal: false,
        },
        score: 0.1,
      },
    ],
    product: [],
    orders: [],
    shop: [],
    names: [],
  };
};

const conversationOf = (buyer: string, text: string): Conversation => ({
  ref: { console: 'pinduoduo', shop: 's1', buyer },
  shop: { id: 's1', name: '店' },
  buyer: { id: buyer },
  messages: [{ id: `${buyer}-${text}`, role: 'buyer', parts: [{ type: 'text', text }], seenAtMs: 1000 }],
  orders: [],
  practice: false,
});

/** Builds the world and opens the panel on its one console tab. */
export function createLlmWorld(
  llm: Pick<LlmDeps, 'fetch'> & Partial<LlmDeps>,
  language = 'zh-Hans',
  real?: Brain,
): LlmWorld {
  const stored: Record<string, unknown> = {};
  const outbound: LlmWorld['outbound'] = [];
  const frames: ViewFrame[] = [];
  const toPage: HostToConsole[] = [];
  const clock = { now: () => Date.now() };
  const brain = {
    advise: async (given: Conversation) => {
      const { turnId, turnText } = groundingOf(given);
      const suggestions = [makeSuggestion({ id: `local-${given.ref.buyer}` })];
      return makeAdvice({ ref: given.ref, turnId, turnText, suggestions, language });
    },
    guard: async (text: string): Promise<Finding[]> => {
      const start = text.indexOf('加微信');
      const span = '加微信';
      if (start < 0) return [];
      return [{ type: 'off_platform', severity: 'red', start, end: start + span.length, span, rule: 'contact' }];
    },
    search: async () => [],
    ground: async (given: Conversation) => groundingOf(given),
  } as unknown as Brain;
  const services = {
    settings: () => ({ strip: true, offHosts: [], language: 'zh-CN' }),
    assistantSettings: () => ({ role: 'agent', groups: [], shopFacts: {} }),
    isLoading: () => false,
    entryCount: () => 1,
    onChange: () => undefined,
  } as unknown as HostServices;
  const host = createHost({
    own: OWN,
    clock,
    brain: () => real ?? brain,
    services,
    lessons: {
      settings: {
        all: async () => ({}),
        get: async () => undefined,
        put: async () => undefined,
        remove: async () => undefined,
      },
      isSelector: () => true,
      isAllowed: async () => true,
      inject: async () => true,
    },
    onConnections: () => undefined,
    llm: (hooks) =>
      createLlm(
        {
          clock,
          settings: {
            all: async () => structuredClone(stored),
            put: async (key, value) => {
              stored[key] = structuredClone(value);
            },
          },
          outbound: {
            add: async (row) => void outbound.push(row),
            list: async () => outbound.map((row, id) => ({ ...row, id, atMs: 0 })),
            clear: async () => {
              outbound.length = 0;
            },
          },
          hasPermission: async () => true,
          online: () => true,
          quietMs: 5,
          ...llm,
        },
        hooks,
      ),
  });

  const [page, pageEnd] = createPortPair<HostToConsole, ConsoleMessage>('console', {
    tabId: TAB,
    frameId: 0,
    url: 'https://mms.pinduoduo.com/',
    extensionId: OWN.id,
  });
  let box = { buyer: '', text: '' };
  const type = (buyer: string, text: string) => {
    box = { buyer, text };
    page.post({ type: 'draft', ref: { console: 'pinduoduo', shop: 's1', buyer }, text, composing: false });
  };
  page.onMessage((message) => {
    toPage.push(message);
    if (message.type === 'fix') {
      const { ref, draft, start, end, text, requestId } = message;
      const isThere = box.text === draft && box.buyer === ref.buyer;
      const result = isThere ? ({ ok: true, undo: true } as const) : ({ ok: false, reason: 'rejected' } as const);
      if (isThere) type(box.buyer, draft.slice(0, start) + text + draft.slice(end));
      page.post({ type: 'insert-result', requestId, result });
    }
    if (message.type === 'insert')
      page.post({ type: 'insert-result', requestId: message.requestId, result: { ok: true, undo: true } });
  });
  host.accept(pageEnd as unknown as Port<never, never>);

  const sender = { tabId: null, frameId: 0, url: `${OWN.origin}/sidepanel.html`, extensionId: OWN.id };
  const [view, viewEnd] = createPortPair<ViewFrame, ViewRequest>('view', sender);
  const pending = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  const waiting = new Set<() => void>();
  let newest: LlmView | null = null;
  let newestTool: LlmToolView | null = null;
  view.onMessage((frame) => {
    frames.push(frame);
    if ('event' in frame) {
      if (frame.event.type === 'llm') newest = frame.event.llm;
      if (frame.event.type === 'llm-tool') newestTool = frame.event.tool;
      for (const look of [...waiting]) look();
      return;
    }
    const call = pending.get(frame.id);
    pending.delete(frame.id);
    if (frame.ok) call?.resolve(frame.result as never);
    else call?.reject(new Error(frame.reason));
  });
  host.accept(viewEnd as unknown as Port<never, never>);
  let lastId = 0;
  const call = <M extends HostMethod>(method: M, params: HostMethods[M]['params']) =>
    new Promise<HostMethods[M]['result']>((resolve, reject) => {
      const id = ++lastId;
      pending.set(id, { resolve: resolve as (value: never) => void, reject });
      view.post({ id, method, params } as ViewRequest);
    });
  void call('tab.bind', { tabId: TAB });

  const snapshot = (buyer: string, text: string): Snapshot => ({
    console: 'pinduoduo',
    state: 'attached',
    shop: { id: 's1' },
    conversation: conversationOf(buyer, text),
    health: { parts: {} },
    list: [],
  });
  const until = <V extends LlmView | LlmToolView>(get: () => V | null, fits: (view: V) => boolean, ms: number) =>
    new Promise<V>((resolve, reject) => {
      const done = () => {
        const view = get();
        if (!view || !fits(view)) return;
        waiting.delete(done);
        clearTimeout(timer);
        resolve(view);
      };
      const timer = setTimeout(() => {
        waiting.delete(done);
        reject(new Error(`still ${get()?.state} ${get()?.reason}`));
      }, ms);
      waiting.add(done);
      done();
    });
  return {
    host,
    stored,
    outbound,
    frames,
    toPage,
    call,
    say: (buyer, text) => page.post({ type: 'snapshot', snapshot: snapshot(buyer, text) }),
    llm: () => newest,
    tool: () => newestTool,
    type,
    box: () => box.text,
    until: (fits, ms = 8000) => until(() => newest, fits, ms),
    untilTool: (fits, ms = 8000) => until(() => newestTool, fits, ms),
  };
}
