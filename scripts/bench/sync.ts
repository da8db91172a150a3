import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import { type BuiltFeed, buildFeed } from '@/lib/knowledge/sync/build-feed';
import { findChromium } from '@/tests/support/chromium';
import type { SyncRun } from './sync-page';

const ENTRIES = 50_000;
const RUNS = 3;
/** First sync over (fetch and parse) + (bare write); architecture.md, "Budgets". */
const BUDGET = { fetchAndParse: 1.4, firstEntriesMs: 3000 };

/** Answers of about 290 characters, as the measurements in platform-facts.md used. */
function makeRows(): RawRow[] {
  return Array.from({ length: ENTRIES }, (_, i) => ({
    id: `b-${i}`,
    kind: 'answer',
    title: `第${i}条的标题`,
    scene: 'logistics.shiptime',
    questions: [`第${i}件什么时候能发`, `订单${i}今天发得出去吗`],
    askings: [`${i}号啥时候发呀`, `催一下${i}`, `还没发吗${i}`],
    answer: `您好，这一单（${i}）付款后按顺序出库，{{cut_off}}前的订单当天安排，之后的第二天上午安排；出库后会有短信，快递单号也能在订单里看到。如果您着急用，可以告诉我收货城市，我帮您看看大概哪天能到。`,
    tags: ['发货', '时效'],
    scope: 'team',
    status: 'published',
  }));
}

interface FeedServer {
  origin: string;
  server: Server;
}

/** One origin for page, script and feed; a content security policy as in an extension page. */
async function serve(script: string): Promise<FeedServer> {
  const files = new Map<string, string>();
  const rows = makeRows();
  let feed: BuiltFeed | null = null;
  const publish = async (): Promise<void> => {
    const previous = feed && { manifest: feed.manifest, ids: new Set(rows.map((row) => String(row.id))) };
    feed = await buildFeed(rows, { publishedAt: '2026-11-21T00:00:00Z', previous });
    for (const shard of feed.shards) files.set(`/feed/${shard.path}`, shard.text);
    files.set('/feed/manifest.json', JSON.stringify(feed.manifest));
  };
  await publish();
  let round = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (request.method === 'POST') {
      round++;
      for (let i = 0; i < 10; i++) rows[i * 4999] = { ...rows[i * 4999], answer: `改过的说法${round}` };
      void publish().then(() => response.writeHead(204).end());
    } else if (path === '/') {
      response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': "script-src 'self'" });
      response.end('<!doctype html><meta charset="utf-8"><script type="module" src="/page.js"></script>');
    } else if (path === '/page.js') response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    else {
      const text = files.get(path);
      response.writeHead(text === undefined ? 404 : 200).end(text);
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': resolve('.') } },
    build: { write: false, rollupOptions: { input: resolve('scripts/bench/sync-page.ts') } },
  });
  const output = Array.isArray(built) ? built[0]?.output : 'output' in built ? built.output : undefined;
  const chunk = output?.find((part) => part.type === 'chunk');
  if (chunk?.type !== 'chunk') throw new Error('nothing was bundled');
  return chunk.code;
}

/** Measures first load, delta and start in Chromium against fetching, parsing and writing the same rows; prints a table. */
export async function benchSync(): Promise<void> {
  const { origin, server } = await serve(await bundle());
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] });
  const runs: SyncRun[] = [];
  try {
    for (let i = 0; i < RUNS; i++) {
      const page = await browser.newPage();
      await page.goto(origin);
      await page.waitForFunction(() => typeof window.runSync === 'function');
      runs.push(await page.evaluate(() => window.runSync('/publish')));
      await page.close();
    }
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
  for (const run of runs) {
    const budget = BUDGET.fetchAndParse * run.fetchAndParseMs + run.bareWriteMs;
    const line = Object.entries(run).map(([name, value]) => `${name} ${Math.round(Number(value))}`);
    console.log(`${line.join('  ')}  → ${(run.firstSyncMs / budget).toFixed(2)} of the budget`);
  }
  const isWithin = runs.some((run) => run.firstSyncMs <= BUDGET.fetchAndParse * run.fetchAndParseMs + run.bareWriteMs);
  const isSoon = runs.every((run) => run.firstEntriesMs <= BUDGET.firstEntriesMs);
  console.log(isWithin && isSoon ? 'within budget' : 'OVER BUDGET');
  if (!isWithin || !isSoon) process.exitCode = 1;
}
