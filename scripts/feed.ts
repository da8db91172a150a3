import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type JsonlProblem, parseJsonl } from '@/lib/knowledge/jsonl';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import { buildFeed } from '@/lib/knowledge/sync/build-feed';
import { MAX_SHARD_BYTES, type Manifest, parseManifest } from '@/lib/knowledge/sync/manifest';
import { signManifest } from '@/lib/knowledge/sync/signature';

/**
 * `npm run feed -- --in FILE|FOLDER --out DIR [--note TEXT] [--name TEXT] [--key FILE] [--published-at ISO]`
 * Writes a feed bundle: counts on from the version that lies in DIR, shards first, manifest last and by rename, so that
 * no reader sees half. Shards of the version before stay: its readers may still be fetching them. Any wrong or doubled
 * row stops it before anything is written.
 */

interface Loaded {
  rows: RawRow[];
  problems: (JsonlProblem & { file: string })[];
  duplicates: string[];
}

async function loadRows(input: string): Promise<Loaded> {
  const isFolder = (await stat(input)).isDirectory();
  const files = isFolder
    ? (await readdir(input))
        .filter((name) => name.endsWith('.jsonl'))
        .sort()
        .map((name) => join(input, name))
    : [input];
  const found: Loaded = { rows: [], problems: [], duplicates: [] };
  const seen = new Set<string>();
  for (const file of files) {
    const { rows, problems } = parseJsonl(await readFile(file, 'utf8'));
    found.problems.push(...problems.map((problem) => ({ ...problem, file })));
    for (const { row, entry } of rows) {
      if (seen.has(entry.id)) found.duplicates.push(entry.id);
      else found.rows.push(row);
      seen.add(entry.id);
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

async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.part`, text);
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
  const { rows, problems, duplicates } = await loadRows(resolve(values.in));
  for (const { file, line, reason, detail } of problems.slice(0, 50))
    console.error(`${file}:${line} ${reason} ${detail ?? ''}`);
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
  await writeWhole(join(out, 'manifest.json'), `${JSON.stringify(feed.manifest, null, 1)}\n`);
  await prune(out, [feed.manifest, ...(previous ? [previous.manifest] : [])]);
  const taken = previous ? [...previous.ids].filter((id) => feed.manifest.removed.includes(id)).length : 0;
  console.log(
    `version ${feed.manifest.version}: ${rows.length} entries in ${feed.shards.length} shards (${written} new), ${taken} removed → ${out}`,
  );
  return 0;
}

process.exitCode = await main();
