import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LlmChat, type LlmRun, openLlmChat, startLlmRun } from '../support/llm-run';

/** A lead's way from an LLM that is off to a cited candidate, by real presses, counted; and how still the panel stands meanwhile. */

const SHOTS = 'output/screenshots';
const QUESTION = '这件真丝衬衫会不会褪色呀';

let run: LlmRun;
let chat: LlmChat;
beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  run = await startLlmRun('#/knowledge');
  chat = await openLlmChat(run);
  await chat.receive(QUESTION);
  await chat.answered(QUESTION);
});
afterAll(() => run?.close());

test('set-up: from the panel to a connected service in few presses', async () => {
  const startMs = Date.now();
  const opened = run.extension.context.waitForEvent('page');
  await chat.panel.click('[data-testid="llm-setup"]');
  const desk = await opened;
  let presses = 1;
  let typed = 0;
  const press = async (selector: string) => {
    presses++;
    await desk.locator(selector).first().click();
  };
  /** As pasting: one press into the field, one key. */
  const paste = async (selector: string, text: string) => {
    await press(selector);
    typed++;
    await desk.keyboard.press('Control+A');
    await desk.keyboard.insertText(text);
  };
  await desk.getByTestId('llm-settings').waitFor();
  // A new lead finds a service chosen, its address and model filled in: for that one a key and one press are all.
  expect(await desk.locator('[data-testid="llm-base-url"]').inputValue()).toMatch(/^https:\/\/.+\/v1$/);
  expect(await desk.locator('[data-testid="llm-model"]').inputValue()).not.toBe('');
  await press('[data-testid="llm-preset"]');
  presses++;
  await desk.getByRole('option', { name: '其他（自己填网址）' }).click();
  await paste('[data-testid="llm-base-url"]', run.server.url);
  await paste('input[data-testid="llm-key"], [data-testid="llm-key"] input', 'sk-walk-1234567890');
  await paste('[data-testid="llm-model"]', 'slow');
  await press('[data-testid="llm-test"]');
  await desk.locator('[data-testid="llm-verdict"][data-ok="true"]').waitFor();
  const tookMs = Date.now() - startMs;
  await desk.screenshot({ path: `${SHOTS}/llm-walk-desk.png`, fullPage: true });
  console.log(`set-up of an own endpoint: ${presses} presses, ${typed} pastes, ${tookMs} ms of machine time`);
  expect(presses).toBeLessThanOrEqual(8);
  expect(await desk.locator('[data-testid="llm-on"]').isChecked()).toBe(true);
  await desk.close();
});

/** Runs in the panel: every place that a local reply or card ever stood in, and every shift that the browser saw. */
const WATCH = `(() => {
  window.__stood = [];
  window.__shifts = [];
  window.__watching = true;
  const look = () => {
    const now = JSON.stringify([...document.querySelectorAll('[data-testid="suggestion"][data-origin="local"], [data-testid="card"]')].map((one) => {
      const { top, left, width, height } = one.getBoundingClientRect();
      return [one.dataset.entry, top, left, width, height];
    }));
    if (now !== window.__stood.at(-1)) window.__stood.push(now);
    if (window.__watching) requestAnimationFrame(look);
  };
  look();
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) window.__shifts.push({ value: shift.value, nodes: shift.sources.map(({ node }) => node?.closest?.('[data-testid]')?.dataset.testid ?? '') });
  }).observe({ type: 'layout-shift' });
})()`;
const stood = () =>
  chat.panel.evaluate<{ stood: string[]; shifts: { value: number; nodes: string[] }[] }>(
    '(window.__watching = false, { stood: window.__stood, shifts: window.__shifts })',
  );

test('while candidates are written no local reply and no card moves', async () => {
  await chat.page.bringToFront();
  await chat.reply();
  const question = '真丝怎么洗才不会缩水';
  await chat.receive(question);
  await chat.answered(question);
  await chat.panel.evaluate(WATCH);
  await chat.llmState('running');
  await chat.panel.waitFor(`document.querySelector('[data-testid="llm-preview"]')`, 20_000);
  writeFileSync(`${SHOTS}/llm-walk-writing.png`, await chat.panel.screenshot());
  await chat.llmState('done');
  await chat.panel.waitFor(`document.querySelector('[data-origin="llm"]')`);
  writeFileSync(`${SHOTS}/llm-walk-done.png`, await chat.panel.screenshot());
  const { stood: places, shifts } = await stood();
  console.log(`layout shifts while candidates came: ${JSON.stringify(shifts)}`);
  expect(JSON.parse(places[0] ?? '[]').length).toBeGreaterThan(0);
  expect(places).toHaveLength(1);
});

test('while a tool writes at the foot of the panel nothing above it moves', async () => {
  await chat.page.locator('#replyTextarea').fill('付款后48小时内发出，默认中通快递。');
  await chat.panel.waitFor(`document.querySelector('[data-testid="llm-tool"][data-tool="warmer"]')`);
  await chat.panel.evaluate(WATCH);
  await chat.panel.click('[data-testid="llm-tool"][data-tool="warmer"]');
  await chat.panel.waitFor(`document.querySelector('[data-testid="llm-tool-sheet"][data-state="done"]')`, 20_000);
  const { stood: places, shifts } = await stood();
  console.log(`layout shifts while a tool wrote: ${JSON.stringify(shifts)}`);
  expect(places).toHaveLength(1);
  await chat.panel.click('[data-testid="llm-tool-stop"]');
});

test('a citation opens its entry on the desk', async () => {
  const entryId = await chat.panel.evaluate<string>(`document.querySelector('[data-testid="llm-cite"]').dataset.entry`);
  const opened = run.extension.context.waitForEvent('page');
  await chat.panel.click('[data-testid="llm-cite"]');
  const desk = await opened;
  await desk.locator(`[data-testid="entry"][data-entry="${entryId}"]`).waitFor();
  await desk.screenshot({ path: `${SHOTS}/llm-walk-entry.png` });
});
