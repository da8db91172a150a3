import { z } from 'zod';
import type { ConversationRef, Role } from '@/lib/chat/conversation';
import { MAX_TEXT } from '@/lib/chat/conversation';
import type { FactSheet } from '@/lib/chat/page-facts';
import { conversationRefSchema, conversationSchema, roleSchema } from '@/lib/chat/schema';
import type { Adapter } from '@/lib/console/adapter';
import type { PhraseShelfName } from '@/lib/knowledge/phrases/phrase-tree';
import type { Entry } from '@/lib/knowledge/schema';
import type { EntryListRow } from '@/lib/knowledge/store/entry-list';
import type { Advice, Finding } from '@/lib/suggest/view-model';
import type { AskingsMethods } from './methods/askings-methods';
import type { DetectMethods } from './methods/detect-methods';
import type { EditorMethods } from './methods/editor-methods';
import type { EntryFilter, ImportMethods } from './methods/import-methods';
import type { LlmMethods, LlmToolView, LlmView } from './methods/llm-methods';
import type { ForConversation, PhraseItem, PhrasesMethods } from './methods/phrases-methods';
import type { PublishMethods } from './methods/publish-methods';
import type { TeachMethods } from './methods/teach-methods';
import type { NoticeView, TeamMethods } from './methods/team-methods';
import type { UsageMethods } from './methods/usage-methods';

/**
 * The only list of cross-context messages. Three channels:
 *
 * - **console port** (`PORT_CONSOLE`): content script ↔ host. Half trusted: validated by `consoleMessageSchema`,
 *   1 MB and rate limited; the host only answers about the sender's own tab.
 * - **view port** (`PORT_VIEW`): our own pages (panel, desk, practice, strip) ↔ host: typed calls and pushed events.
 *   The strip may only use `STRIP_METHODS` and is bound to its own tab.
 * - **worker messages** (`runtime.sendMessage`): anybody ↔ service worker, which only routes (`workerMessageSchema`).
 */

/** Largest message accepted from a content script, in characters of its JSON. */
export const MAX_MESSAGE_CHARS = 1_000_000;

/** Why an insert did not happen, or that it did (architecture.md, "Insert"). */
export const INSERT_FAILURES = [
  'chat-changed',
  'composer-missing',
  'rejected',
  'busy',
  'composing',
  'uncertain',
] as const;
export const insertResultSchema = z.union([
  z.object({ ok: z.literal(true), undo: z.boolean() }),
  z.object({ ok: z.literal(false), reason: z.enum(INSERT_FAILURES) }),
]);
export type InsertResult = z.infer<typeof insertResultSchema>;
export type InsertFailure = (typeof INSERT_FAILURES)[number];

/** How reading stands on a console page. */
export const CONSOLE_STATES = ['attached', 'waiting', 'changed', 'unknown', 'off', 'none'] as const;
export type ConsoleState = (typeof CONSOLE_STATES)[number];

/** Per part of the adapter: how often its selectors hit; a part that should hit and does not is `broken`. */
export const healthSchema = z.object({
  parts: z.record(
    z.string().max(40),
    z.object({ hits: z.number(), broken: z.boolean(), fallback: z.number().optional() }),
  ),
});
export type Health = z.infer<typeof healthSchema>;

export const listRowSchema = z.object({
  buyer: z.string().max(300),
  name: z.string().max(200).optional(),
  preview: z.string().max(200).optional(),
  unread: z.number().optional(),
  wait: z.string().max(60).optional(),
  open: z.boolean().optional(),
});
export type ListRow = z.infer<typeof listRowSchema>;

/** How surely the chat of a page without an adapter was found, per part 0..1; `missing` = below the floor. */
export const DETECT_PARTS = ['list', 'roles', 'text', 'composer', 'name'] as const;
export const detectReportSchema = z.object({
  confidence: z.object({
    whole: z.number().min(0).max(1),
    list: z.number().min(0).max(1),
    roles: z.number().min(0).max(1),
    text: z.number().min(0).max(1),
    composer: z.number().min(0).max(1),
    name: z.number().min(0).max(1),
  }),
  missing: z.array(z.enum(DETECT_PARTS)).max(5),
});
export type DetectReport = z.infer<typeof detectReportSchema>;

/** What the content script read; sent whole whenever it changed. */
export const snapshotSchema = z.object({
  console: z.string().max(100),
  state: z.enum(CONSOLE_STATES),
  shop: z.object({ id: z.string().max(200).optional(), name: z.string().max(200).optional() }),
  /** Null while no conversation is open. */
  conversation: conversationSchema.nullable(),
  health: healthSchema,
  list: z.array(listRowSchema).max(100).default([]),
  /** Only for pages whose rules were detected. */
  detect: detectReportSchema.optional(),
  /** Read by taught rules. */
  taught: z.boolean().optional(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** What an agent points at to teach a page. */
export const TEACH_PARTS = ['buyer', 'agent', 'composer', 'name', 'list'] as const;
export type TeachPart = (typeof TEACH_PARTS)[number];

/** Teaching script → host: how the lesson stands, sent whole whenever it changed. */
export const teachStateSchema = z.object({
  /** The next press in the page is the pick for this part. */
  armed: z.enum(TEACH_PARTS).nullable(),
  /** What to show next; null = enough is known. */
  next: z.enum(TEACH_PARTS).nullable(),
  done: z.array(z.enum(TEACH_PARTS)).max(5),
  /** Picks made so far. */
  used: z.number().int().min(0).max(1000),
  /** Why the last pick was not enough; worded by the views as `teach.problem.<code>`. */
  problem: z.string().max(40).nullable(),
  /** What the rules so far read on the page; `unknown` = nobody can tell who said it. */
  rows: z
    .array(z.object({ id: z.string().max(20), role: z.enum([...roleSchema.options, 'unknown']), text: z.string() }))
    .max(60),
  buyerName: z.string().max(400).nullable(),
  /** The rules, once both sides and the box are known; validated before they are kept. */
  overlay: z.unknown(),
});
export type TeachState = z.infer<typeof teachStateSchema>;
/** The agent pressed "stop" on the page. */
export const teachMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('state'), state: teachStateSchema }),
  z.object({ type: z.literal('stop') }),
]);
export type TeachMessage = z.infer<typeof teachMessageSchema>;

/** Host → teaching script. */
export type HostToTeach =
  | { type: 'start'; language: string; part: TeachPart | null }
  | { type: 'arm'; part: TeachPart }
  /** Another frame is taught: shows nothing any more; a press here is still told, so that it can be refused in words. */
  | { type: 'aside' }
  /** The press that was waited for came in another frame. */
  | { type: 'disarm' }
  | { type: 'stop' };

/** What only an open page can tell of an overlay's composer. */
export const OVERLAY_PAGE_PROBLEMS = ['composer-not-editable', 'composer-far'] as const;
export type OverlayPageProblem = (typeof OVERLAY_PAGE_PROBLEMS)[number];

const reportText = z.string().max(700);
/** A page's skeleton without any text, for a shop to look at and to send when its console changed. */
export const structureReportSchema = z.object({
  console: z.string().max(100),
  /** Host and path; numbers as `#`, words that could be somebody's as `?`. */
  page: reportText,
  broken: z.array(z.string().max(40)).max(20),
  selectors: z
    .array(z.object({ part: z.string().max(40), css: reportText, hits: z.number(), visible: z.number() }))
    .max(120),
  /** One element per line, indented; equal neighbours are counted. */
  outline: z.array(z.string().max(2000)).max(400),
});
export type StructureReport = z.infer<typeof structureReportSchema>;

/** Content script → host. */
export const consoleMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('snapshot'), snapshot: snapshotSchema }),
  z.object({
    type: z.literal('draft'),
    ref: conversationRefSchema,
    text: z.string().max(MAX_TEXT),
    composing: z.boolean(),
  }),
  z.object({
    type: z.literal('sent'),
    ref: conversationRefSchema,
    messageId: z.string().max(200),
    text: z.string().max(MAX_TEXT),
  }),
  /** One of our declared keys was pressed in the console page: insert what was painted in that place. */
  z.object({ type: z.literal('press'), place: z.number().int().min(1).max(3) }),
  /** A press on send was held once (policy `hold_on_red`). */
  z.object({ type: z.literal('held'), text: z.string().max(MAX_TEXT) }),
  z.object({ type: z.literal('insert-result'), requestId: z.string().max(80), result: insertResultSchema }),
  z.object({
    type: z.literal('overlay-checked'),
    requestId: z.string().max(80),
    problem: z.enum(OVERLAY_PAGE_PROBLEMS).nullable(),
  }),
  z.object({ type: z.literal('report'), requestId: z.string().max(80), report: structureReportSchema }),
  z.object({ type: z.literal('reload-needed') }),
  z.object({ type: z.literal('ping') }),
]);
export type ConsoleMessage = z.infer<typeof consoleMessageSchema>;

/** Host → content script. */
export type HostToConsole =
  | { type: 'welcome'; tabId: number; stripToken: string; strip: boolean; off: boolean }
  | { type: 'insert'; requestId: string; ref: ConversationRef; sourceId: string; text: string }
  /** Replace a finding's span, if the draft still is the one it was found in. Answered by `insert-result`. */
  | {
      type: 'fix';
      requestId: string;
      ref: ConversationRef;
      draft: string;
      start: number;
      end: number;
      text: string;
    }
  /** The guard's verdict on exactly this draft; sent only where the lead's policy holds red ones. */
  | { type: 'verdict'; ref: ConversationRef; text: string; red: boolean }
  | { type: 'strip'; visible: boolean; height: number }
  /** Taught rules for the page's host, or none; comes after `welcome` and with every change. */
  | { type: 'overlay'; overlay: Adapter | null }
  /** Would this overlay's composer be one on this page? */
  | { type: 'check-overlay'; requestId: string; overlay: Adapter }
  /** Make the page's structure report; answered by `report`. */
  | { type: 'report'; requestId: string }
  /** Detected pages: look for the chat anew. */
  | { type: 'look-again' }
  | { type: 'pong' };

/** A lesson as views see it. */
export interface TeachView extends Omit<TeachState, 'overlay'> {
  /** Host of the page, and the match pattern that a grant for it needs. */
  host: string;
  origin: string;
  /** Both sides and the box are known: it can be kept. */
  isReady: boolean;
}

/** The state of one console tab as views see it. */
export interface TabView {
  tabId: number;
  console: string;
  state: ConsoleState;
  shop: { id?: string; name?: string };
  buyer: { id?: string; name?: string } | null;
  /** The open conversation; what an insert is bound to. */
  ref: ConversationRef | null;
  health: Health;
  /** Only for pages whose rules were detected: how surely, and the match pattern that a grant for them needs. */
  detect?: (DetectReport & { origin: string }) | undefined;
  /** Host of the page that is read; what the off switch and taught rules are kept by. */
  host: string;
  /** How the page is read: by taught rules, if there are some in use. */
  isTaught?: boolean;
  /** A lesson under way in this tab. */
  teach?: TeachView | null;
  advice: Advice | null;
  /** Problems in what stands in the composer now; offsets are UTF-16 into `text`. Null while the box is empty. */
  draft: { text: string; findings: Finding[]; held?: boolean } | null;
  /** The buyer wrote again after `advice` was painted and the newer advice waits (600 ms rule is the view's). */
  revision: number;
  practice: boolean;
  /** First notice that waits to be confirmed here; what the strip shows. */
  notice?: NoticeView | null;
}

/** One message as the console reader gave it. */
export interface ReadRow {
  id: string;
  role: Role;
  /** Parts in order, cards by their title; cut where the reader cut it. */
  text: string;
}

/** One row of the knowledge list, as the store gives it. */
export type EntryRow = EntryListRow;

export interface SyncSource {
  id: string;
  name: string;
  url: string;
  /** Version in use; 0 when none has arrived. */
  version: number;
  count: number;
  state: 'idle' | 'checking' | 'loading' | 'error' | 'stopped';
  progress?: { done: number; total: number };
  /** Reason code worded by the views as `sync.error.<code>`. */
  error?: string;
  detail?: string;
  checkedAtMs?: number;
  changedAtMs?: number;
  nextAtMs?: number;
  needsPermission?: boolean;
  /** Whose it is: on the same entry a shop's feed beats the company's, both beat the starter pack. */
  level?: 'starter' | 'company' | 'shop';
  /** Rows that this version of Deskmate cannot read. */
  unreadable?: number;
  /** Server clock minus ours (ms), when last said. */
  skewMs?: number;
}

export interface ShopProfileView {
  shopId: string;
  name: string;
  console?: string;
  facts: Record<string, string | number | boolean>;
  /** How many live answers each fact unlocks (they hold a slot with that name). */
  unlocks: Record<string, number>;
}

export interface Settings {
  language: 'zh-CN' | 'en';
  colorScheme: 'auto' | 'light' | 'dark';
  strip: boolean;
  role: 'trainee' | 'agent' | 'senior' | 'lead';
  groups: string[];
  insertAndSend: boolean;
  /** Console hosts where Deskmate is off. */
  offHosts: string[];
  firstRunDone: boolean;
}

export type SearchResult = PhraseItem;

export interface PrivacyReport {
  /** Rows and approximate bytes per store, in words of the views. */
  stores: { name: string; rows: number; bytes: number }[];
}

/**
 * Calls of the view port: method → parameters and answer. Errors travel as a reason code. Larger domains have a file of their
 * own in `methods/`; what they do stands in `lib/host/methods/` under the same name.
 */
export interface HostMethods
  extends CoreMethods,
    DetectMethods,
    EditorMethods,
    ImportMethods,
    TeamMethods,
    PublishMethods,
    UsageMethods,
    PhrasesMethods,
    TeachMethods,
    LlmMethods,
    AskingsMethods {}

/** What every view needs: the tab's state, inserts, search, knowledge list, shop, sync, settings. */
export interface CoreMethods {
  'tab.bind': { params: { tabId: number | null }; result: TabView | null };
  /** Every tab whose page is connected, each once. */
  'tab.list': { params: Record<string, never>; result: TabView[] };
  /** What was read of the open conversation, row by row with its exact text, oldest first; empty while none is open. */
  'read.list': { params: { tabId: number }; result: ReadRow[] };
  /** What the page says of orders and products, each with where it was read; empty while no conversation is open. */
  'facts.get': { params: { tabId: number }; result: FactSheet[] };
  /** What the view shows in places 1..3, reported after paint. */
  'tab.painted': {
    params: { tabId: number; ref: ConversationRef; places: { id: string; text: string }[] };
    result: null;
  };
  /** `place` inserts what was painted there at least 350 ms before; else `sourceId` with the text that the view shows. */
  insert: { params: { tabId: number; sourceId: string; text: string; ref: ConversationRef }; result: InsertResult };
  /** Writes a finding's rewrite in place of its span; `text` is the draft that the view shows. */
  'draft.fix': {
    params: { tabId: number; ref: ConversationRef; text: string; start: number; end: number; fix: string };
    result: InsertResult;
  };
  copied: { params: { tabId: number | null; sourceId: string }; result: null };
  choose: { params: { tabId: number; attribute: string; value: string | null }; result: null };
  feedback: {
    params: { tabId: number; kind: 'not-helpful' | 'outdated' | 'missing'; entryId: string | null; turnId: string };
    result: null;
  };
  'feedback.list': { params: Record<string, never>; result: FeedbackRow[] };
  /** `shelf`: all of them unless said otherwise. */
  search: {
    params: { query: string; tabId: number | null; shelf?: PhraseShelfName } & ForConversation;
    result: SearchResult[];
  };
  'knowledge.list': {
    params: EntryFilter & { offset: number; limit: number };
    result: { total: number; rows: EntryRow[] };
  };
  'knowledge.get': { params: { source: string; id: string }; result: Entry | null };
  'shop.list': { params: Record<string, never>; result: ShopProfileView[] };
  'shop.save': {
    params: { shopId: string; name: string; console?: string; facts: Record<string, string | number | boolean> };
    result: null;
  };
  'sync.status': { params: Record<string, never>; result: SyncSource[] };
  'sync.now': { params: { id: string | null }; result: null };
  'sync.add': { params: { url: string; name: string }; result: { id: string } };
  'sync.remove': { params: { id: string }; result: null };
  'settings.get': { params: Record<string, never>; result: Settings };
  'settings.set': { params: Partial<Settings>; result: Settings };
  'privacy.report': { params: Record<string, never>; result: PrivacyReport };
  'privacy.wipe': { params: { what: 'feedback' | 'all' }; result: null };
}
export type HostMethod = keyof HostMethods;

export interface FeedbackRow {
  id: string;
  atMs: number;
  kind: 'not-helpful' | 'outdated' | 'missing';
  entryId: string | null;
  /** The buyer's words, redacted. */
  question: string;
  scene?: string;
}

/** The only methods that the strip may call. */
export const STRIP_METHODS: readonly HostMethod[] = ['tab.painted', 'insert', 'settings.get', 'notice.ack'];

/** Events pushed to views. */
export type HostEvent =
  | { type: 'tab'; tab: TabView | null; tabId: number }
  | { type: 'toast'; tabId: number; reason: InsertFailure | 'inserted' | 'copied' | 'stale' | 'held' }
  | { type: 'llm'; tabId: number; llm: LlmView }
  | { type: 'llm-tool'; tabId: number; tool: LlmToolView }
  | {
      type: 'changed';
      what: (
        | 'knowledge'
        | 'sync'
        | 'shop'
        | 'settings'
        | 'feedback'
        | 'llm'
        | 'askings'
        | 'notices'
        | 'team'
        | 'publish'
        | 'usage'
        | 'phrases'
        | 'questions'
        | 'overlays'
        | 'consoles'
      )[];
    };

/** View → host frame and host → view frame. */
export type ViewRequest = {
  [M in HostMethod]: { id: number; method: M; params: HostMethods[M]['params'] };
}[HostMethod];
export type ViewFrame =
  | { id: number; ok: true; result: unknown }
  | { id: number; ok: false; reason: string; detail?: string }
  | { event: HostEvent };

/** Messages to the service worker, which only routes. */
export const workerMessageSchema = z.discriminatedUnion('type', [
  /** Make sure that the host lives; answers `{ok}` when it listens. */
  z.object({ type: z.literal('host.ensure') }),
  /** A person pressed "open the panel" inside one of our surfaces. */
  z.object({ type: z.literal('panel.open') }),
  /** Host only: the last console or view left five minutes ago. */
  z.object({ type: z.literal('host.idle') }),
  /** Host only: a remote feed exists, so the alarm net is worth its wake-ups. */
  z.object({ type: z.literal('net'), wanted: z.boolean() }),
  /** Host only: text of the toolbar badge, of one tab or of all. */
  z.object({ type: z.literal('badge'), tabId: z.number().optional(), text: z.string().max(4) }),
  /** Host only: put the teaching script into a tab's page. */
  z.object({ type: z.literal('teach'), tabId: z.number() }),
  /** Host only: is this origin granted? The offscreen document has no permissions API. */
  z.object({ type: z.literal('granted'), origin: z.string().max(300) }),
]);
export type WorkerMessage = z.infer<typeof workerMessageSchema>;

/** Service worker → host. */
export type HostMessage =
  | { to: 'host'; type: 'press'; tabId: number; place: number }
  /** The alarm woke us: one short pull of every feed. */
  | { to: 'host'; type: 'pull' }
  /** Permissions changed: sources that waited may go on. */
  | { to: 'host'; type: 'permissions' };
