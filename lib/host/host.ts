import { isSameConversation } from '@/lib/chat/conversation';
import type { Clock } from '@/lib/core/clock';
import { createLog } from '@/lib/core/log';
import type {
  HostEvent,
  HostMethod,
  HostToConsole,
  HostToTeach,
  TabView,
  ViewFrame,
  ViewRequest,
} from '@/lib/platform/messages';
import type { Port } from '@/lib/platform/port';
import type { AssistantSettings } from '@/lib/suggest/assistant';
import type { Brain } from './brain';
import { type ConsoleSession, createConsoleSession } from './console-session';
import { type AskingsDesk, createAskingsDesk } from './llm/askings/askings-desk';
import { type ConflictsDesk, createConflictsDesk } from './llm/conflicts/conflicts-desk';
import type { LlmDeskDeps } from './llm/desk-deps';
import type { Llm, LlmHooks } from './llm/llm';
import { createMethods } from './methods/create-methods';
import { type HostMethodImpl, MethodError } from './methods/method-group';
import { createStandingWatch } from './open-tabs';
import { createOverlays, type OverlayDeps } from './overlays';
import { createRateLimit } from './rate-limit';
import { createRecentBuyers } from './recent-buyers';
import type { HostServices } from './services';
import { createTeachDesk } from './teach-desk';
import type { TeamHost } from './team/create-team-host';
import { getPortRole, mayCall, type PortRole } from './trust';

/**
 * The host: owns sessions, the brain and the stores, and connects consoles with views. It is made by whatever page is the
 * host (offscreen document, event page, open panel) and knows nothing of browser APIs.
 */
export interface Host {
  /** Takes a new port; a port that may not be here is closed at once. */
  accept(port: Port<never, never>): void;
  /** A key command of the browser: insert what was painted in that place. */
  press(tabId: number, place: number): void;
  /** One pull of every feed, e.g. by alarm. */
  pull(): Promise<void>;
  /** The LLM side, where there is one. */
  llm: Llm | null;
  /** The lead's jobs with it; they go on where a kill ended them once `resume` is called. */
  askings: AskingsDesk | null;
  conflicts: ConflictsDesk | null;
  /** Consoles and views connected now. */
  connections(): { consoles: number; views: number };
}

export interface HostDeps {
  own: { id: string; origin: string };
  clock: Clock;
  brain(): Brain;
  services: HostServices;
  /** Makes the LLM side; absent: there is none. */
  llm?(hooks: LlmHooks): Llm;
  team?: TeamHost;
  /** What teaching needs of the browser and of what is stored. */
  lessons: Pick<OverlayDeps, 'settings' | 'isSelector' | 'isAllowed'> & {
    /** Puts the teaching script into a tab's page. */
    inject(tabId: number): Promise<boolean>;
  };
  /** How many consoles and views are connected changed. */
  onConnections(count: { consoles: number; views: number }): void;
}

interface ViewSession {
  role: PortRole;
  port: Port<ViewRequest, ViewFrame>;
  /** The tab that this view shows. */
  tabId: number | null;
}

const log = createLog('host');
/** Changes that may change advice. */
const ADVISES: ReadonlySet<string> = new Set(['knowledge', 'sync', 'shop', 'settings']);
/** Height of the strip's one line with its frame, CSS px (components/strip/strip.css). */
const STRIP_HEIGHT = 52;
/** Height of the notice's line above it. */
const NOTICE_HEIGHT = 40;
const VIEW_RATE = { burst: 400, perSecond: 100 };

/** Makes the host. */
export function createHost(deps: HostDeps): Host {
  const consoles = new Set<ConsoleSession>();
  const views = new Set<ViewSession>();
  const others = createRecentBuyers();

  /** The frame of a tab that reads a chat; several frames of one tab may be attached (an iframe console and its outer page). */
  const sessionOf = (tabId: number | null): ConsoleSession | null => {
    const rank = { attached: 0, changed: 1, waiting: 2, unknown: 3, off: 4, none: 5 } as const;
    return (
      [...consoles]
        .filter((session) => session.tabId === tabId)
        .sort((a, b) => rank[a.view().state] - rank[b.view().state] || b.frameId - a.frameId)[0] ?? null
    );
  };

  const noticeOf = (session: ConsoleSession) =>
    deps.team?.notices.list(session.view().shop).find(({ waiting }) => waiting) ?? null;
  /** What views see of a tab: what was read and advised, the notice that waits to be confirmed there, and a lesson. */
  const viewOf = (session: ConsoleSession | null): TabView | null =>
    session && { ...session.view(), notice: noticeOf(session), teach: teach.view(session.tabId) };

  const push = (view: ViewSession, event: HostEvent) => view.port.post({ event });
  const pushTab = (tabId: number) => {
    const tab = viewOf(sessionOf(tabId));
    for (const view of views) if (view.tabId === tabId) push(view, { type: 'tab', tabId, tab });
  };
  const pushAll = (event: HostEvent) => {
    for (const view of views) if (view.role.kind === 'view') push(view, event);
  };
  const toast = (tabId: number, reason: Extract<HostEvent, { type: 'toast' }>['reason']) => {
    for (const view of views) if (view.tabId === tabId) push(view, { type: 'toast', tabId, reason });
  };

  const assistantSettings = (session: ConsoleSession): AssistantSettings => ({
    ...deps.services.assistantSettings(),
    chosen: session.chosen(),
    recentTexts: session.recentTexts(),
    ...others.except(session.snapshot()?.conversation ?? null),
  });

  const insert = async (
    session: ConsoleSession,
    sourceId: string,
    text: string,
    ref: Parameters<ConsoleSession['insert']>[2],
  ) => {
    const source = session.issued(sourceId);
    const current = session.view().ref;
    // What is inserted is what was issued for that conversation and painted: a foreign text or id never gets through.
    const result =
      !source || source.text !== text
        ? isSameConversation(ref, current)
          ? ({ ok: false, reason: 'rejected' } as const)
          : ({ ok: false, reason: 'chat-changed' } as const)
        : !isSameConversation(source.ref, ref)
          ? ({ ok: false, reason: 'chat-changed' } as const)
          : await session.insert(sourceId, text, ref);
    toast(session.tabId, result.ok ? 'inserted' : result.reason);
    if (result.ok) deps.team?.outcomes.used(session, 'inserted', sourceId);
    return result;
  };

  const press = (session: ConsoleSession, place: number) => {
    const piece = session.painted.at(place, deps.clock.now());
    if (!piece) return toast(session.tabId, 'stale');
    void insert(session, piece.id, piece.text, piece.ref);
  };

  const llm =
    deps.llm?.({
      brain: deps.brain,
      assistantSettings,
      isShown: (tabId) => isShownInPanel(tabId),
      push: (tabId, view) => {
        for (const one of views)
          if (one.tabId === tabId && one.role.kind === 'view') push(one, { type: 'llm', tabId, llm: view });
      },
      pushTool: (tabId, tool) => {
        for (const one of views)
          if (one.tabId === tabId && one.role.kind === 'view') push(one, { type: 'llm-tool', tabId, tool });
      },
      agentLanguage: () => deps.services.settings().language,
      changed: () => pushAll({ type: 'changed', what: ['llm'] }),
    }) ?? null;
  const desk: LlmDeskDeps | null = llm && {
    clock: deps.clock,
    line: llm.line,
    settings: () => llm.settings(),
    bench: () => deps.services.workbench,
    brain: deps.brain,
    assistantSettings: () => ({ ...deps.services.assistantSettings(), chosen: {}, recentTexts: [] }),
    entryCount: () => deps.services.entryCount(),
    changed: () => pushAll({ type: 'changed', what: ['askings'] }),
    knowledgeChanged: () => pushAll({ type: 'changed', what: ['knowledge'] }),
  };
  const askings = desk && createAskingsDesk(desk);
  const conflicts = desk && createConflictsDesk(desk);
  const overlays = createOverlays({
    ...deps.lessons,
    clock: deps.clock,
    checkOnPages: async (host, overlay) => {
      const open = [...consoles].filter((session) => session.view().host === host);
      const problems = await Promise.all(open.map((session) => session.checkOverlay(overlay)));
      return problems.find((problem) => problem !== null) ?? null;
    },
    onChange: () => {
      for (const session of consoles) sendOverlay(session);
      pushAll({ type: 'changed', what: ['overlays'] });
    },
  });
  const sendOverlay = (session: ConsoleSession) =>
    session.post({ type: 'overlay', overlay: overlays.of(session.view().host) });
  const teach = createTeachDesk({
    overlays,
    language: () => deps.services.settings().language,
    inject: deps.lessons.inject,
    onView: pushTab,
  });
  void overlays.load().catch((error: unknown) => log.warn('no overlays', { error: String(error) }));

  const methods = createMethods({
    llm,
    askings,
    conflicts,
    clock: deps.clock,
    services: deps.services,
    team: deps.team,
    brain: deps.brain,
    overlays,
    teach,
    viewOf: (tabId) => viewOf(sessionOf(tabId)),
    sessionOf,
    sessions: () => [...consoles],
    insert,
    toast,
    changed: (what) => {
      pushAll({ type: 'changed', what });
      if (what.some((part) => ADVISES.has(part))) for (const session of consoles) session.refresh();
    },
    assistantSettings,
  });

  const noteStanding = createStandingWatch(() => pushAll({ type: 'changed', what: ['consoles'] }));
  const addresses = new WeakMap<ConsoleSession, string>();
  const welcome = (session: ConsoleSession) => {
    const { strip, offHosts } = deps.services.settings();
    const off = isOff(offHosts, addresses.get(session) ?? '');
    session.post({ type: 'welcome', tabId: session.tabId, stripToken: session.stripToken, strip, off });
    sendOverlay(session);
    showStrip(session);
  };
  /** The strip stands in the agent's way, so it stands there only with something to say. */
  const showStrip = (session: ConsoleSession) => {
    const { state, advice, draft } = session.view();
    const hasReply = (advice?.suggestions.length ?? 0) > 0 || draft?.held === true;
    const hasNotice = noticeOf(session) !== null;
    const height = (hasReply || !hasNotice ? STRIP_HEIGHT : 0) + (hasNotice ? NOTICE_HEIGHT : 0);
    session.post({ type: 'strip', visible: state === 'attached' && (hasReply || hasNotice), height });
  };

  const acceptConsole = (port: Port<unknown, HostToConsole>, tabId: number, frameId: number) => {
    const session = createConsoleSession({
      port,
      tabId,
      frameId,
      clock: deps.clock,
      advise: (conversation, of) =>
        deps.services.isLoading()
          ? Promise.resolve(deps.services.loadingAdvice(conversation))
          : deps.brain().advise(conversation, assistantSettings(of)),
      guard: (draft, conversation, of) => deps.brain().guard(draft, conversation, assistantSettings(of)),
      onView: (of) => {
        others.note(of.snapshot()?.conversation ?? null);
        deps.team?.notices.noteShop(of.view().shop);
        deps.team?.outcomes.advised(of);
        pushTab(of.tabId);
        noteStanding(of);
        // After what is local: the LLM adds, it never holds up.
        llm?.sessions.onTab(of);
        llm?.tools.onTab(of);
        showStrip(of);
      },
      onPress: press,
      onSent: (of, { text }) => deps.team?.outcomes.sent(of, text),
      onHeld: (of) => toast(of.tabId, 'held'),
      onRefused: (reason) => log.warn('a console message was refused', { reason, tabId }),
    });
    consoles.add(session);
    addresses.set(session, port.sender.url);
    welcome(session);
    port.onDisconnect(() => {
      consoles.delete(session);
      llm?.sessions.close(session);
      llm?.tools.close(session);
      session.close();
      pushTab(tabId);
      pushAll({ type: 'changed', what: ['consoles'] });
      count();
    });
    count();
  };

  const acceptView = (port: Port<ViewRequest, ViewFrame>, role: Exclude<PortRole, { kind: 'console' | 'teach' }>) => {
    if (role.kind === 'strip' && ![...consoles].some((c) => c.tabId === role.tabId && c.stripToken === role.token)) {
      port.disconnect();
      return;
    }
    const allow = createRateLimit(deps.clock, VIEW_RATE.burst, VIEW_RATE.perSecond);
    const view: ViewSession = { role, port, tabId: role.kind === 'strip' ? role.tabId : null };
    views.add(view);
    port.onMessage((request) => {
      if (typeof request !== 'object' || request === null || typeof request.id !== 'number') return;
      if (!allow()) return port.post({ id: request.id, ok: false, reason: 'busy' });
      void serve(view, request);
    });
    port.onDisconnect(() => {
      views.delete(view);
      count();
    });
    if (role.kind === 'strip') push(view, { type: 'tab', tabId: role.tabId, tab: viewOf(sessionOf(role.tabId)) });
    count();
  };

  const serve = async (view: ViewSession, request: ViewRequest): Promise<void> => {
    const method = Object.hasOwn(methods, request.method) ? (methods[request.method] as HostMethodImpl) : null;
    if (!method || !mayCall(view.role, request.method)) {
      view.port.post({ id: request.id, ok: false, reason: 'not-allowed' });
      return;
    }
    // A strip speaks of its own tab only, whatever it says.
    const params = view.role.kind === 'strip' ? { ...request.params, tabId: view.role.tabId } : request.params;
    if (request.method === 'tab.bind') view.tabId = (params as { tabId: number | null }).tabId;
    // The strip shows one place, the panel three: beside an open panel the keys mean the panel's.
    if (request.method === 'tab.painted' && view.role.kind === 'strip' && isShownInPanel(view.role.tabId)) {
      view.port.post({ id: request.id, ok: true, result: null });
      return;
    }
    try {
      view.port.post({ id: request.id, ok: true, result: await method(params) });
    } catch (error) {
      if (error instanceof MethodError) {
        view.port.post({ id: request.id, ok: false, reason: error.reason, detail: error.message });
        return;
      }
      log.error('a call failed', { method: request.method satisfies HostMethod, error: String(error) });
      view.port.post({ id: request.id, ok: false, reason: 'internal' });
    }
  };

  const isShownInPanel = (tabId: number) =>
    [...views].some((view) => view.role.kind === 'view' && view.tabId === tabId);

  const count = () => deps.onConnections({ consoles: consoles.size, views: views.size });

  deps.services.onChange((what) => {
    pushAll({ type: 'changed', what });
    if (what.includes('settings')) {
      for (const session of consoles) welcome(session);
      // A wipe or a restore changes what is stored about the LLM too.
      void llm?.reload();
      void deps.team?.notices.refresh();
      // a wipe takes the taught rules too
      void overlays.load().catch((error: unknown) => log.warn('no overlays', { error: String(error) }));
    }
    if (what.includes('knowledge') || what.includes('shop') || what.includes('settings'))
      for (const session of consoles) session.refresh();
  });

  deps.team?.onChange((what) => {
    pushAll({ type: 'changed', what });
    if (!what.includes('notices')) return;
    for (const session of consoles) {
      pushTab(session.tabId);
      showStrip(session);
    }
  });

  return {
    accept: (port) => {
      const role = getPortRole(port.name, port.sender, deps.own);
      if (!role) port.disconnect();
      else if (role.kind === 'console')
        acceptConsole(port as unknown as Port<unknown, HostToConsole>, role.tabId, role.frameId);
      else if (role.kind === 'teach')
        teach.accept(port as unknown as Port<unknown, HostToTeach>, role.tabId, role.frameId);
      else acceptView(port as unknown as Port<ViewRequest, ViewFrame>, role);
    },
    press: (tabId, place) => {
      const session = sessionOf(tabId);
      if (session) press(session, place);
    },
    pull: () => deps.services.pull(),
    llm,
    askings,
    conflicts,
    connections: () => ({ consoles: consoles.size, views: views.size }),
  };
}

const isOff = (offHosts: string[], url: string): boolean => {
  try {
    const { host, hostname } = new URL(url);
    return offHosts.includes(host) || offHosts.includes(hostname);
  } catch {
    return false;
  }
};
