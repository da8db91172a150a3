import { fail, ok, type Result } from '@/lib/core/result';
import { checkImage, imagesOf, MAX_IMAGE_BYTES, toMediaPath } from '@/lib/knowledge/media/image';
import type { MediaStore, StoredImage } from '@/lib/knowledge/media/media-store';
import { OWN_SOURCE, STARTER_SOURCE } from '@/lib/knowledge/store/precedence';
import type { SourcedEntry } from '@/lib/knowledge/store/sourced-entry';
import { toShardUrl } from './feed-url';
import { fetchBytes } from './fetch-bytes';
import type { SyncReason } from './reasons';
import { systemTimers, type Timers } from './timers';

/** Requests at once: the shards of an urgent notice go before any picture. */
const PARALLEL = 2;
const TIMEOUT_MS = 30_000;
/** Images of one source brought unasked; further ones come when somebody looks at them. */
const MAX_AHEAD = 1000;
/** Wait after a first failure; doubled by each further one up to ten minutes. */
const RETRY_MS = 20_000;
const MAX_RETRY_MS = 600_000;

export type MediaReason = SyncReason | 'not-an-image' | 'unknown';

export interface MediaFetcherDeps {
  media: Pick<MediaStore, 'adopt' | 'get' | 'missing' | 'putFetched' | 'sweep'>;
  /** Address of a source's manifest; null when the source is gone. */
  manifestUrl(source: string): Promise<string | null>;
  fetch: typeof fetch;
  hasPermission(url: string): Promise<boolean>;
  timers?: Timers;
}

/** Brings the images that entries of feeds name, as `sync.design.md` wants it: behind the text, never in its way. */
export interface MediaFetcher {
  /** Live entries: images of feeds are fetched while `setLive(true)`; those that own entries took over are kept for good. */
  want(entries: readonly SourcedEntry[]): void;
  drop(source: string, ids: readonly string[]): void;
  /** True while a console or a view is open. */
  setLive(isLive: boolean): void;
  /** An image that somebody looks at now: from the disk, else fetched at once. */
  get(source: string, sha256: string): Promise<Result<StoredImage, MediaReason>>;
  /** Drops fetched images that no live entry names; call when everything live has been given to `want`. */
  sweep(): Promise<void>;
  /** Settles when nothing is under way (tests). */
  idle(): Promise<void>;
}

interface Track {
  source: string;
  sha256: string;
  failures: number;
}

/** Creates it with nothing to fetch. */
export function createMediaFetcher(deps: MediaFetcherDeps): MediaFetcher {
  const timers = deps.timers ?? systemTimers;
  const wanted = new Map<string, Map<string, string[]>>();
  const queue = new Map<string, Track>();
  const running = new Map<string, Promise<Result<StoredImage, MediaReason>>>();
  const stopped = new AbortController();
  let isLive = false;
  let retry: unknown = null;
  let work: Promise<void> | null = null;
  let adopting: Promise<void> = Promise.resolve();

  const keyOf = (source: string, sha256: string): string => `${sha256}.${source}`;
  const isWanted = ({ source, sha256 }: Track): boolean =>
    [...(wanted.get(source)?.values() ?? [])].some((hashes) => hashes.includes(sha256));

  async function download(source: string, sha256: string): Promise<Result<StoredImage, MediaReason>> {
    const manifest = await deps.manifestUrl(source);
    const url = manifest && toShardUrl(toMediaPath(sha256), manifest);
    if (!url) return fail('unknown');
    if (!(await deps.hasPermission(url))) return fail('permission');
    const got = await fetchBytes(url, {
      fetch: deps.fetch,
      timers,
      maxBytes: MAX_IMAGE_BYTES,
      timeoutMs: TIMEOUT_MS,
      signal: stopped.signal,
    });
    if (!got.ok) return got;
    if (got.value.status !== 'body') return fail('unreachable');
    const { bytes } = got.value;
    const checked = await checkImage(bytes, sha256);
    if (!checked.ok) return fail(checked.reason);
    const image = { type: checked.type, bytes };
    // The source was left meanwhile: nothing of it may come back. A full disk costs the next look a request, not this one its picture.
    if (await deps.manifestUrl(source)) await deps.media.putFetched(source, sha256, image);
    return ok(image);
  }

  /** Two who ask for one image share a request. */
  function fetchOnce(source: string, sha256: string): Promise<Result<StoredImage, MediaReason>> {
    const key = keyOf(source, sha256);
    const under = running.get(key) ?? download(source, sha256).finally(() => running.delete(key));
    running.set(key, under);
    return under;
  }

  async function take(track: Track): Promise<boolean> {
    if ((await deps.media.missing([track.sha256])).length === 0) return true;
    return (await fetchOnce(track.source, track.sha256)).ok;
  }

  /** One round over what is missing; what fails is tried again later, together. */
  async function round(): Promise<void> {
    const todo = [...queue.entries()];
    const failed: Track[] = [];
    await Promise.all(
      Array.from({ length: PARALLEL }, async () => {
        for (let next = todo.shift(); next && isLive; next = todo.shift()) {
          const [key, track] = next;
          const isDone = !isWanted(track) || (await take(track).catch(() => false));
          if (isDone) queue.delete(key);
          else {
            track.failures++;
            failed.push(track);
          }
        }
      }),
    );
    if (failed.length === 0) return;
    const delayMs = Math.min(RETRY_MS * 2 ** (Math.min(...failed.map(({ failures }) => failures)) - 1), MAX_RETRY_MS);
    timers.clear(retry);
    retry = timers.set(start, delayMs);
  }

  function start(): void {
    if (!isLive || queue.size === 0 || work) return;
    const size = queue.size;
    work = round().finally(() => {
      work = null;
      // More came in meanwhile.
      if (queue.size > size) start();
    });
  }

  return {
    want(entries) {
      let isNew = false;
      for (const { entry, source } of entries) {
        const hashes = imagesOf(entry);
        if (source === OWN_SOURCE && hashes.length > 0) adopting = adopting.then(() => deps.media.adopt(hashes));
        if (source === OWN_SOURCE || source === STARTER_SOURCE) continue;
        const of = wanted.get(source) ?? new Map<string, string[]>();
        if (hashes.length === 0) {
          of.delete(entry.id);
          continue;
        }
        wanted.set(source, of.set(entry.id, hashes));
        for (const sha256 of hashes) {
          const key = keyOf(source, sha256);
          if (queue.has(key) || queue.size >= MAX_AHEAD) continue;
          queue.set(key, { source, sha256, failures: 0 });
          isNew = true;
        }
      }
      if (isNew) start();
    },
    drop(source, ids) {
      for (const id of ids) wanted.get(source)?.delete(id);
    },
    setLive(next) {
      isLive = next;
      if (next) start();
      else timers.clear(retry);
    },
    async get(source, sha256) {
      const here = await deps.media.get(sha256);
      if (here) return ok(here);
      return source === OWN_SOURCE || source === STARTER_SOURCE ? fail('unknown') : fetchOnce(source, sha256);
    },
    async sweep() {
      await adopting;
      await deps.media.sweep(
        new Map([...wanted].map(([source, entries]) => [source, new Set([...entries.values()].flat())])),
      );
    },
    async idle() {
      await adopting;
      while (work) await work;
    },
  };
}
