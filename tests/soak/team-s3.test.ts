import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import S3rver from 's3rver';
import { afterEach, expect, test } from 'vitest';
import {
  type Agent,
  importPictured,
  inviteCode,
  join,
  type Lead,
  openWork,
  publish,
  pushNotice,
  startAgent,
  startLead,
} from '../support/team-run';

/**
 * An S3-compatible server that is not ours: signed writes by the lead's browser, plain reads by the agent's. It knows its keys
 * but does not compute SigV4; `tests/unit/team/publisher.test.ts` does.
 */

let s3: S3rver | undefined;
let lead: Lead | undefined;
let agent: Agent | undefined;
const folder = mkdtempSync(joinPath(tmpdir(), 'deskmate-s3-'));
afterEach(async () => {
  await lead?.browser.close();
  await agent?.browser.close();
  await s3?.close();
  rmSync(folder, { recursive: true, force: true });
});

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

test('a bucket: wrong keys are told, right ones publish, an agent joins, sees the image and has the notice', async () => {
  const port = await freePort();
  s3 = new S3rver({
    port,
    address: '127.0.0.1',
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'kb', configs: [] }],
  });
  await s3.run();
  const bucket = (accessKeyId: string) => async (desk: Lead['desk']) => {
    await desk.getByTestId('to-bucketUrl').fill(`http://127.0.0.1:${port}/kb`);
    await desk.getByTestId('to-region').fill('us-east-1');
    await desk.getByTestId('to-accessKeyId').fill(accessKeyId);
    await desk.getByTestId('to-secretAccessKey').fill('S3RVER');
    await desk.getByTestId('to-prefix').fill('team/a');
  };
  lead = await startLead(bucket('WRONG'));
  await expect.poll(() => lead?.desk.getByTestId('plan-error').count(), { timeout: 30_000 }).toBe(1);
  await lead.desk.getByTestId('destination').getByRole('button').first().click();
  await lead.desk.getByTestId('to-accessKeyId').fill('S3RVER');
  await lead.desk.getByTestId('to-secretAccessKey').fill('S3RVER');
  await lead.desk.getByTestId('to-save').click();
  await lead.desk.getByTestId('plan').waitFor();
  const chart = { title: '家居拖鞋尺码', question: '家居拖鞋的尺码表有吗', answer: '尺码表发您，按脚长选就行。' };
  const image = await importPictured(lead, chart);
  expect(await publish(lead, '第一版')).toBe(1);
  expect(await lead.desk.getByTestId('read-check').getAttribute('data-code')).toBe('ok');

  agent = await startAgent();
  await join(agent, await inviteCode(lead));
  const { page, panel } = await openWork(agent);
  await page.evaluate((text) => window.__fixture.receive({ text }), chart.question);
  const shown = `document.querySelector('[data-testid="suggestion"] [data-image="${image}"]')`;
  await panel.waitFor(`${shown}?.querySelector('img')?.naturalWidth === 3`, 30_000);
  await pushNotice(lead, { title: '赠品', wording: '赠品随单发出，以页面标注为准' });
  await agent.desk.getByText('赠品随单发出，以页面标注为准').waitFor({ timeout: 30_000 });
}, 240_000);
