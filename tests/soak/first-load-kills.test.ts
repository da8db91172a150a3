import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { canonicalJson } from '@/lib/core/canonical-json';
import { buildFeed } from '@/lib/knowledge/sync/build-feed';
import { toJoinCode } from '@/lib/team/join/join-code';
import { type PutServer, startPutServer } from '../support/put-server';
import { type Agent, startAgent } from '../support/team-run';
import { makeRows } from '../unit/knowledge/support/feed-server';
import { createRandom } from '../unit/knowledge/support/random';

/** A first load of 50,000 entries in a real browser, killed ten times at random points, ends equal by hash. */

const ENTRIES = Number(process.env.DESKMATE_ENTRIES ?? 50_000);
const KILLS = 10;
const seed = Number(process.env.DESKMATE_SEED ?? Date.now() % 1_000_000);

let server: PutServer | undefined;
let agent: Agent | undefined;
const profile = mkdtempSync(joinPath(tmpdir(), 'deskmate-kills-'));
afterEach(async () => {
  await agent?.browser.close();
  await server?.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

const hashOf = (rows: readonly unknown[]): string => {
  const lines = rows.map(canonicalJson).sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
};

/** Every row of the feed as it lies in the browser. */
const storedLines = (desk: Page): Promise<string[]> =>
  desk.evaluate(async () => {
    const open = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await open(indexedDB.open('deskmate'));
    const all = (table: string) => open(db.transaction(table).objectStore(table).getAll());
    const manifests = (await all('manifests')) as {
      source: string;
      current: { shards: { sha256: string }[] } | null;
    }[];
    const wanted = new Set(
      manifests
        .filter(({ source }) => source !== 'starter')
        .flatMap(({ current }) => current?.shards.map(({ sha256 }) => sha256) ?? []),
    );
    const shards = (await all('shards')) as { hash: string; text: string }[];
    db.close();
    return shards.filter(({ hash }) => wanted.has(hash)).flatMap(({ text }) => text.split('\n').filter(Boolean));
  });

const membership = (desk: Page) => desk.getByTestId('membership');
const stored = async (desk: Page): Promise<number> => Number((await membership(desk).getAttribute('data-count')) ?? 0);

test(`ten kills of host, worker, browser and server during a first load of ${ENTRIES} (DESKMATE_SEED=${seed})`, async () => {
  const random = createRandom(seed);
  server = await startPutServer();
  const rows = makeRows(ENTRIES);
  const feed = await buildFeed(rows, { publishedAt: '2026-11-28T00:00:00Z' });
  for (const { path, text } of feed.shards) server.files.set(`kb/${path}`, text);
  server.files.set('kb/manifest.json', JSON.stringify(feed.manifest));
  server.slowMs = 120;

  agent = await startAgent(profile);
  const code = toJoinCode({ url: `${server.url}manifest.json`, team: '大店', groups: [], level: 'company' });
  await agent.desk.getByTestId('join-code').fill(code);
  await agent.desk.getByTestId('join').click();
  const startedAtMs = Date.now();
  await expect.poll(() => (agent ? stored(agent.desk) : 0), { timeout: 30_000 }).toBeGreaterThan(0);
  console.log(`first entries usable after ${Date.now() - startedAtMs} ms`);

  const kinds = { host: 0, worker: 0, browser: 0, server: 0 };
  for (let kill = 0; kill < KILLS; kill++) {
    const before = await stored(agent.desk);
    const goal = Math.min(ENTRIES, before + 200 * (1 + Math.floor(random() * 12)));
    await expect.poll(() => (agent ? stored(agent.desk) : 0), { timeout: 60_000 }).toBeGreaterThanOrEqual(goal);
    const kind = (['host', 'worker', 'browser', 'server'] as const)[kill % 4] ?? 'host';
    kinds[kind]++;
    if (kind === 'host')
      await agent.browser.context
        .serviceWorkers()
        .at(-1)
        ?.evaluate(() => chrome.offscreen.closeDocument());
    else if (kind === 'worker') {
      const { targetInfos } = await agent.browser.browserCdp.send('Target.getTargets');
      for (const target of targetInfos)
        if (target.type === 'service_worker')
          await agent.browser.browserCdp.send('Target.closeTarget', { targetId: target.targetId });
    } else if (kind === 'browser') {
      await agent.browser.close();
      agent = await startAgent(profile);
    } else {
      server.cut = true;
      await expect
        .poll(() => agent && membership(agent.desk).getAttribute('data-error'), { timeout: 60_000 })
        .toBeTruthy();
      server.cut = false;
    }
  }
  server.slowMs = 0;
  await expect
    .poll(() => agent && membership(agent.desk).getAttribute('data-version'), { timeout: 600_000, interval: 1000 })
    .toBe('1');
  expect(await stored(agent.desk)).toBe(ENTRIES);
  expect(hashOf((await storedLines(agent.desk)).map((line) => JSON.parse(line)))).toBe(hashOf(rows));
  expect(Math.min(...Object.values(kinds))).toBeGreaterThan(0);
});
