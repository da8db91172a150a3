import type { Conversation } from '@/lib/chat/conversation';
import type { FolderView, PhraseShelfName } from '@/lib/knowledge/phrases/phrase-tree';
import type { TypedHit } from '@/lib/knowledge/typed/typed-row';
import type { AssistantSettings, SourcedEntry } from '@/lib/suggest/assistant';
import type { Grounding } from '@/lib/suggest/llm/grounding';
import type { TryOut } from '@/lib/suggest/try-out';
import type { Advice, Finding } from '@/lib/suggest/view-model';

/**
 * The assistant and the typed search behind a message boundary: in the product they run in a dedicated worker, so that
 * indexing never delays a port; in tests in the same thread. All calls may reject when the worker dies.
 */
export interface Brain {
  upsert(entries: SourcedEntry[]): Promise<void>;
  remove(source: string, ids: string[]): Promise<void>;
  size(): Promise<number>;
  advise(conversation: Conversation, settings: AssistantSettings): Promise<Advice>;
  /** What the conversation would bring if the entry counted as given; nothing of it stays. */
  tryOut(draft: SourcedEntry, conversation: Conversation, settings: AssistantSettings): Promise<TryOut>;
  guard(draft: string, conversation: Conversation | null, settings: AssistantSettings): Promise<Finding[]>;
  /** What an LLM may write from: the best `limit` entries without the floor; null when the buyer has said nothing. */
  ground(conversation: Conversation, settings: AssistantSettings, limit: number): Promise<Grounding | null>;
  /** Typed search; with a conversation the slots of the texts are filled for it. */
  search(
    query: string,
    limit: number,
    conversation: Conversation | null,
    settings: AssistantSettings | null,
    shelf?: PhraseShelfName,
  ): Promise<TypedHit[]>;
  /** The folders of a shelf, without their phrases. */
  phraseFolders(shelf: PhraseShelfName): Promise<FolderView>;
  /** One page of what stands in a folder and below it. */
  phrasesIn(
    folder: { shelf: PhraseShelfName; path: string; offset: number; limit: number },
    conversation: Conversation | null,
    settings: AssistantSettings,
  ): Promise<{ total: number; hits: TypedHit[] }>;
  /** Phrases by key, in that order; those that are gone are left out. */
  phrasesNamed(
    keys: readonly string[],
    conversation: Conversation | null,
    settings: AssistantSettings,
  ): Promise<TypedHit[]>;
  /** Bytes of the index, to be stored; null when the engine has none. */
  exportIndex(): Promise<Uint8Array | null>;
  /** Puts back stored bytes; false when they are of another version or damaged. Call before `upsert`. */
  importIndex(bytes: Uint8Array): Promise<boolean>;
}

export type BrainMethod = keyof Brain;
export interface BrainRequest {
  id: number;
  method: BrainMethod;
  args: unknown[];
}
export type BrainAnswer = { id: number; ok: true; value: unknown } | { id: number; ok: false; error: string };
