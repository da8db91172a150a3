import { canonicalJson } from '@/lib/core/canonical-json';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import { createKeyPair } from '@/lib/knowledge/sync/signature';
import { createPublisher, type Publisher } from '@/lib/team/publish/publisher';
import { createMemoryWriter } from '../../team/support/memory-writer';
import { addFeed, type Client, mirrored, NOW_MS, openClient, streamed } from './client';
import { createFeedServer, type FeedServer, makeRows } from './feed-server';
import { createRandom } from './random';
import type { TestDisk } from './test-database';

const CLIENTS = 3;
const ENTRIES = 400;

/**
 * Seeded chaos over one feed: publishes, rollbacks, failing writes of the lead, cut and corrupt answers, stale mirrors,
 * forged manifests, kills and skewed clocks, with three agents. After every step each agent must hold a version that was
 * really published, whole, and never an older one than before. Throws with the step at the first breach.
 */
export async function runChaos(
  seed: number,
  steps: number,
): Promise<{ versions: number; kills: number; refused: number }> {
  const random = createRandom(seed);
  const pick = (count: number): number => Math.floor(random() * count);
  const server = await createFeedServer();
  const keys = createKeyPair();
  const lead = await openClient();
  const leadDb = lead.disk.open();
  const writer = createMemoryWriter(server.files);
  const publisher = createPublisher({ db: leadDb, clock: { now: () => NOW_MS }, ownRows: () => lead.store.ownRows() });
  const published = new Map<number, string>([[0, digest(new Map())]]);
  const manifests: string[] = [];
  const agents = await Promise.all(Array.from({ length: CLIENTS }, () => openAgent(server, keys.publicKey, random)));
  const seen = agents.map(() => 0);
  const tally = { versions: 0, kills: 0, refused: 0 };

  const note = async (work: ReturnType<Publisher['publish']>): Promise<void> => {
    const done = await work;
    const rows = done.ok ? await publisher.rowsOf(done.value.version) : null;
    if (!done.ok || !rows) return;
    published.set(done.value.version, digest(new Map(rows.map((row) => [String(row.id), canonicalJson(row)]))));
    manifests.push(server.files.get('manifest.json') ?? '');
    tally.versions++;
  };

  const change = async (): Promise<void> => {
    const changed: RawRow[] = makeRows(1 + pick(60), `改${pick(1e6)}`).map((row) => ({
      ...row,
      id: `a${pick(ENTRIES)}`,
    }));
    await lead.store.putOwn(changed);
    if (random() < 0.3) await lead.store.removeOwn([`a${pick(ENTRIES)}`, `a${pick(ENTRIES)}`]);
    await note(publisher.publish(writer, { note: '', secretKey: keys.secretKey }));
  };

  const deeds: (() => Promise<void>)[] = [
    change,
    async () => {
      const versions = (await publisher.history()).map(({ version }) => version);
      const version = versions[pick(versions.length)];
      if (version !== undefined)
        await note(publisher.rollback(writer, version, { note: '', secretKey: keys.secretKey }));
    },
    async () => {
      let left = pick(4);
      writer.failOn = () => (left-- <= 0 ? 'unreachable' : null);
      await lead.store.putOwn(makeRows(200, `断${pick(1e6)}`));
      await note(publisher.publish(writer, { note: '', secretKey: keys.secretKey }));
      writer.failOn = () => null;
    },
    async () => {
      const stale = manifests[pick(manifests.length)];
      const now = server.files.get('manifest.json');
      if (!stale || !now) return;
      server.files.set('manifest.json', random() < 0.5 ? stale : now.replace(/"version": \d+/, '"version": 99999'));
      await pullAll();
      server.files.set('manifest.json', now);
    },
    async () => {
      // What agents hold already they do not fetch: only a new shard can hurt them.
      const old = new Set(server.files.keys());
      await change();
      const fresh = [...server.files.keys()].filter((path) => path.startsWith('shards/') && !old.has(path));
      const path = fresh[pick(fresh.length)];
      const text = server.files.get(path ?? '');
      if (!path || text === undefined) return;
      server.files.set(path, random() < 0.5 ? text.slice(0, text.length / 2) : text.replaceAll('回', '同'));
      await pullAll();
      server.files.set(path, text);
    },
    async () => {
      await change();
      server.intercept = (_path, _request, response) => {
        const chance = random();
        if (chance < 0.5) return false;
        if (chance < 0.7) response.destroy();
        else if (chance < 0.85) response.writeHead(503).end();
        else {
          response.writeHead(200, { 'content-length': '99999' });
          response.write('{"cut', () => response.destroy());
        }
        return true;
      };
      await pullAll();
      server.intercept = null;
    },
    async () => {
      const at = pick(CLIENTS);
      const victim = agents[at];
      if (!victim) return;
      let left = pick(6);
      server.intercept = () => {
        if (left-- === 0) victim.kill();
        return false;
      };
      await victim.engine.pullOnce();
      server.intercept = null;
      victim.kill();
      agents[at] = await openAgent(server, keys.publicKey, random, victim.disk);
      tally.kills++;
    },
    pullAll,
    pullAll,
  ];

  async function pullAll(): Promise<void> {
    await Promise.all(agents.map((agent) => agent.engine.pullOnce()));
  }

  async function check(step: number): Promise<void> {
    for (const [at, agent] of agents.entries()) {
      const status = await agent.status('feed');
      if (status.error) tally.refused++;
      const where = `seed ${seed}, step ${step}, agent ${at}, version ${status.version}`;
      if (status.version < (seen[at] ?? 0)) throw new Error(`went back from ${seen[at]}: ${where}`);
      seen[at] = status.version;
      if (status.version > 0 && digest(mirrored(agent)) !== published.get(status.version))
        throw new Error(`not what was published: ${where}`);
      const fresh = await streamed(agent);
      if (fresh.size !== agent.mirror.entries.size) throw new Error(`told and stored differ: ${where}`);
    }
  }

  try {
    await lead.store.putOwn(makeRows(ENTRIES));
    await note(publisher.publish(writer, { note: '', secretKey: keys.secretKey }));
    for (let step = 0; step < steps; step++) {
      await deeds[pick(deeds.length)]?.();
      await check(step);
    }
    await pullAll();
    await check(steps);
    const last = Math.max(...published.keys());
    if (seen.some((version) => version !== last)) throw new Error(`seed ${seed}: ends on ${seen} instead of ${last}`);
    return tally;
  } finally {
    for (const agent of agents) agent.kill();
    leadDb.close();
    lead.kill();
    await server.close();
  }
}

async function openAgent(
  server: FeedServer,
  publicKey: string,
  random: () => number,
  disk?: TestDisk,
): Promise<Client> {
  const skewMs = (random() - 0.5) * 1e10;
  const agent = await openClient({ disk, clock: { now: () => NOW_MS + skewMs } });
  await addFeed(agent, server.url, { publicKey });
  return agent;
}

const digest = (rows: ReadonlyMap<string, string>): string =>
  [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row)
    .join('\n');
