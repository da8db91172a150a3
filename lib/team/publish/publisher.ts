import type { Clock } from '@/lib/core/clock';
import { createMutex } from '@/lib/core/mutex';
import { fail, ok, type Result } from '@/lib/core/result';
import { parseJsonl } from '@/lib/knowledge/jsonl';
import { checkImage, imagesOf, imagesOfAll, toMediaPath } from '@/lib/knowledge/media/image';
import type { MediaStore } from '@/lib/knowledge/media/media-store';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import type { DeskmateDatabase } from '@/lib/knowledge/store/database';
import type { PublicationRow } from '@/lib/knowledge/store/rows';
import { type BuiltFeed, buildFeed } from '@/lib/knowledge/sync/build-feed';
import { MAX_MANIFEST_BYTES, MAX_SHARD_BYTES, type Manifest, parseManifest } from '@/lib/knowledge/sync/manifest';
import { signManifest } from '@/lib/knowledge/sync/signature';
import type { BundleWriter, WriteReason } from './bundle-writer';
import { diffRows, type PublishDiff } from './diff-rows';
import { type FindRed, findRed, type RedFinding } from './find-red';
import { type PublishProgress, writeBundle } from './write-bundle';

export type PublishReason =
  | WriteReason
  | 'not-a-feed' // something else lies at the destination: nothing is written over it
  | 'too-large'
  | 'bad-key'
  | 'changed-meanwhile' // somebody else published between our look and our write: look at the diff again
  | 'not-verified' // what was read back is not what was written
  | 'red-findings' // the guard objects and nobody gave a reason to publish all the same
  | 'unknown-version';

export interface PublishPlan {
  rows: RawRow[];
  diff: PublishDiff;
  /** Version that will be written: one above what lies there and what we know. */
  version: number;
  /** Own entries that stay here: drafts, in review, or mine. */
  kept: number;
  /** What the guard finds red in added and changed texts for buyers. */
  red: RedFinding[];
  /** Ids of rows that name an image which is not on this machine. */
  imageless: string[];
}

export interface PublishOptions {
  note: string;
  /** Name of the feed, shown to agents. */
  name?: string;
  /** Lead's Ed25519 secret key (base64); unsigned without. */
  secretKey?: string;
  /** Why it is published although the guard found something red; kept in the history. */
  overrideReason?: string;
  /** Images at a destination whose files were listed; absent: known from the last version or asked for. */
  imagesThere?: readonly string[];
  onProgress?(progress: PublishProgress): void;
}

export interface Publisher {
  /** What would change at the destination; writes nothing. */
  plan(writer: BundleWriter): Promise<Result<PublishPlan, PublishReason>>;
  /** Shards first, each read back; the manifest is looked at once more just before it is written, and read back after. */
  publish(writer: BundleWriter, options: PublishOptions): Promise<Result<PublicationRow, PublishReason>>;
  /** Publishes the content of an earlier version as a new one. The desk's own entries stay as they are. */
  rollback(
    writer: BundleWriter,
    version: number,
    options: PublishOptions,
  ): Promise<Result<PublicationRow, PublishReason>>;
  /** What was published from this machine, newest first. */
  history(): Promise<PublicationRow[]>;
  /** The rows of an earlier version; null when it is not known here. */
  rowsOf(version: number): Promise<RawRow[] | null>;
}

export interface PublisherDeps {
  db: DeskmateDatabase;
  clock: Clock;
  /** Own rows as stored (`KnowledgeStore.ownRows`). */
  ownRows(): Promise<RawRow[]>;
  /** Guard findings in one text (`lib/suggest/guard`). */
  findProblems?: FindRed;
  /** Images of this machine's entries; without it none travel. */
  media?: Pick<MediaStore, 'get' | 'missing'>;
}

/** Versions kept for rollback. */
const MAX_HISTORY = 30;

/** What is mine never leaves this machine, whatever else a row says. */
export const isMine = (row: RawRow): boolean => row.scope === 'me';

/** Team entries that agents shall have: published ones, and retired ones, which take the id back from lower sources. */
const isForTeam = (row: RawRow): boolean =>
  !isMine(row) && (row.status === undefined || row.status === 'published' || row.status === 'retired');

/** Creates the publisher. What is mine never leaves: rows of scope `me` are left out here, at the only exit. */
export function createPublisher({ db, clock, ownRows, findProblems, media }: PublisherDeps): Publisher {
  const mutex = createMutex();

  interface Found {
    text: string | null;
    manifest: Manifest | null;
  }

  async function look(writer: BundleWriter): Promise<Result<Found, PublishReason>> {
    const got = await writer.read('manifest.json');
    if (!got.ok) return got;
    if (got.value === null) return ok({ text: null, manifest: null });
    const parsed = parseManifest(got.value);
    return parsed.ok ? ok({ text: got.value, manifest: parsed.value.manifest }) : fail('not-a-feed');
  }

  /** Rows that lie at the destination; a missing shard counts as empty, since publishing mends it. */
  async function readRows(writer: BundleWriter, manifest: Manifest | null): Promise<Result<RawRow[], PublishReason>> {
    const rows: RawRow[] = [];
    for (const shard of manifest?.shards ?? []) {
      const kept = await db.publishedShards.get(shard.sha256);
      const got = kept ? ok(kept.text) : await writer.read(shard.url);
      if (!got.ok) return got;
      for (const { row } of parseJsonl(got.value ?? '').rows) rows.push(row);
    }
    return ok(rows);
  }

  /** Rows that name an image which this machine does not have (from a table, say): agents would see a gap. */
  async function withoutImages(rows: readonly RawRow[]): Promise<string[]> {
    const missing = new Set(await media?.missing(imagesOfAll(rows)));
    return missing.size === 0
      ? []
      : rows.filter((row) => imagesOf(row).some((sha256) => missing.has(sha256))).map((row) => String(row.id));
  }

  const latest = async (): Promise<PublicationRow | undefined> => db.publications.orderBy('version').last();

  async function write(
    writer: BundleWriter,
    rows: RawRow[],
    found: Found,
    there: readonly RawRow[],
    options: PublishOptions & { rollbackOf?: number },
  ): Promise<Result<PublicationRow, PublishReason>> {
    const feed = await buildFeed(rows, {
      publishedAt: new Date(clock.now()).toISOString(),
      previous: found.manifest && { manifest: found.manifest, ids: new Set(there.map((row) => String(row.id))) },
      note: options.note,
      name: options.name,
    });
    feed.manifest.version = Math.max(found.manifest?.version ?? 0, (await latest())?.version ?? 0) + 1;
    const manifestText = finishManifest(feed, options.secretKey);
    if (!manifestText.ok) return manifestText;
    const written = await writeBundle(writer, {
      shards: feed.shards,
      refs: feed.manifest.shards,
      images: await imagesToWrite(writer, rows, found, options),
      imageOf: async (sha256) => ((await media?.get(sha256))?.bytes as Uint8Array<ArrayBuffer> | undefined) ?? null,
      lying: new Set(found.manifest?.shards.map((shard) => shard.sha256)),
      manifestText: manifestText.value,
      manifestBefore: found.text,
      onProgress: options.onProgress,
    });
    if (!written.ok) return written;
    return ok(await remember(feed, imagesOfAll(rows), options));
  }

  /** Images that the destination lacks: known from what we wrote there ourselves or from a look at its files, else asked for. */
  async function imagesToWrite(
    writer: BundleWriter,
    rows: readonly RawRow[],
    found: Found,
    options: PublishOptions,
  ): Promise<string[]> {
    const last = await latest();
    const isOurs = last !== undefined && last.version === found.manifest?.version;
    const lying = new Set([...(options.imagesThere ?? []), ...((isOurs && !options.imagesThere && last.images) || [])]);
    const todo = imagesOfAll(rows).filter((sha256) => !lying.has(sha256));
    if (found.manifest === null || options.imagesThere || isOurs) return todo;
    // Somebody else published last: each is looked at, one after another.
    const lacking: string[] = [];
    for (const sha256 of todo) {
      const got = await writer.readBytes(toMediaPath(sha256));
      if (!got.ok || got.value === null || !(await checkImage(got.value, sha256)).ok) lacking.push(sha256);
    }
    return lacking;
  }

  function finishManifest(feed: BuiltFeed, secretKey: string | undefined): Result<string, 'too-large' | 'bad-key'> {
    if (feed.shards.some((shard) => new TextEncoder().encode(shard.text).length > MAX_SHARD_BYTES))
      return fail('too-large');
    if (secretKey !== undefined) {
      const signature = signManifest(feed.manifest, secretKey);
      if (!signature) return fail('bad-key');
      feed.manifest.signature = signature;
    }
    const text = `${JSON.stringify(feed.manifest, null, 1)}\n`;
    return new TextEncoder().encode(text).length > MAX_MANIFEST_BYTES ? fail('too-large') : ok(text);
  }

  async function remember(
    { manifest, shards }: BuiltFeed,
    images: string[],
    options: PublishOptions & { rollbackOf?: number },
  ): Promise<PublicationRow> {
    const row: PublicationRow = {
      version: manifest.version,
      atMs: clock.now(),
      note: options.note,
      count: manifest.shards.reduce((sum, shard) => sum + shard.count, 0),
      shards: manifest.shards.map(({ url, sha256, count }) => ({ url, sha256, count })),
      removed: manifest.removed,
      ...(images.length > 0 ? { images } : {}),
      ...(options.overrideReason ? { overrideReason: options.overrideReason } : {}),
      ...(options.rollbackOf === undefined ? {} : { rollbackOf: options.rollbackOf }),
    };
    await db.transaction('rw', db.publications, db.publishedShards, async () => {
      await db.publications.put(row);
      await db.publishedShards.bulkPut(
        shards.map((shard, i) => ({ hash: manifest.shards[i]?.sha256 ?? '', text: shard.text })),
      );
      const all = await db.publications.orderBy('version').reverse().toArray();
      await db.publications.bulkDelete(all.slice(MAX_HISTORY).map(({ version }) => version));
      const named = new Set(all.slice(0, MAX_HISTORY).flatMap((one) => one.shards.map((shard) => shard.sha256)));
      const stored = await db.publishedShards.toCollection().primaryKeys();
      await db.publishedShards.bulkDelete(stored.filter((hash) => !named.has(hash)));
    });
    return row;
  }

  async function rowsOf(version: number): Promise<RawRow[] | null> {
    const publication = await db.publications.get(version);
    if (!publication) return null;
    const shards = await db.publishedShards.bulkGet(publication.shards.map((shard) => shard.sha256));
    return shards.flatMap((shard) => parseJsonl(shard?.text ?? '').rows.map(({ row }) => row));
  }

  async function plan(
    writer: BundleWriter,
    isChecked = true,
  ): Promise<Result<PublishPlan & { found: Found; there: RawRow[] }, PublishReason>> {
    const found = await look(writer);
    if (!found.ok) return found;
    const there = await readRows(writer, found.value.manifest);
    if (!there.ok) return there;
    const own = await ownRows();
    const rows = own.filter(isForTeam);
    const diff = diffRows(there.value, rows);
    return ok({
      rows,
      diff,
      version: Math.max(found.value.manifest?.version ?? 0, (await latest())?.version ?? 0) + 1,
      kept: own.length - rows.length,
      imageless: await withoutImages(rows),
      red: await findRed(
        [...diff.added, ...diff.changed.map(({ after }) => after)],
        isChecked ? findProblems : undefined,
      ),
      found: found.value,
      there: there.value,
    });
  }

  return {
    async plan(writer) {
      const planned = await plan(writer);
      if (!planned.ok) return planned;
      const { found: _found, there: _there, ...rest } = planned.value;
      return ok(rest);
    },
    publish: (writer, options) =>
      mutex.run(async () => {
        const planned = await plan(writer);
        if (!planned.ok) return planned;
        if (planned.value.red.length > 0 && !options.overrideReason?.trim()) return fail('red-findings');
        return write(writer, planned.value.rows, planned.value.found, planned.value.there, options);
      }),
    rollback: (writer, version, options) =>
      mutex.run(async () => {
        const rows = await rowsOf(version);
        if (!rows) return fail('unknown-version', String(version));
        const planned = await plan(writer, false);
        if (!planned.ok) return planned;
        return write(writer, rows, planned.value.found, planned.value.there, { ...options, rollbackOf: version });
      }),
    history: () => db.publications.orderBy('version').reverse().toArray(),
    rowsOf,
  };
}
