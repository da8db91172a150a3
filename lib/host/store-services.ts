import type { Conversation } from '@/lib/chat/conversation';
import { getBuyerTurn } from '@/lib/chat/turn';
import type { Clock } from '@/lib/core/clock';
import { createLog } from '@/lib/core/log';
import { createPace } from '@/lib/core/pace';
import type { DeskmateDatabase } from '@/lib/knowledge/store/database';
import { createFeedbackStore } from '@/lib/knowledge/store/feedback-store';
import type { KnowledgeStore } from '@/lib/knowledge/store/knowledge-store';
import { getPrivacyReport } from '@/lib/knowledge/store/privacy-report';
import { createSettingsStore } from '@/lib/knowledge/store/settings-store';
import type { SourcedEntry } from '@/lib/knowledge/store/sourced-entry';
import type { MediaFetcher } from '@/lib/knowledge/sync/media-fetcher';
import type { Settings, SyncSource } from '@/lib/platform/messages';
import type { Advice } from '@/lib/suggest/view-model';
import { createPhraseBook } from './phrase-book';
import type { Changed, HostServices } from './services';
import { getSettings, setSettings } from './settings';
import { createWorkbench } from './workbench';

/** What the services need of the sync side. */
export interface SyncControl {
  status(): Promise<SyncSource[]>;
  now(id: string | null): Promise<void>;
  pull(): Promise<void>;
  add(url: string, name: string): Promise<{ id: string }>;
  remove(id: string): Promise<void>;
  onChange(listener: () => void): void;
}

export interface StoreServicesDeps {
  db: DeskmateDatabase;
  store: KnowledgeStore;
  sync: SyncControl;
  clock: Clock;
  /** An image of an entry, fetched now when a feed's has not come yet. */
  image: MediaFetcher['get'];
  /** Gives entries to the brain; rejections are the host's business. */
  upsert(entries: SourcedEntry[]): void;
  remove(source: string, ids: string[]): void;
  /** Resolves when the brain has taken what was given to it so far. */
  taken(): Promise<void>;
}

const log = createLog('store-services');

/** Facts of a shop whose console is not known yet stand under this id. */
export const DEFAULT_SHOP = 'default';

/**
 * Every view and every open chat looks anew when the knowledge changed. An import or a first sync changes it hundreds of times, and all
 * pages of the extension share one thread: they look once a second then.
 */
const STORM = { burst: 4, perSecond: 1 } as const;

/**
 * The services over the real stores. `start` reads what is stored and resolves when the brain has all of it; where nothing is
 * stored (an install) it brings the first knowledge by `firstPull`.
 */
export function createStoreServices(
  deps: StoreServicesDeps,
): HostServices & { start(firstPull: () => Promise<void>): Promise<void> } {
  const { db, store, sync, clock } = deps;
  const settingsStore = createSettingsStore(db);
  const feedback = createFeedbackStore(db, clock);
  const phrases = createPhraseBook({ db, store, clock, image: deps.image });
  const listeners: ((what: Changed) => void)[] = [];
  const emit = (what: Changed) => {
    for (const listener of listeners) listener(what);
  };
  let settings: Settings = {
    language: 'zh-CN',
    colorScheme: 'auto',
    strip: true,
    role: 'agent',
    groups: [],
    insertAndSend: false,
    offHosts: [],
    firstRunDone: false,
  };
  let shopFacts: Record<string, Record<string, string | number | boolean>> = {};
  let loading = true;
  let isInstall = false;

  const readShops = async () => {
    shopFacts = Object.fromEntries((await db.shops.toArray()).map((row) => [row.shopId, row.facts]));
  };

  const told = createPace(clock, () => emit(['knowledge']), STORM);
  const toldAgain = createPace(clock, () => emit(['knowledge']), STORM);
  /** At once for lists, and again when the brain has it: an open chat asked before would be answered from the old. */
  const emitKnowledge = () => {
    told();
    void deps.taken().then(toldAgain);
  };
  store.onChange((change) => {
    for (const { source, ids } of change.removes) deps.remove(source, ids);
    if (change.upserts.length > 0) deps.upsert(change.upserts);
    emitKnowledge();
  });
  sync.onChange(() => emit(['sync']));

  return {
    start: async (firstPull) => {
      settings = await getSettings(settingsStore);
      await readShops();
      emit(['settings', 'shop']);
      await store.setGroups(settings.groups);
      let first = true;
      await store.open((batch) => {
        deps.upsert(batch);
        // The first conversation is answered from what has arrived; the rest follows.
        if (first) emitKnowledge();
        first = false;
      });
      if (store.size() === 0) {
        isInstall = true;
        await firstPull().catch((error: unknown) =>
          log.warn('the first knowledge did not come', { error: String(error) }),
        );
        await deps.taken();
        isInstall = false;
      }
      loading = false;
      // Whoever waited for this waits no longer, whatever was told just before.
      emit(['knowledge']);
      void deps.taken().then(() => emit(['knowledge']));
    },
    settings: () => settings,
    setSettings: async (change) => {
      settings = await setSettings(settingsStore, change);
      if (change.groups) await store.setGroups(settings.groups);
      emit(['settings']);
      return settings;
    },
    assistantSettings: () => ({ role: settings.role, groups: settings.groups, shopFacts }),
    isLoading: () => isInstall || (loading && store.size() === 0),
    entryCount: () => store.size(),
    loadingAdvice,
    onChange: (listener) => void listeners.push(listener),
    pull: () => sync.pull(),
    sync,
    knowledge: {
      list: ({ query, ...rest }) => store.list({ text: query, ...rest }),
      get: (source, id) => store.get(source, id),
    },
    phrases,
    restoreBackup: async (text) => {
      const restored = await phrases.backup.restore(text);
      if (restored.ok) {
        settings = await getSettings(settingsStore);
        await store.setGroups(settings.groups);
        await readShops();
        emit(['settings', 'shop', 'sync', 'knowledge', 'phrases']);
      }
      return restored;
    },
    workbench: createWorkbench({ db, store, clock }),
    shops: {
      list: async () => {
        const unlocks = store.countSlots();
        const rows = await db.shops.toArray();
        const all = rows.some((row) => row.shopId === DEFAULT_SHOP)
          ? rows
          : [{ shopId: DEFAULT_SHOP, name: '', facts: {} }, ...rows];
        return all.map((row) => ({
          shopId: row.shopId,
          name: row.name,
          ...('console' in row && row.console ? { console: row.console } : {}),
          facts: row.facts,
          unlocks,
        }));
      },
      save: async (profile) => {
        await db.shops.put({ ...profile, updatedAtMs: clock.now() });
        await readShops();
        emit(['shop']);
      },
    },
    feedback: {
      add: async (row) => {
        await feedback.add(row);
        emit(['feedback']);
      },
      list: () => feedback.list(),
    },
    privacy: {
      report: async () => ({ stores: await getPrivacyReport(db) }),
      wipe: async (what) => {
        if (what === 'feedback') {
          await feedback.clear();
          emit(['feedback']);
          return;
        }
        for (const source of await store.listSources()) {
          if (source.kind === 'feed') await sync.remove(source.id);
        }
        await store.removeOwn((await store.ownRows()).flatMap((row) => (typeof row.id === 'string' ? [row.id] : [])));
        const kept = new Set(['sources', 'manifests', 'shards', 'own']);
        for (const table of db.tables) if (!kept.has(table.name)) await table.clear();
        settings = await getSettings(settingsStore);
        await readShops();
        emit(['settings', 'shop', 'feedback', 'sync', 'knowledge']);
      },
    },
  };
}

/** Shown while nothing has been read yet: says so, instead of an empty panel. */
function loadingAdvice(conversation: Conversation): Advice {
  const turn = getBuyerTurn(conversation);
  return {
    ref: conversation.ref,
    turnId: turn?.id ?? null,
    turnText: turn?.text ?? '',
    language: 'und',
    scene: null,
    mood: null,
    risks: [],
    subtext: null,
    product: null,
    cards: [],
    ask: null,
    suggestions: [],
    silence: 'loading',
    findings: [],
    tookMs: 0,
  };
}
