import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InsertResult } from '@/lib/platform/messages';
import { FIXTURE_URLS } from '../../fixtures/consoles/serve';
import { launchBrowser, openConsole } from './harness';

/**
 * Random bursts: while messages arrive, the page renders and the agent switches between two buyers, texts are inserted for whoever
 * the last published snapshot shows (what a panel would have painted). A text may only ever stand in the draft it was meant for.
 */

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** In the real side panel a thousand are pressed by the long runs (`tests/soak/bursts.test.ts`). */
const PRESSES = Number(process.env.DESKMATE_PRESSES ?? 120);
const SEED = Number(process.env.DESKMATE_SEED ?? 20_261_121);

test.concurrent.each([
  ['pinduoduo', '7001001', '7001002'],
  ['feige', '7001001', '7001002'],
  ['shopee', '1', '2'],
])(
  `%s: ${PRESSES} presses in bursts`,
  async (name, first, second) => {
    const on = await openConsole(browser, FIXTURE_URLS[name] ?? '');
    await on.waitFor((s) => s.state === 'attached', 'attached');
    await on.page.evaluate(
      ([a, b, seed]) => {
        let state = Number(seed);
        const random = () => {
          state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
          return state / 2 ** 32;
        };
        const tick = () => {
          const dice = random();
          const buyer = random() < 0.5 ? a : b;
          if (dice < 0.5) window.__fixture.receive({ buyer, text: `来了 ${Math.floor(random() * 1000)}` });
          else if (dice < 0.7) window.__fixture.rerender();
          else if (dice < 0.78) window.__fixture.remount();
          else if (dice < 0.9) window.__fixture.switchTo(buyer);
          setTimeout(tick, random() * 60);
        };
        tick();
      },
      [first, second, SEED] as const,
    );
    const presses = await on.own<{ text: string; buyer: string; result: InsertResult }[]>(`(async () => {
    const presses = [];
    for (let i = 0; i < ${PRESSES}; i++) {
      const conversation = deskmate.events.snapshots.at(-1)?.snapshot.conversation;
      if (conversation) {
        const text = '【' + i + '】';
        const result = await deskmate.mounted.insert({ ref: conversation.ref, sourceId: 's', text });
        presses.push({ text, buyer: conversation.buyer.name, result });
      } else i--;
      await new Promise((done) => setTimeout(done, (i * 7919) % 23));
    }
    return presses;
  })()`);
    const { drafts, sent } = await on.state();
    const names: Record<string, string> =
      name === 'shopee' ? { 'sutra.lover': first, teman: second } : { 小鹿爱逛街: first, 一颗糖: second };
    const wrong = presses.filter(({ text, buyer, result }) => {
      const elsewhere = Object.entries(drafts).some(([id, draft]) => id !== names[buyer] && draft.includes(text));
      const own = drafts[names[buyer] ?? '']?.split(text).length === 2;
      return elsewhere || (result.ok && !own);
    });
    expect(wrong, `seed ${SEED}`).toEqual([]);
    expect(sent).toEqual([]);
    expect(presses).toHaveLength(PRESSES);
    // the run must have shown both: texts that arrived, and presses refused because the chat was another
    expect(presses.filter(({ result }) => result.ok).length).toBeGreaterThan(PRESSES / 2);
    expect(presses.some(({ result }) => !result.ok && result.reason === 'chat-changed')).toBe(true);
    await on.close();
  },
  120_000,
);
