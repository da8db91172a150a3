import { ensureChromium } from '../../tests/support/chromium';
import { openConsole } from '../../tests/support/console-page';
import { launchExtension } from '../../tests/support/extension';
import { QUESTIONS } from '../../tests/support/questions';

/** `npm run bench -- ui`: a message arrives → suggestions painted in the real side panel; a press → the text read back in the composer. */
export async function run(): Promise<void> {
  process.env.CHROMIUM_PATH = ensureChromium();
  const extension = await launchExtension();
  try {
    const page = await openConsole(extension.context, 'pinduoduo');
    const panel = await extension.openPanel(page);
    await panel.waitFor(`Number(document.querySelector('[data-testid="sync-status"]')?.dataset.count) > 0`);
    const arrive: number[] = [];
    const insert: number[] = [];
    for (let i = 0; i < 60; i++) {
      const question = `${QUESTIONS[i % QUESTIONS.length]}（${i}）`;
      const shown = panel.evaluate<number>(`new Promise((done) => {
        const look = () => {
          const turn = document.querySelector('[data-testid="buyer-message"]')?.textContent ?? '';
          if (turn.includes(${JSON.stringify(`（${i}）`)}) && document.querySelector('[data-testid="suggestion"], [data-testid="silence"]')) requestAnimationFrame(() => done(Date.now()));
          else setTimeout(look, 2);
        };
        look();
      })`);
      const at = await page.evaluate((text) => {
        window.__fixture.receive({ text });
        return Date.now();
      }, question);
      arrive.push((await shown) - at);
      await page.waitForTimeout(700);
      if (!(await panel.evaluate(`!!document.querySelector('[data-testid="suggestion-insert"]')`))) continue;
      const filled = page.evaluate(
        () =>
          new Promise<number>((done) => {
            const look = () => (window.__fixture.state().composer ? done(Date.now()) : setTimeout(look, 2));
            look();
          }),
      );
      await panel.evaluate(
        `addEventListener('pointerdown', () => { window.__pressedAt = Date.now(); }, { capture: true, once: true })`,
      );
      await panel.click('[data-testid="suggestion-insert"]');
      insert.push((await filled) - (await panel.evaluate<number>('window.__pressedAt')));
      await page.locator('#replyTextarea').fill('');
      await page.waitForTimeout(700);
    }
    console.log('| step | n | p50, ms | p95, ms | budget |\n| --- | --- | --- | --- | --- |');
    console.log(`| message → suggestions painted | ${row(arrive)} | 100 |`);
    console.log(`| press → text in the composer | ${row(insert)} | 100 |`);
  } finally {
    await extension.close();
  }
}

function row(times: number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return `${sorted.length} | ${at(0.5)} | ${at(0.95)}`;
}
