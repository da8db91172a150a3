import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseJsonl } from '@/lib/knowledge/jsonl';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import type { Entry } from '@/lib/knowledge/schema';
import { LEVEL_PRECEDENCE, STARTER_SOURCE } from '@/lib/knowledge/store/precedence';
import { buildFeed } from '@/lib/knowledge/sync/build-feed';
import { createRetriever } from '@/lib/suggest/retrieve/retriever';

const IN = 'assets/knowledge';
const OUT = 'public/starter';

/**
 * Packs `assets/knowledge/*.jsonl` as a feed into the extension's own files: the starter pack arrives by the same path as a
 * team's feed. Its index goes with it, so that an install answers at once. Throws on the first wrong or doubled row, so a broken pack is never shipped.
 */
export async function buildStarter(): Promise<void> {
  const rows: RawRow[] = [];
  const entries: Entry[] = [];
  const seen = new Set<string>();
  for (const name of readdirSync(IN)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()) {
    const parsed = parseJsonl(readFileSync(join(IN, name), 'utf8'));
    const [problem] = parsed.problems;
    if (problem) throw new Error(`${name}: ${JSON.stringify(problem)}`);
    for (const { row, entry } of parsed.rows) {
      if (seen.has(entry.id)) throw new Error(`${name}: the id ${entry.id} stands twice`);
      seen.add(entry.id);
      rows.push(row);
      entries.push(entry);
    }
  }
  const { manifest, shards } = await buildFeed(rows, { publishedAt: '2026-11-21T00:00:00.000Z', name: 'starter' });
  rmSync(OUT, { recursive: true, force: true });
  for (const { path, text } of [...shards, { path: 'manifest.json', text: JSON.stringify(manifest) }]) {
    const file = join(OUT, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const retriever = createRetriever();
  retriever.upsert(entries.map((entry) => ({ entry, source: STARTER_SOURCE, precedence: LEVEL_PRECEDENCE.starter })));
  writeFileSync(join(OUT, 'index.bin'), retriever.export());
  console.log(`starter pack: ${rows.length} entries`);
}
