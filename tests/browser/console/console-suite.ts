import type { Browser } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import { type ConsoleCase, idOf, rowOf } from './cases';
import { type ConsolePage, openConsole, rowsOf } from './harness';

/** Pages wait more than they work. */
vi.setConfig({ maxConcurrency: 6 });

/** What must hold on every console, on its behaving fixture at its real URL. */
export function describeConsole(one: ConsoleCase, browser: () => Browser, rules?: string): void {
  const { name, composer, url, product = '[桑蚕丝真丝衬衫女 通勤]' } = one;
  describe(name, () => {
    const [first, second, third] = one.buyers;
    const open = async (onTestFinished: (run: () => Promise<void>) => void): Promise<ConsolePage> => {
      const on = await openConsole(browser(), url, { frame: one.frame, rules });
      onTestFinished(() => on.close());
      await on.waitFor((s) => s.state === 'attached', 'attached');
      return on;
    };

    test.concurrent('reads exactly what the page shows, and new rows once', async ({ onTestFinished }) => {
      const on = await open(onTestFinished);
      const { messages } = await on.state();
      const shown = messages.map(({ role, text }) => rowOf(one, role, text));
      expect(rowsOf((await on.snapshot()).conversation)).toEqual(shown);
      await on.fixture('receive', { text: '这件真丝衬衫会不会褪色呀' });
      await on.fixture('receive', { text: '你好' });
      await on.fixture('receive', { text: '你好' });
      await on.fixture('receive', { role: 'agent', text: '稍等，我看一下' });
      await on.fixture('receive', { product: { id: '620001', title: '桑蚕丝真丝衬衫女 通勤', price: '299.00' } });
      await on.fixture('receive', { image: {} });
      const wanted = [
        ...shown,
        'buyer: 这件真丝衬衫会不会褪色呀',
        'buyer: 你好',
        'buyer: 你好',
        'agent: 稍等，我看一下',
        `buyer: ${product}`,
        'buyer: [image]',
      ];
      const { conversation } = await on.waitFor((s) => rowsOf(s.conversation).length >= wanted.length, 'all rows');
      expect(rowsOf(conversation)).toEqual(wanted);
      const ids = conversation?.messages.map(({ id }) => id) ?? [];
      expect(new Set(ids).size).toBe(ids.length);
      await on.fixture('remount');
      await on.fixture('rerender');
      const after = (await on.waitFor((s) => s.state === 'attached', 'attached again')).conversation;
      expect(rowsOf(after)).toEqual(wanted);
      expect(after?.messages.map(({ id }) => id)).toEqual(ids);
      expect(after?.messages.map(({ seenAtMs }) => seenAtMs)).toEqual(
        conversation?.messages.map(({ seenAtMs }) => seenAtMs),
      );
    });

    test.concurrent('tells two buyers of one name apart, and knows the first again', async ({ onTestFinished }) => {
      const on = await open(onTestFinished);
      await on.fixture('switchTo', second);
      const two = await on.waitFor(
        (s) =>
          rowsOf(s.conversation).length > 0 &&
          s.conversation?.ref.buyer !== first &&
          s.conversation?.buyer.name !== '小鹿爱逛街' &&
          s.conversation?.buyer.name !== 'sutra.lover',
        'second',
      );
      await on.fixture('receive', { buyer: second, text: '第二位的话' });
      await on.waitFor((s) => rowsOf(s.conversation).some((row) => row.includes('第二位的话')), 'row of the second');
      await on.fixture('switchTo', third);
      const three = await on.waitFor(
        (s) => s.conversation !== null && s.conversation.ref.buyer !== two.conversation?.ref.buyer,
        'third',
      );
      expect(three.conversation?.buyer.name).toBe(two.conversation?.buyer.name);
      expect(rowsOf(three.conversation).join()).not.toContain('第二位的话');
      if (one.buyerId)
        expect([two, three].map((s) => s.conversation?.buyer.id)).toEqual([idOf(one, second), idOf(one, third)]);
      await on.fixture('switchTo', second);
      const again = await on.waitFor(
        (s) => rowsOf(s.conversation).some((row) => row.includes('第二位的话')),
        'second again',
      );
      expect(again.conversation?.ref).toEqual(two.conversation?.ref);
    });

    test.concurrent('inserts at the caret into the framework’s state, keeps the half-typed, sends nothing, undoes exactly the insert', async ({
      onTestFinished,
    }) => {
      const on = await open(onTestFinished);
      await on.locate(composer).focus();
      await on.page.keyboard.type('abc');
      expect(await on.insert('真丝建议冷水手洗\n阴凉处晾干 😊')).toEqual({ ok: true, undo: true });
      expect((await on.state()).composer).toBe('abc真丝建议冷水手洗\n阴凉处晾干 😊');
      await on.fixture('rerender');
      expect(await on.own('deskmate.events.drafts.at(-1).text')).toBe('abc真丝建议冷水手洗\n阴凉处晾干 😊');
      await on.page.keyboard.press('Control+z');
      expect((await on.state()).composer).toBe('abc');
      await on.page.keyboard.press('ArrowLeft');
      expect(await on.insert('亲')).toEqual({ ok: true, undo: true });
      expect((await on.state()).composer).toBe('ab亲c');
      await on.page.keyboard.type('d');
      expect((await on.state()).composer).toBe('ab亲dc');
      expect((await on.state()).sent).toEqual([]);
      expect((await on.state()).untrustedIgnored).toBe(0);
    });

    test.concurrent('keeps what is selected', async ({ onTestFinished }) => {
      const on = await open(onTestFinished);
      await on.locate(composer).focus();
      await on.page.keyboard.type('abc');
      await on.page.keyboard.press('Control+a');
      expect(await on.insert('好的')).toEqual({ ok: true, undo: true });
      expect((await on.state()).composer).toBe('abc好的');
    });

    test.concurrent('writes nothing when the chat was switched before the press', async ({ onTestFinished }) => {
      const on = await open(onTestFinished);
      const { conversation } = await on.snapshot();
      await on.fixture('switchTo', second);
      expect(await on.insert('只给第一位', conversation?.ref)).toEqual({ ok: false, reason: 'chat-changed' });
      expect(Object.values((await on.state()).drafts).join('')).toBe('');
    });

    test.concurrent('takes the text back when the chat switches while it is written', async ({ onTestFinished }) => {
      const on = await open(onTestFinished);
      await on.fixture('onNextInput', 'switch', second);
      expect(await on.insert('只给第一位')).toEqual({ ok: false, reason: 'chat-changed' });
      expect((await on.state()).open).toBe(second);
      expect((await on.state()).composer).toBe('');
    });

    test.concurrent('says when the page refused the text', async ({ onTestFinished }) => {
      const on = await open(onTestFinished);
      await on.fixture('onNextInput', 'reject');
      expect(await on.insert('不被接受')).toEqual({ ok: false, reason: 'rejected' });
      expect((await on.state()).composer).toBe('');
    });

    test.concurrent('never disturbs an input method that is composing', async ({ onTestFinished }) => {
      const on = await open(onTestFinished);
      await on.locate(composer).focus();
      await on.page.keyboard.type('abc');
      await on.cdp.send('Input.imeSetComposition', { text: 'zhen', selectionStart: 4, selectionEnd: 4 });
      expect(await on.insert('不要打断')).toEqual({ ok: false, reason: 'composing' });
      await on.cdp.send('Input.insertText', { text: '真' });
      expect((await on.state()).composer).toBe('abc真');
      expect(await on.insert('丝')).toEqual({ ok: true, undo: true });
      expect((await on.state()).composer).toBe('abc真丝');
    });

    test.concurrent('one insertion at a time', async ({ onTestFinished }) => {
      const on = await open(onTestFinished);
      const { conversation } = await on.snapshot();
      const request = JSON.stringify({ ref: conversation?.ref, sourceId: 's', text: '一' });
      const results = await on.own<{ ok: boolean; reason?: string }[]>(
        `Promise.all([deskmate.mounted.insert(${request}), deskmate.mounted.insert(${request})])`,
      );
      expect(results).toEqual([
        { ok: true, undo: true },
        { ok: false, reason: 'busy' },
      ]);
      expect((await on.state()).composer).toBe('一');
    });

    test.concurrent('reports the draft and what was sent of it', async ({ onTestFinished }) => {
      const on = await open(onTestFinished);
      await on.locate(composer).focus();
      await on.page.keyboard.type('您好，冷水手洗就可以');
      await on.fixture('receive', { role: 'agent', text: '另一台电脑发的话' });
      await on.waitFor(
        (s) => rowsOf(s.conversation).some((row) => row.includes('另一台电脑')),
        'row of the other device',
      );
      const drafts = await on.own<{ text: string }[]>('deskmate.events.drafts');
      expect(drafts.at(-1)?.text).toBe('您好，冷水手洗就可以');
      if (one.send) await on.locate(one.send).click();
      else await on.page.keyboard.press('Enter');
      await on.waitFor((s) => rowsOf(s.conversation).at(-1) === 'agent: 您好，冷水手洗就可以', 'own row');
      expect((await on.own<{ text: string }[]>('deskmate.events.sent')).map(({ text }) => text)).toEqual([
        '您好，冷水手洗就可以',
      ]);
      expect((await on.state()).sent).toHaveLength(1);
    });

    test.concurrent('waits when no chat is open, and finds the next one', async ({ onTestFinished }) => {
      const on = await open(onTestFinished);
      await on.fixture('close');
      const closed = await on.waitFor((s) => s.conversation === null, 'closed');
      expect(closed.state).toBe('waiting');
      await on.fixture('switchTo', third);
      const opened = await on.waitFor((s) => s.state === 'attached', 'open again');
      expect(rowsOf(opened.conversation).length).toBe(1);
    });

    test.concurrent('buyer text is plain text, however hostile', async ({ onTestFinished }) => {
      const on = await open(onTestFinished);
      const hostile = '<img src=x onerror=alert(1)> ‮反向‬ 零\u200b宽';
      await on.fixture('receive', { text: hostile });
      await on.fixture('receive', { text: `${'长'.repeat(100_000)}` });
      const { conversation } = await on.waitFor(
        (s) => rowsOf(s.conversation).at(-1)?.includes('长长') ?? false,
        'long row',
      );
      expect(rowsOf(conversation).at(-2)).toBe(`buyer: ${hostile}`);
      const part = conversation?.messages.at(-1)?.parts[0];
      expect(part).toMatchObject({ type: 'text', cut: true });
      expect(part?.type === 'text' ? part.text.length : 0).toBe(4000);
    });

    test.concurrent('stop leaves no trace', async ({ onTestFinished }) => {
      const on = await open(onTestFinished);
      const before = await on.page.evaluate(() => document.documentElement.outerHTML.length);
      await on.own('deskmate.mounted.stop(); undefined');
      const seen = await on.own<number>('deskmate.events.snapshots.length');
      await on.fixture('receive', { buyer: first, text: '停下之后' });
      await on.own('new Promise((done) => setTimeout(done, 200))');
      expect(await on.own<number>('deskmate.events.snapshots.length')).toBe(seen);
      expect(await on.page.evaluate(() => document.documentElement.outerHTML.length)).toBeGreaterThanOrEqual(before);
    });
  });
}
