import type { ConversationRef } from '@/lib/chat/conversation';
import type { Clock } from '@/lib/core/clock';
import type { HostEvent, InsertResult, TabView } from '@/lib/platform/messages';
import type { AssistantSettings } from '@/lib/suggest/assistant';
import type { Brain } from '../brain';
import type { ConsoleSession } from '../console-session';
import type { AskingsDesk } from '../llm/askings/askings-desk';
import type { ConflictsDesk } from '../llm/conflicts/conflicts-desk';
import type { Llm } from '../llm/llm';
import type { Overlays } from '../overlays';
import type { Changed, HostServices } from '../services';
import type { TeachDesk } from '../teach-desk';
import type { TeamHost } from '../team/create-team-host';

/** What the calls of the view port may use. */
export interface MethodDeps {
  clock: Clock;
  services: HostServices;
  /** Absent where the host was made without one. */
  llm: Llm | null;
  /** The lead's work with the LLM; absent where there is none. */
  askings: AskingsDesk | null;
  conflicts: ConflictsDesk | null;
  /** Absent where a host was made without stores (tests of other parts). */
  team?: TeamHost;
  overlays: Overlays;
  teach: TeachDesk;
  brain(): Brain;
  /** A tab with its lesson, as views see it. */
  viewOf(tabId: number | null): TabView | null;
  sessionOf(tabId: number | null): ConsoleSession | null;
  sessions(): ConsoleSession[];
  insert(session: ConsoleSession, sourceId: string, text: string, ref: ConversationRef): Promise<InsertResult>;
  toast(tabId: number, reason: Extract<HostEvent, { type: 'toast' }>['reason']): void;
  changed(what: Changed): void;
  assistantSettings(session: ConsoleSession): AssistantSettings;
}
