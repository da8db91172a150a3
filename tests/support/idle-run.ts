import { FIXTURE_URLS } from '../fixtures/consoles/serve';
import { QUESTIONS } from './questions';
import { launchRaw, type RawChromium, type RawPage } from './raw-chromium';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export interface IdleRun {
  browser: RawChromium;
  page: RawPage;
  /** Sends question `n`, gives the time until the strip shows a suggestion for it, ms. */
  ask(n: number): Promise<number>;
  /** Waits; true when the worker was seen dead meanwhile (the browser itself may wake it now and then). */
  idle(ms: number): Promise<boolean>;
  close(): Promise<void>;
}

/** A console with the strip and nothing else: no panel, no debugger on worker or host. */
export async function startIdleRun(): Promise<IdleRun> {
  const browser = await launchRaw();
  const page = await browser.open(FIXTURE_URLS.pinduoduo ?? '');
  const strip = await page.frame((url) => url.includes('/strip.html'));
  const text = () =>
    strip.evaluate<string>(`document.querySelector('[data-testid="suggestion-text"]')?.textContent ?? ''`);

  const ask = async (n: number): Promise<number> => {
    const before = await text();
    const question = QUESTIONS[n % QUESTIONS.length] ?? '';
    const shown = strip.evaluate<number>(`new Promise((done, fail) => {
      const end = Date.now() + 20000;
      const look = () => {
        const now = document.querySelector('[data-testid="suggestion-text"]')?.textContent ?? '';
        if (now && now !== ${JSON.stringify(before)}) done(Date.now());
        else if (Date.now() > end) fail(new Error('the strip did not change'));
        else setTimeout(look, 5);
      };
      look();
    })`);
    const sentAt = await page.evaluate<number>(
      `(window.__fixture.receive({ text: ${JSON.stringify(question)} }), Date.now())`,
    );
    const tookMs = (await shown) - sentAt;
    // The agent answers: what is asked next is a question of its own.
    await page.evaluate(`window.__fixture.receive({ role: 'agent', text: '好的，已为您处理' })`);
    return tookMs;
  };

  return {
    browser,
    page,
    ask,
    idle: async (ms) => {
      const end = Date.now() + ms;
      let died = false;
      while (Date.now() < end) {
        await pause(Math.min(1000, Math.max(0, end - Date.now())));
        died ||= !(await browser.targets()).some(({ url }) => url.endsWith('/background.js'));
      }
      return died;
    },
    close: () => browser.close(),
  };
}
