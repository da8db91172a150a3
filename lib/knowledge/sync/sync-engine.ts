import type { Clock } from '@/lib/core/clock';
import type { Log } from '@/lib/core/log';
import type { Result } from '@/lib/core/result';
import { sha256Hex } from '@/lib/core/sha256';
import type { KnowledgeStore } from '@/lib/knowledge/store/knowledge-store';
import type { SourceRow } from '@/lib/knowledge/store/rows';
import { type Pulled, pullSource } from './pull-source';
import type { SyncReason } from './reasons';
import { getDelayMs } from './schedule';
import { systemTimers, type Timers } from './timers';

/** How one source stands; plain data for the views. */
export interface SyncStatus {
  id: string;
  name: string;
  url: string;
  level: SourceRow['level'];
  /** Version in use; 0 while none is whole. */
  version: number;
  count: number;
  /** Rows that this version of Deskmate cannot read. */
  unreadable: number;
  state: 'idle' | 'checking' | 'loading' | 'error' | 'stopped';
  /** Shards, while loading. */
  progress?: { done: number; total: number };
  error?: SyncReason;
  detail?: string;
  checkedAtMs?: number;
  changedAtMs?: number;
  nextAtMs?: number;
  needsPermission?: boolean;
  /** Server clock minus ours (ms), when last said. */
  skewMs?: number;
}

export interface SyncEngineDeps {
  store: KnowledgeStore;
  fetch: typeof fetch;
  clock: Clock;
  timers?: Timers;
  log: Log;
  random?: () => number;
  hash?: (bytes: Uint8Array) => Promise<string>;
  /** Whether the browser may fetch from that address; absent = always. */
  hasPermission?: (url: string) => Promise<boolean>;
}

export interface SyncEngine {
  /** True while a console or a view is open: every source is looked at about every 5 s. False: only when asked. */
  setLive(isLive: boolean): void;
  /** One look at every source (the alarm's short pull). Settles when all are done. */
  pullOnce(): Promise<void>;
  /** "Sync now": one source or all, forgetting any back-off. */
  syncNow(id: string | null): Promise<void>;
  status(): Promise<SyncStatus[]>;
  /** Called after any change of a status; read it with `status()`. */
  onStatus(listener: () => void): () => void;
  /** Stops for good: running requests are cut, what was verified stays. */
  stop(): void;
}

interface Track {
  state: SyncStatus['state'];
  failures: number;
  running: Promise<void> | null;
  timer: unknown;
  progress?: { done: number; total: number };
  error?: SyncReason;
  detail?: string;
  checkedAtMs?: number;
  nextAtMs?: number;
  skewMs?: number;
}

/** Creates the engine. One per machine (the host). Desired behaviour: `sync.design.md`. */
export function createSyncEngine(deps: SyncEngineDeps): SyncEngine {
  const { store, clock, log, timers = systemTimers, random = Math.random, hash = sha256Hex } = deps;
  const tracks = new Map<string, Track>();
  const listeners = new Set<() => void>();
  const stopped = new AbortController();
  let isLive = false;

  const trackOf = (id: string): Track => {
    const track = tracks.get(id) ?? { state: 'idle', failures: 0, running: null, timer: null };
    tracks.set(id, track);
    return track;
  };
  const tell = (): void => {
    for (const listener of listeners) listener();
  };

  async function attempt(source: SourceRow, track: Track): Promise<Result<Pulled, SyncReason>> {
    if (deps.hasPermission && !(await deps.hasPermission(source.url))) return { ok: false, reason: 'permission' };
    return pullSource(source, {
      store,
      fetch: deps.fetch,
      timers,
      clock,
      hash,
      signal: stopped.signal,
      onProgress(done, total) {
        const before = track.progress;
        track.state = 'loading';
        track.progress = { done, total };
        // Fifty steps are enough to see it move; each one makes every view read the status.
        if (!before || Math.floor((before.done / total) * 50) !== Math.floor((done / total) * 50)) tell();
      },
    });
  }

  function note(track: Track, outcome: Result<Pulled, SyncReason>): void {
    track.progress = undefined;
    track.checkedAtMs = clock.now();
    track.error = outcome.ok ? (outcome.value.schemaNewer ? 'schema-newer' : undefined) : outcome.reason;
    track.detail = outcome.ok ? undefined : outcome.detail;
    track.state = stopped.signal.aborted ? 'stopped' : outcome.ok ? 'idle' : 'error';
    track.failures = outcome.ok ? 0 : track.failures + 1;
    if (outcome.ok && outcome.value.skewMs !== undefined) track.skewMs = outcome.value.skewMs;
    if (!outcome.ok) log.warn('pull failed', { reason: outcome.reason, failures: track.failures });
  }

  /** Pulls one source; a second call while one runs waits for the running one. */
  function pull(source: SourceRow): Promise<void> {
    const track = trackOf(source.id);
    if (track.running) return track.running;
    timers.clear(track.timer);
    track.timer = null;
    track.nextAtMs = undefined;
    track.state = 'checking';
    tell();
    track.running = attempt(source, track)
      .catch((error: unknown): Result<Pulled, SyncReason> => {
        // A bug or a closed database: reported, retried with back-off, never silent.
        log.error('pull crashed', { name: error instanceof Error ? error.name : 'unknown' });
        return { ok: false, reason: 'aborted' };
      })
      .then((outcome) => {
        note(track, outcome);
        track.running = null;
        schedule(source);
        tell();
      });
    return track.running;
  }

  /** Bundled sources change only with the extension: they are not looked at again unless they failed. */
  function schedule(source: SourceRow): void {
    const track = trackOf(source.id);
    timers.clear(track.timer);
    track.timer = null;
    track.nextAtMs = undefined;
    if (!isLive || stopped.signal.aborted || track.running) return;
    if (source.kind === 'bundled' && track.checkedAtMs !== undefined && track.failures === 0) return;
    const delayMs = getDelayMs(track.failures, random);
    track.nextAtMs = clock.now() + delayMs;
    track.timer = timers.set(() => void pullById(source.id), delayMs);
  }

  async function pullById(id: string): Promise<void> {
    const source = (await store.listSources()).find((row) => row.id === id);
    if (source && !stopped.signal.aborted) await pull(source);
  }

  async function pullAll(): Promise<void> {
    if (stopped.signal.aborted) return;
    await Promise.all((await store.listSources()).map(pull));
  }

  return {
    setLive(next) {
      if (isLive === next) return;
      isLive = next;
      if (next) void pullAll();
      else {
        for (const track of tracks.values()) {
          timers.clear(track.timer);
          track.timer = null;
          track.nextAtMs = undefined;
        }
      }
    },
    pullOnce: pullAll,
    async syncNow(id) {
      const rows = await store.listSources();
      for (const track of tracks.values()) track.failures = 0;
      await Promise.all(rows.filter((row) => id === null || row.id === id).map(pull));
    },
    async status() {
      const rows = await store.listSources();
      return rows.map((row): SyncStatus => {
        const { running: _running, timer: _timer, failures: _failures, ...track } = trackOf(row.id);
        return {
          id: row.id,
          name: row.name,
          url: row.url,
          level: row.level,
          version: row.version,
          count: row.count,
          unreadable: row.unreadable,
          changedAtMs: row.changedAtMs,
          needsPermission: track.error === 'permission',
          ...track,
        };
      });
    },
    onStatus(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      isLive = false;
      stopped.abort();
      for (const track of tracks.values()) timers.clear(track.timer);
    },
  };
}
