import type { Conversation } from '@/lib/chat/conversation';
import type { Clock } from '@/lib/core/clock';
import type { Entry } from '@/lib/knowledge/schema';
import type { Grounding } from './llm/grounding';
import type { TryOut } from './try-out';
import type { Advice, Finding } from './view-model';

/** Where an entry stands in precedence: own beats shop feed beats company feed beats starter. */
export interface SourcedEntry {
  entry: Entry;
  /** `own`, `starter`, or the id of a feed. */
  source: string;
  /** Higher wins on the same question. own 30, feeds 20.., starter 0. */
  precedence: number;
}

/** What the agent and lead set; only what changes advice. */
export interface AssistantSettings {
  /** The agent's role for playbook limits. */
  role: 'trainee' | 'agent' | 'senior' | 'lead';
  groups: string[];
  /** Attribute values that the agent chose by chip, per conversation key and attribute. */
  chosen: Record<string, Record<string, string>>;
  /** Shop facts by shop id or `default`, values behind the slots. */
  shopFacts: Record<string, Record<string, string | number | boolean>>;
  /** Ids of suggestions sent lately in this conversation, for rotation and repeat. */
  recentTexts: string[];
  /** Names of other buyers whose conversations were open lately; a draft that names one is for the wrong buyer. */
  otherBuyerNames?: string[];
  /** Order and tracking numbers of other conversations. */
  otherOrderIds?: string[];
}

/**
 * The brain: knows entries, answers conversations. Deterministic for equal (conversation, entries, settings, clock).
 * Runs in a dedicated worker in the product, in Node for evaluation and tests.
 */
export interface Assistant {
  /** Adds or replaces entries; one entry changed costs one entry. */
  upsert(entries: SourcedEntry[]): void;
  /** Removes entries of a source. */
  remove(source: string, ids: string[]): void;
  /** Count of live entries. */
  size(): number;
  /** The index as bytes, to be stored and put back at the next start. */
  exportIndex?(): Uint8Array;
  /** Puts back stored bytes before the first `upsert`; false when they are of another version or damaged. */
  importIndex?(bytes: Uint8Array): boolean;
  advise(conversation: Conversation, settings: AssistantSettings, clock: Clock): Advice;
  /** What an LLM may write a reply from: the best `limit` entries without the floor. Null when the buyer has said nothing. */
  ground(conversation: Conversation, settings: AssistantSettings, clock: Clock, limit: number): Grounding | null;
  /** Fills the slots of a text that was found by hand, for this conversation (or the shop alone). */
  fill(text: string, conversation: Conversation | null, settings: AssistantSettings, clock: Clock): string;
  /** What this conversation would bring if the entry counted as given; nothing of it stays. */
  tryOut(draft: SourcedEntry, conversation: Conversation, settings: AssistantSettings, clock: Clock): TryOut;
  /** Checks a draft for this conversation. */
  guard(draft: string, conversation: Conversation | null, settings: AssistantSettings, clock: Clock): Finding[];
}
