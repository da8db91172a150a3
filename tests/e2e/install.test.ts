import { expect, test } from 'vitest';
import { openConsole } from '../support/console-page';
import { launchExtension } from '../support/extension';

const QUESTION = '这件真丝衬衫会不会褪色呀';

test('a question in the first second after an install: the first reply shown is the one that stays', async () => {
  const extension = await launchExtension();
  try {
    const page = await openConsole(extension.context, 'pinduoduo');
    await page.evaluate((text) => window.__fixture.receive({ text }), QUESTION);
    const panel = await extension.openPanel(page);
    // What stands first in the list, each time that it changes; the list is empty while the starter pack comes.
    const firsts = await panel.evaluate<string[]>(`new Promise((done) => {
      const seen = [];
      let stillMs = 0;
      const look = () => {
        const text = document.querySelector('[data-testid="suggestion"] [data-testid="suggestion-text"]')?.textContent;
        if (text && seen.at(-1) !== text) { seen.push(text); stillMs = 0; }
        else stillMs += 10;
        if (seen.length > 0 && stillMs >= 1500) done(seen);
        else setTimeout(look, 10);
      };
      look();
    })`);
    expect(firsts).toHaveLength(1);
    expect(firsts[0]).toMatch(/褪|掉|浮色|真丝/);
  } finally {
    await extension.close();
  }
});
