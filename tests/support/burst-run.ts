import type { Page } from 'playwright-core';
import { openConsole } from './console-page';
import { launchExtension } from './extension';
import { QUESTIONS } from './questions';
import type { PanelDriver } from './side-panel';

/** A seeded generator (mulberry32): a failing run can be run again. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface BurstResult {
  presses: number;
  inserted: number;
  /** Refused with a reason: the list had just changed, or the chat had. */
  refused: Record<string, number>;
  /** Presses after which something else stood in the box than what was painted. */
  wrong: { painted: string; box: string }[];
}

/**
 * Messages pour in while the agent presses: real mouse presses on whatever stands in a random place of the real side panel.
 * The painted text is taken at the moment of the press, inside the panel.
 */
export async function runBursts(presses: number, seed: number): Promise<BurstResult> {
  const random = createRandom(seed);
  const extension = await launchExtension();
  try {
    const page = await openConsole(extension.context, 'pinduoduo');
    const panel = await extension.openPanel(page);
    await page.evaluate((text) => window.__fixture.receive({ text }), QUESTIONS[0] ?? '');
    await panel.waitFor(`document.querySelectorAll('[data-testid="suggestion"]').length > 0`);
    await panel.evaluate(`addEventListener('pointerdown', (event) => {
      const item = event.target.closest('[data-testid="suggestion"]');
      window.__painted = item ? item.querySelector('[data-testid="suggestion-text"]').textContent : null;
    }, true)`);
    const result: BurstResult = { presses: 0, inserted: 0, refused: {}, wrong: [] };
    while (result.presses < presses) await step(page, panel, random, result);
    return result;
  } finally {
    await extension.close();
  }
}

async function step(page: Page, panel: PanelDriver, random: () => number, result: BurstResult): Promise<void> {
  const burst = Math.floor(random() * 4);
  for (let i = 0; i < burst; i++) {
    const text = QUESTIONS[Math.floor(random() * QUESTIONS.length)] ?? '';
    await page.evaluate((given) => window.__fixture.receive({ text: given }), text);
  }
  if (random() < 0.05) await page.evaluate(() => window.__fixture.remount());
  const place = await panel.evaluate<[number, number] | null>(`(() => {
    const all = [...document.querySelectorAll('[data-testid="suggestion-insert"]')];
    const one = all[Math.floor(${random()} * all.length)];
    if (!one) return null;
    one.scrollIntoView({ block: 'center' });
    const r = one.getBoundingClientRect();
    window.__painted = null;
    return [r.x + r.width / 2, r.y + r.height / 2];
  })()`);
  if (!place) return;
  const before = await composerOf(page);
  for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased'])
    await panel.send('Input.dispatchMouseEvent', {
      type,
      x: place[0] + random(),
      y: place[1] + random(),
      button: type === 'mouseMoved' ? 'none' : 'left',
      clickCount: type === 'mouseMoved' ? 0 : 1,
    });
  const painted = await panel.evaluate<string | null>('window.__painted');
  if (painted === null) return;
  result.presses++;
  const box = await settledComposer(page, before);
  if (box !== before) {
    result.inserted++;
    if (box !== before + painted) result.wrong.push({ painted, box });
  } else {
    const reason = await panel.evaluate<string>(
      `document.querySelector('[data-testid="toast"]')?.dataset.reason ?? 'silent'`,
    );
    result.refused[reason] = (result.refused[reason] ?? 0) + 1;
  }
  await page.locator('#replyTextarea').fill('');
}

const composerOf = async (page: Page): Promise<string> =>
  (await page.evaluate(() => window.__fixture.state())).composer;

/** The box once it has changed, or as it was when nothing came within the time that an insert may take. */
async function settledComposer(page: Page, before: string): Promise<string> {
  for (let i = 0; i < 50; i++) {
    const box = await composerOf(page);
    if (box !== before) return box;
    await page.waitForTimeout(20);
  }
  return before;
}
