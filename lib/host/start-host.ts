import { isSelector } from '@/lib/console/overlay/is-selector';
import { systemClock } from '@/lib/core/clock';
import { createLog } from '@/lib/core/log';
import { createMediaStore } from '@/lib/knowledge/media/media-store';
import { createDatabase } from '@/lib/knowledge/store/database';
import { createKnowledgeStore } from '@/lib/knowledge/store/knowledge-store';
import { createOutboundLog } from '@/lib/knowledge/store/outbound-log';
import { STARTER_SOURCE } from '@/lib/knowledge/store/precedence';
import { createSegmentStore } from '@/lib/knowledge/store/segment-store';
import { createSettingsStore } from '@/lib/knowledge/store/settings-store';
import type { SourcedEntry } from '@/lib/knowledge/store/sourced-entry';
import { createMediaFetcher } from '@/lib/knowledge/sync/media-fetcher';
import { createSyncEngine } from '@/lib/knowledge/sync/sync-engine';
import type { HostPage } from '@/lib/platform/host-page';
import type { Brain } from './brain';
import { createBrainFeed } from './brain-feed';
import { createHost, type Host } from './host';
import { createIdleTimer } from './idle';
import { createLlm } from './llm/llm';
import { createStoreServices, type SyncControl } from './store-services';
import { createStoredIndex } from './stored-index';
import { createTeamHost } from './team/create-team-host';
import { createWorkerBrain } from './worker-brain';

const log = createLog('start-host');

/** Address of the bundled starter feed inside the extension. */
const STARTER_PATH = 'starter/manifest.json';
/** The starter pack's index as the build made it: an install need not spend its first seconds on that. */
const STARTER_INDEX_PATH = 'starter/index.bin';

/**
 * Starts the host in this page: opens the stores, loads the brain, follows the feeds. Listeners stand before anything is
 * awaited, so that the console that woke us is not lost. What is in memory is a copy: a kill loses nothing.
 */
export function startHost(page: HostPage, spawn: () => Worker = spawnBrain): Host {
  const clock = systemClock;
  const db = createDatabase();
  const store = createKnowledgeStore({ db, clock });
  const hasPermission = (url: string): Promise<boolean> =>
    url.startsWith(page.own.origin)
      ? Promise.resolve(true)
      : page.ask({ type: 'granted', origin: `${new URL(url).origin}/*` });
  const fetchNow: typeof fetch = (input, init) => fetch(input, init);
  const engine = createSyncEngine({ store, clock, log: createLog('sync'), fetch: fetchNow, hasPermission });

  const sync: SyncControl = {
    status: () => engine.status(),
    now: (id) => engine.syncNow(id),
    pull: () => engine.pullOnce(),
    add: async (url, name) => {
      const { id } = await store.addSource({ kind: 'feed', level: 'shop', name, url }, clock.now());
      await tellNet();
      void engine.syncNow(id);
      return { id };
    },
    remove: async (id) => {
      await store.removeSource(id);
      await afterSources();
    },
    onChange: (listener) => void engine.onStatus(listener),
  };

  /** The alarm net is worth its wake-ups only when there is something to fetch. */
  const tellNet = async () => {
    const wanted = (await store.listSources()).some((source) => source.kind === 'feed');
    await page.ask({ type: 'net', wanted });
  };

  /** Pictures of a team that was left go with it. */
  const afterSources = async () => {
    await tellNet();
    if (ready) await media.sweep();
  };

  let brain: Brain = makeBrain();
  function makeBrain(): Brain {
    return createWorkerBrain(spawn(), () => {
      log.error('the brain died and is made again');
      brain = makeBrain();
      void index.restore(brain).then(refill);
    });
  }
  const report = (error: unknown) => log.warn('the brain did not take a change', { error: String(error) });
  const index = createStoredIndex({
    segments: createSegmentStore(db),
    shipped: async () => new Uint8Array(await (await fetchNow(page.url(STARTER_INDEX_PATH))).arrayBuffer()),
    brain: () => brain,
  });
  const feed = createBrainFeed(() => brain, report);
  const media = createMediaFetcher({
    media: createMediaStore(db),
    manifestUrl: async (id) => (await store.listSources()).find((source) => source.id === id)?.url ?? null,
    fetch: fetchNow,
    hasPermission,
  });
  const upsert = (entries: SourcedEntry[]) => {
    media.want(entries);
    feed.upsert(entries);
    index.touch();
  };
  /** A new brain knows nothing: it gets everything that is live. */
  const refill = () => store.liveEntries(upsert);

  const services = createStoreServices({
    db,
    store,
    sync,
    clock,
    upsert,
    remove: (source, ids) => {
      media.drop(source, ids);
      feed.remove(source, ids);
      index.touch();
    },
    taken: () => feed.taken(),
    image: media.get,
  });

  const team = createTeamHost({
    db,
    store,
    clock,
    fetch: fetchNow,
    groups: () => services.settings().groups,
    findProblems: (text) => brain.guard(text, null, { ...services.assistantSettings(), chosen: {}, recentTexts: [] }),
    hasPermission,
    setBadge: (text) => void page.ask({ type: 'badge', text }),
    onSources: () => void afterSources(),
  });

  const idle = createIdleTimer(() => void page.ask({ type: 'host.idle' }));
  const host = createHost({
    own: page.own,
    clock,
    brain: () => brain,
    services,
    llm: (hooks) =>
      createLlm(
        {
          clock,
          settings: createSettingsStore(db),
          outbound: createOutboundLog(db, clock),
          fetch: (input, init) => fetch(input, init),
          hasPermission: (baseUrl) => {
            const { protocol, hostname } = new URL(baseUrl);
            return page.ask({ type: 'granted', origin: `${protocol}//${hostname}/*` });
          },
          online: () => navigator.onLine,
        },
        hooks,
      ),
    team,
    lessons: {
      settings: createSettingsStore(db),
      isSelector,
      isAllowed: async (host) => {
        const name = host.replace(/:\d+$/, '');
        return (
          (await page.ask({ type: 'granted', origin: `https://${name}/*` })) ||
          page.ask({ type: 'granted', origin: `http://${name}/*` })
        );
      },
      inject: (tabId) => page.ask({ type: 'teach', tabId }),
    },
    onConnections: ({ consoles, views }) => {
      setLive(consoles + views > 0 && ready);
      idle(consoles + views);
    },
  });
  let ready = false;
  const setLive = (isLive: boolean) => {
    engine.setLive(isLive);
    media.setLive(isLive);
  };

  page.onPort((port) => host.accept(port));
  page.onMessage((message) => {
    if (message.type === 'press') host.press(message.tabId, message.place);
    else if (message.type === 'pull') void started.then(() => host.pull());
    else void started.then(() => engine.syncNow(null));
  });

  const started = (async () => {
    await store.addSource(
      { id: STARTER_SOURCE, kind: 'bundled', level: 'starter', name: 'starter', url: page.url(STARTER_PATH) },
      clock.now(),
    );
    await index.restore(brain);
    await services.start(() => engine.syncNow(STARTER_SOURCE));
    await host.llm?.reload();
    await team.start();
    ready = true;
    const { consoles, views } = host.connections();
    setLive(consoles + views > 0);
    await media.sweep();
    await tellNet();
    await keepWindows();
    void host.askings?.resume(false).catch(report);
    void host.conflicts?.resume(false).catch(report);
  })().catch((error: unknown) => log.error('the stores did not open', { error: String(error) }));

  /** Validity windows open and close by the clock. */
  async function keepWindows(): Promise<void> {
    const nextMs = await store.tick();
    const waitMs = nextMs === null ? 3_600_000 : Math.min(3_600_000, Math.max(1000, nextMs - clock.now()));
    setTimeout(() => void keepWindows(), waitMs);
  }

  return host;
}

const spawnBrain = (): Worker => new Worker(new URL('./brain-worker.ts', import.meta.url), { type: 'module' });
