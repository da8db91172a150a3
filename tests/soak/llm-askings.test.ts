import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import { type LlmRun, openLlmChat, startLlmRun } from '../support/llm-run';

/** The lead's two jobs on the desk, pressed as a lead presses, against the scripted endpoint: from choosing entries to what an agent's panel finds. */

const SHOTS = 'output/screenshots';
const entry = (id: string, title: string, question: string, answer: string, more: RawRow = {}): RawRow => ({
  id,
  kind: 'answer',
  title,
  questions: [question],
  answer,
  status: 'published',
  ...more,
});
const ROWS = [
  entry('own-mug', '马克杯进微波炉', '马克杯能放微波炉里转吗', '可以的，中火 3 分钟以内，杯盖和金边款不行。'),
  entry('own-lamp', '台灯调色温', '台灯的色温怎么调', '长按底座的圆钮 2 秒，灯闪一下就切换，一共三档。'),
  entry('own-tent', '帐篷防水等级', '帐篷的防水是几级', '外帐 PU3000，普通大雨没问题，搭好后记得拉紧防风绳。'),
  entry('own-cost', '台灯进货价', '台灯成本多少', '进货价 18 元，谈价不低于 35。', { internal: true }),
];

const OTHER_MUG = entry('own-mug2', '杯子微波加热', '马克杯能放微波炉里转吗', '加热不要超过 5 分钟，取出时垫布防烫。');

let run: LlmRun;
beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  run = await startLlmRun('#/knowledge');
  for (const row of ROWS) expect(await run.call('editor.save', { row, base: null })).toMatchObject({ ok: true });
  await run.setModel('slow');
  await run.call('llm.settings.set', { priceIn: 2, priceOut: 8, mode: 'press' });
});
afterAll(() => run?.close());

const job = (state: string) => run.desk.locator(`[data-testid="llm-job"][data-state="${state}"]`);
const done = async () => Number(await run.desk.getByTestId('job-figures').getAttribute('data-done'));
const proposal = (id: string) => run.desk.locator(`[data-testid="proposal"][data-entry="${id}"]`);
const stored = async (id: string): Promise<string[]> => {
  const row = await run.call('editor.row.get', { source: 'own', id });
  return (row?.askings as string[] | undefined) ?? [];
};

test('entries chosen in the list, cost shown, written one by one, stopped and gone on with after a reload', async () => {
  const { desk } = run;
  for (const title of ['马克杯进微波炉', '台灯调色温', '帐篷防水等级', '台灯进货价']) {
    await desk.getByTestId('knowledge-search').fill(title);
    const row = desk.locator('li', { has: desk.getByTestId('knowledge-row').filter({ hasText: title }) });
    await row.getByTestId('choose').click();
  }
  await desk.getByTestId('bulk-askings').click();
  await desk.locator('[data-testid="job-plan"][data-count="3"]').waitFor();
  // The internal one is left out, and that is said; so is the cost.
  expect(await desk.getByTestId('plan-skipped').textContent()).toContain('内部资料 1 条');
  expect(await desk.getByTestId('job-plan').textContent()).toMatch(/预计约 [\d,]+ token · 约 0\.0\d 元/);
  await desk.screenshot({ path: `${SHOTS}/askings-plan.png`, fullPage: true });

  await desk.getByTestId('job-start').click();
  await job('running').waitFor();
  await expect.poll(done, { timeout: 30_000 }).toBe(1);
  await desk.screenshot({ path: `${SHOTS}/askings-running.png`, fullPage: true });
  await desk.reload();
  // It is the host's job, not the page's.
  await job('running').waitFor();
  await desk.getByTestId('job-cancel').click();
  await job('cancelled').waitFor();
  const before = await run.server.requests();
  expect(before.at(-1)).toMatchObject({ aborted: true });
  await proposal('own-mug').waitFor();

  await desk.reload();
  await run.setModel('ok');
  await desk.getByTestId('job-resume').click();
  await job('done').waitFor();
  expect(await done()).toBe(3);
  expect(await desk.getByTestId('proposal').count()).toBe(3);
  await desk.screenshot({ path: `${SHOTS}/askings-review.png`, fullPage: true });
  const bodies = (await run.server.requests()).map(({ body }) => body).join('\n');
  expect(bodies).not.toContain('进货价');
});

let kept: string[] = [];
let refused = '';
test('reviewed in bulk: some kept, one refused, one entry dropped whole, the clean rest by one press', async () => {
  const { desk } = run;
  const mug = proposal('own-mug');
  const first = mug.locator('[data-testid="asking"][data-keep="true"]').first();
  refused = await first.locator('input[type="text"], input:not([type="checkbox"])').inputValue();
  await first.locator('input[type="checkbox"]').click();
  kept = await mug
    .locator('[data-testid="asking"][data-keep="true"] input:not([type="checkbox"])')
    .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
  expect(kept.length).toBeGreaterThan(5);
  await mug.getByTestId('proposal-accept').click();
  await mug.waitFor({ state: 'detached' });
  await expect.poll(() => stored('own-mug')).toEqual(kept);
  expect(kept).not.toContain(refused);

  await proposal('own-tent').getByTestId('proposal-dismiss').click();
  await proposal('own-tent').waitFor({ state: 'detached' });
  await desk.getByTestId('accept-clean').click();
  await desk.getByTestId('askings-empty').waitFor();
  expect((await stored('own-lamp')).length).toBeGreaterThan(5);
  expect(await stored('own-tent')).toEqual([]);
});

test('an agent’s panel finds the entry by a stored asking, the LLM off', async () => {
  await run.call('llm.settings.set', { on: false });
  await run.server.clear();
  const chat = await openLlmChat(run);
  const [asking = ''] = kept;
  await chat.receive(asking);
  await chat.answered(asking);
  expect(
    await chat.panel.evaluate(
      `document.querySelector('[data-testid="suggestion"][data-origin="local"]').dataset.entry`,
    ),
  ).toBe('own-mug');
  expect(await run.server.requests()).toEqual([]);
  await run.desk.bringToFront();
});

test('contradictions: the pair, one sentence, both quoted; a press opens the entry, another puts it away', async () => {
  const { desk } = run;
  await run.setModel('ok');
  expect(await run.call('editor.save', { row: OTHER_MUG, base: null })).toMatchObject({ ok: true });
  await desk.goto(`${run.extension.origin}/desk.html#/askings`);
  await desk.getByTestId('tab-conflicts').click();
  await desk.locator('[data-testid="job-plan"]:not([data-count="0"])').waitFor();
  await desk.getByTestId('job-start').click();
  await job('done').waitFor();
  const conflict = desk.locator('[data-testid="conflict"][data-verdict="contradict"]').first();
  await conflict.waitFor();
  expect(await conflict.textContent()).toContain('3 分钟');
  expect(await conflict.textContent()).toContain('5 分钟');
  await desk.screenshot({ path: `${SHOTS}/askings-conflicts.png`, fullPage: true });
  const rows = await desk.getByTestId('conflict').count();
  await conflict.getByTestId('conflict-entry').first().click();
  await desk.locator('[data-testid="entry-editor"][data-entry^="own-mug"]').waitFor();
  await desk.goBack();
  await desk.getByTestId('conflict').first().getByTestId('conflict-dismiss').click();
  await expect.poll(() => desk.getByTestId('conflict').count()).toBe(rows - 1);
});
