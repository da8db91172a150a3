import type { Conversation } from '@/lib/chat/conversation';
import type {
  FeedbackRow,
  HostEvent,
  HostMethods,
  Settings,
  ShopProfileView,
  SyncSource,
} from '@/lib/platform/messages';
import type { AssistantSettings } from '@/lib/suggest/assistant';
import type { Advice } from '@/lib/suggest/view-model';
import type { PhraseBook } from './phrase-book';
import type { Workbench } from './workbench';

export type Changed = Extract<HostEvent, { type: 'changed' }>['what'];

/** Everything that the host keeps or fetches, behind one seam: stores, sync, settings. */
export interface HostServices {
  settings(): Settings;
  setSettings(change: Partial<Settings>): Promise<Settings>;
  assistantSettings(): Omit<AssistantSettings, 'chosen' | 'recentTexts'>;
  /**
   * True while the brain has nothing to answer from yet, and after an install until the whole starter pack is there: a few entries
   * of it would answer confidently beside the point.
   */
  isLoading(): boolean;
  /** Live entries now in the brain. */
  entryCount(): number;
  /** What a view shows for a conversation while nothing is loaded. */
  loadingAdvice(conversation: Conversation): Advice;
  onChange(listener: (what: Changed) => void): void;
  /** One short pull of every feed. */
  pull(): Promise<void>;
  sync: {
    status(): Promise<SyncSource[]>;
    now(id: string | null): Promise<void>;
    add(url: string, name: string): Promise<{ id: string }>;
    remove(id: string): Promise<void>;
  };
  knowledge: {
    list(params: HostMethods['knowledge.list']['params']): Promise<HostMethods['knowledge.list']['result']>;
    get(source: string, id: string): Promise<HostMethods['knowledge.get']['result']>;
  };
  /** Own knowledge as the desk works on it: import, undo, editor. */
  workbench: Workbench;
  /** What an agent keeps by hand: own phrases, marks, open questions, backup. */
  phrases: PhraseBook;
  /** Puts a backup back and reads anew what it changed. */
  restoreBackup: PhraseBook['backup']['restore'];
  shops: {
    list(): Promise<ShopProfileView[]>;
    save(profile: HostMethods['shop.save']['params']): Promise<void>;
  };
  feedback: {
    add(row: Omit<FeedbackRow, 'id' | 'atMs'>): Promise<void>;
    list(): Promise<FeedbackRow[]>;
  };
  privacy: {
    report(): Promise<HostMethods['privacy.report']['result']>;
    wipe(what: 'feedback' | 'all'): Promise<void>;
  };
}
