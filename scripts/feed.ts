import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { takeImages } from '@/lib/knowledge/import/carried-images';
import type { RowProblem } from '@/lib/knowledge/import/draft';
import { MAX_PICTURED_ROW_CHARS } from '@/lib/knowledge/import/limits';
import { parseJsonl } from '@/lib/knowledge/jsonl';
import { toMediaPath } from '@/lib/knowledge/media/image';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import { buildFeed } from '@/lib/knowledge/sync/build-feed';
import { MAX_SHARD_BYTES, type Manifest, parseManifest } from '@/lib/knowledge/sync/manifest';
import { signManifest } from '@/lib/knowledge/sync/signature';
import { isMine } from '@/lib/team/publish/publisher';

/**
 * `npm run feed -- --in FILE|FOLDER --out DIR [--note TEXT] [--name TEXT] [--key FILE] [--published-at ISO]`
 * Writes a feed bundle: counts on from the version that lies in DIR, shards first, manifest last and by rename, so that
 * no reader sees half. Shards of the version before stay: its readers may still be fetching them. Any wrong or doubled
 * row stops it before anything is written. Rows of scope `me` are left out: they belong to one person's machine. `internal`
 * rows are for agents and go along, marked. Pictures inside rows (`media[].data`, as our JSONL export has them) become
 * files of their own.
 */

interface Loaded {
  rows: RawRow[];
  problems: (RowProblem & { file: string })[];
  duplicates: string[];
  /** Rows of scope `me`. */
  mine: number;
  /** Bytes of pictures by their hash. */
  images: Map<string, Uint8Array>;
}

async function loadRows(input: string): Promise<Loaded> {
  const isFolder = (await stat(input)).isDirectory();
  const files = isFolder
    ? (await readdir(input))
        .filter((name) => name.endsWith('.jsonl'))
        .sort()
        .map((name) => join(input, name))
    : [input];
  const found: Loaded = { rows: [], problems: [], duplicates: [], mine: 0, images: new Map() };
  const seen = new Set<string>();
  for (const file of files) {
    const parsed = parseJsonl(await readFile(file, 'utf8'), MAX_PICTURED_ROW_CHARS);
    const { drafts, problems } = await takeImages({
      drafts: parsed.rows.map(({ line, row, entry }) => ({ line, row, entry })),
      problems: parsed.problems.map(({ line, reason, detail }) => ({
        line,
        code: reason,
        ...(detail ? { detail } : {}),
      })),
    });
    found.problems.push(...problems.map((problem) => ({ ...problem, file })));
    for (const { row, entry, images = [] } of drafts) {
      if (seen.has(entry.id)) found.duplicates.push(entry.id);
      seen.add(entry.id);
      if (isMine(row)) {
        found.mine++;
        continue;
      }
      found.rows.push(row);
      for (const { sha256, base64 } of images) found.images.set(sha256, Buffer.from(base64, 'base64'));
    }
  }
  return found;
}

async function loadPrevious(dir: string): Promise<{ manifest: Manifest; ids: Set<string> } | null> {
  const path = join(dir, 'manifest.json');
  if (!existsSync(path)) return null;
  const parsed = parseManifest(await readFile(path, 'utf8'));
  if (!parsed.ok) throw new Error(`${path} is no manifest of a feed (${parsed.reason}); move it away first`);
  const ids = new Set<string>();
  for (const shard of parsed.value.manifest.shards) {
    const file = join(dir, shard.url);
    if (!existsSync(file)) continue;
    for (const { entry } of parseJsonl(await readFile(file, 'utf8')).rows) ids.add(entry.id);
  }
  return { manifest: parsed.value.manifest, ids };
}

async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}

/** Drops shards that neither the new manifest nor the one before it names: who still fetches by the old one is served. */
async function prune(out: string, manifests: readonly Manifest[]): Promise<void> {
  const named = new Set(manifests.flatMap((manifest) => manifest.shards.map((shard) => shard.url)));
  for (const name of await readdir(join(out, 'shards'))) {
    const isShard = /^[0-9a-f]{64}\.jsonl$/.test(name);
    if (isShard && !named.has(`shards/${name}`)) await unlink(join(out, 'shards', name));
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      in: { type: 'string' },
      out: { type: 'string' },
      note: { type: 'string' },
      name: { type: 'string' },
      key: { type: 'string' },
      'published-at': { type: 'string' },
    },
  });
  if (!values.in || !values.out) {
    console.error('usage: npm run feed -- --in FILE|FOLDER --out DIR [--note TEXT] [--name TEXT] [--key FILE]');
    return 2;
  }
  const out = resolve(values.out);
  const { rows, problems, duplicates, mine, images } = await loadRows(resolve(values.in));
  for (const { file, line, code, detail } of problems.slice(0, 50))
    console.error(`${file}:${line} ${code} ${detail ?? ''}`);
  for (const id of duplicates.slice(0, 50)) console.error(`id twice: ${id}`);
  if (problems.length + duplicates.length > 0) {
    console.error(`nothing written: ${problems.length} wrong rows, ${duplicates.length} doubled ids`);
    return 1;
  }
  const previous = await loadPrevious(out);
  const publishedAt = values['published-at'] ?? new Date().toISOString();
  const feed = await buildFeed(rows, { publishedAt, previous, note: values.note, name: values.name });
  const heavy = feed.shards.find((shard) => Buffer.byteLength(shard.text) > MAX_SHARD_BYTES);
  if (heavy) {
    console.error(`nothing written: ${heavy.path} exceeds ${MAX_SHARD_BYTES} bytes`);
    return 1;
  }
  if (values.key) {
    const signature = signManifest(feed.manifest, (await readFile(values.key, 'utf8')).trim());
    if (!signature) {
      console.error('nothing written: the key file holds no Ed25519 secret key (32 bytes, base64)');
      return 1;
    }
    feed.manifest.signature = signature;
  }
  await mkdir(join(out, 'shards'), { recursive: true });
  let written = 0;
  for (const shard of feed.shards) {
    const path = join(out, shard.path);
    if (existsSync(path)) continue;
    await writeWhole(path, shard.text);
    written++;
  }
  for (const [sha256, bytes] of images) {
    const path = join(out, toMediaPath(sha256));
    if (!existsSync(path)) await writeWhole(path, bytes);
  }
  await writeWhole(join(out, 'manifest.json'), `${JSON.stringify(feed.manifest, null, 1)}\n`);
  await prune(out, [feed.manifest, ...(previous ? [previous.manifest] : [])]);
  const taken = previous ? [...previous.ids].filter((id) => feed.manifest.removed.includes(id)).length : 0;
  if (mine > 0) console.log(`${mine} rows of scope me left out`);
  console.log(
    `version ${feed.manifest.version}: ${rows.length} entries in ${feed.shards.length} shards (${written} new), ${taken} removed → ${out}`,
  );
  return 0;
}

process.exitCode = await main();
