import type { Browser } from 'playwright-core';
import { expect } from 'vitest';
import { FIXTURE_FRAMES, FIXTURE_URLS } from '../../fixtures/consoles/serve';
import { type ConsoleCase, rowOf } from './cases';
import { openConsole, rowsOf } from './harness';

/** A small seeded generator (linear congruential): the run is the same for the same seed everywhere. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * A randomised day at one console: messages arrive, the agent switches, types, composes with an input method, inserts, closes; the page
 * renders, re-mounts, scrolls. Afterwards: never a word in the wrong conversation, no lost typing, no duplicate or missed message.
 */
export async function runRandomly(browser: Browser, one: ConsoleCase, seed: number, steps: number): Promise<void> {
  const random = createRandom(seed);
  const on = await openConsole(browser, FIXTURE_URLS[one.name] ?? '', { frame: FIXTURE_FRAMES[one.name] });
  await on.waitFor((s) => s.state === 'attached', 'attached');
  const buyers = one.buyers;
  /** Where each typed or inserted token must stand in the end. */
  const written = new Map<string, string>();
  const refused: { token: string; buyer: string }[] = [];
  const log: string[] = [];
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  let serial = 0;

  for (let step = 0; step < steps; step++) {
    const dice = random();
    const token = `${(serial++).toString().padStart(4, '0')};`;
    const open = (await on.state()).open;
    if (dice < 0.3) {
      const buyer = pick(buyers);
      log.push(`receive ${buyer}`);
      await on.fixture('receive', {
        buyer,
        role: random() < 0.8 ? 'buyer' : 'agent',
        text: random() < 0.3 ? '你好' : `消息 ${token}`,
      });
    } else if (dice < 0.45) {
      const buyer = pick(buyers);
      log.push(`switch ${buyer}`);
      await on.fixture('switchTo', buyer);
    } else if (dice < 0.5) {
      log.push('remount');
      await on.fixture('remount');
    } else if (dice < 0.55) {
      log.push('rerender');
      await on.fixture('rerender');
    } else if (dice < 0.6) {
      log.push('scroll');
      await on.fixture('scroll', random() < 0.5 ? 'top' : 'bottom');
    } else if (dice < 0.62) {
      log.push('close');
      await on.fixture('close');
    } else if (open && dice < 0.75) {
      log.push(`type ${token}`);
      await on.locate(one.composer).focus();
      await on.page.keyboard.type(`t${token}`);
      written.set(`t${token}`, open);
    } else if (open && dice < 0.8) {
      log.push(`compose ${token}`);
      await on.locate(one.composer).focus();
      await on.cdp.send('Input.imeSetComposition', { text: 'zhen', selectionStart: 4, selectionEnd: 4 });
      const { conversation } = await on.snapshot();
      if (conversation) expect(await on.insert('【不】', conversation.ref), log.join()).toMatchObject({ ok: false });
      await on.cdp.send('Input.insertText', { text: `真${token}` });
      written.set(`真${token}`, open);
    } else {
      log.push(`insert ${token}`);
      // what a panel shows: the last published snapshot, which may be of a moment ago
      const target = await on.own<{ ref: never; name: string } | null>(
        '(({ conversation } = {}) => conversation && { ref: conversation.ref, name: conversation.buyer.name })(deskmate.events.snapshots.at(-1)?.snapshot)',
      );
      if (!target) continue;
      const text = `【${token}】`;
      const result = await on.insert(text, target.ref);
      log.push(JSON.stringify(result));
      if (result.ok) written.set(text, open ?? 'nobody');
      else refused.push({ token: text, buyer: open ?? '' });
    }
    if (random() < 0.5) await on.own(`new Promise((done) => setTimeout(done, ${Math.floor(random() * 120)}))`);
  }

  const hint = `seed ${seed}: ${log.join(' | ')}`;
  const { drafts, sent } = await on.state();
  for (const [token, buyer] of written) {
    const places = Object.entries(drafts).filter(([, draft]) => draft.includes(token));
    expect(
      places.map(([id]) => id),
      `${token} ${hint}`,
    ).toEqual([buyer]);
    expect(drafts[buyer]?.split(token).length, `${token} ${hint}`).toBe(2);
  }
  for (const { token } of refused) expect(Object.values(drafts).join(), `${token} ${hint}`).not.toContain(token);
  expect(sent, hint).toEqual([]);
  // every chat, opened once more, reads exactly as the page holds it
  for (const buyer of buyers) {
    await on.fixture('switchTo', buyer);
    await on.fixture('scroll', 'bottom');
    const { messages } = await on.state();
    const expected = messages.map(({ role, text }) => rowOf(one, role, text)).slice(-12);
    const until = Date.now() + 4000;
    let rows: string[] = [];
    while (Date.now() < until) {
      rows = rowsOf((await on.snapshot()).conversation).slice(-12);
      if (JSON.stringify(rows) === JSON.stringify(expected)) break;
      await on.own('new Promise((done) => setTimeout(done, 40))');
    }
    expect(rows, `${buyer} ${hint}`).toEqual(expected);
  }
  await on.close();
}
