import { mkdirSync, writeFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { measureLatency, percentile } from '../support/latency-run';
import { type PutServer, startPutServer } from '../support/put-server';
import {
  type Agent,
  bannerHas,
  byPut,
  inviteCode,
  join,
  type Lead,
  openWork,
  publish,
  pushNotice,
  startAgent,
  startLead,
} from '../support/team-run';

/** Fifty pushes and recalls between two real browsers: how soon an open console shows them. */

let server: PutServer;
let lead: Lead | undefined;
let agent: Agent | undefined;
afterEach(async () => {
  await lead?.browser.close();
  await agent?.browser.close();
  await server?.close();
});

const start = async (): Promise<{ lead: Lead; agent: Agent }> => {
  server = await startPutServer();
  lead = await startLead(byPut(server.url));
  await publish(lead);
  agent = await startAgent();
  await join(agent, await inviteCode(lead));
  return { lead, agent };
};

const ROUNDS = Number(process.env.DESKMATE_ROUNDS ?? 50);

test(`${ROUNDS} pushes and recalls: p95 at most 10 s each`, async () => {
  const on = await start();
  const { pushMs, recallMs } = await measureLatency(on.lead, on.agent, server, ROUNDS);
  const report = Object.fromEntries(
    Object.entries({ pushMs, recallMs }).map(([name, values]) => [
      name,
      { n: values.length, p50: percentile(values, 0.5), p95: percentile(values, 0.95), max: Math.max(...values) },
    ]),
  );
  mkdirSync('output', { recursive: true });
  writeFileSync('output/team-latency.json', `${JSON.stringify(report, null, 1)}\n`);
  console.log(JSON.stringify(report));
  expect(pushMs).toHaveLength(ROUNDS);
  expect(percentile(pushMs, 0.95)).toBeLessThanOrEqual(10_000);
  expect(percentile(recallMs, 0.95)).toBeLessThanOrEqual(10_000);
});

test('a closed console has the newest within a minute of opening', async () => {
  const on = await start();
  const wording = '收工后发布的口径：以系统时间为准';
  await pushNotice(on.lead, { title: '收工后', wording });
  const openedAtMs = Date.now();
  const { panel } = await openWork(on.agent);
  await panel.waitFor(bannerHas(wording), 60_000);
  expect(Date.now() - openedAtMs).toBeLessThanOrEqual(60_000);
});
