import { Window } from 'happy-dom';
import { describe, expect, test } from 'vitest';
import type { Pick } from '@/lib/console/adapter';
import { collectRows, getRowTop } from '@/lib/console/collect-rows';
import { readPick } from '@/lib/console/pick';
import { readRow } from '@/lib/console/read-row';
import { getAdapter } from '@/lib/console/registry';

const parse = (html: string): Element => {
  const { document } = new Window();
  document.body.innerHTML = html;
  return document.body as unknown as Element;
};
const note = { by: 'test', on: '2026-11-21' };

describe('pick', () => {
  const page = parse(
    '<i class="a" style="display: none">旧</i><i class="a" title="买家 一">新<b>内</b></i><i class="b">长一些的字</i><p class="c">第一行<br>第二行</p>',
  );
  test.each<[Omit<Pick, 'by' | 'on'>, string | null]>([
    [{ css: '.a' }, '新内'],
    [{ css: '.a', own: true }, '新'],
    [{ css: '.a', attr: 'title' }, '买家 一'],
    [{ css: '.a', attr: 'title', match: '买家\\s*(.+)' }, '一'],
    [{ css: '.a', strip: '内$' }, '新'],
    [{ css: '.a, .b', choose: 'longest' }, '长一些的字'],
    [{ css: 'i', choose: 'last' }, '长一些的字'],
    [{ css: '.c', firstLine: true }, '第一行'],
    [{ css: '.none' }, null],
    [{ css: '.a', match: '没有' }, null],
    [{ url: true, match: '[?&]id=(\\d+)' }, '42'],
  ])('%j → %s', (pick, expected) => {
    expect(readPick(page, { ...pick, ...note }, 'https://x.example/?id=42')).toBe(expected);
  });
});

test('collects the newest rows, oldest first, without entering rows', () => {
  const box = parse(
    '<div><p class="r">1</p><h2>今天</h2><section><p class="r">2<p class="r">3</p></section><p class="r">4</p></div>',
  );
  const texts = (limit: number, newestFirst = false) =>
    collectRows(box, '.r', limit, newestFirst).map((row) => row.textContent);
  expect(texts(10)).toEqual(['1', '2', '3', '4']);
  expect(texts(2)).toEqual(['3', '4']);
  expect(texts(2, true)).toEqual(['2', '1']);
});

test.each([
  ['top: 120px; left: 0', 120],
  ['transform: translateY(64px)', 64],
  ['transform: translate3d(0px, 33.5px, 0px)', 33.5],
])('the position of a row in a virtual list: %s', (style, expected) => {
  const box = parse(`<div style="${style}"><p class="r">1</p></div>`);
  const row = box.querySelector('.r');
  expect(row && getRowTop(row, box)).toBe(expected);
});

describe('rows of Pinduoduo', () => {
  const read = (inner: string, id = 'middlePanel_List_1790000000001') => {
    const adapter = getAdapter('pinduoduo');
    const row = parse(`<ul><li class="onemsg" id="${id}">${inner}</li></ul>`).querySelector('li');
    if (!adapter || !row) throw new Error('bad test');
    return readRow(row, adapter, '小鹿');
  };
  const text = (words: string) => `<div class="msg-content"><p class="msg-content-box">${words}</p></div>`;
  test.each([
    ['buyer', `<div class="buyer-item">${text('你好')}</div>`],
    ['agent', `<div class="cs-item isread">${text('你好')}</div>`],
    ['robot', `<div class="cs-item callback">${text('你好')}</div>`],
    ['system', '<div class="x system-msg-31">你好</div>'],
    [null, `<div class="b-x9">${text('你好')}</div>`],
  ])('%s', (role, inner) => {
    expect(read(inner)).toMatchObject({ role, platformId: '1790000000001', parts: [{ type: 'text', text: '你好' }] });
  });

  test('an empty row is no message', () => {
    expect(read('<div class="buyer-item"></div>')).toBeNull();
  });

  test('markup in a message is text', () => {
    const row = read(`<div class="buyer-item">${text('&lt;img src=x onerror=alert(1)&gt;')}</div>`);
    expect(row?.parts).toEqual([{ type: 'text', text: '<img src=x onerror=alert(1)>' }]);
  });

  test('a card and words are two parts, in order', () => {
    const card =
      '<div class="good-card"><p class="good-name">真丝衬衫</p><p>￥299 /2人团</p><p>商品ID：620001</p></div>';
    expect(read(`<div class="buyer-item">${card}${text('这件会褪色吗')}</div>`)?.parts).toEqual([
      {
        type: 'product',
        product: { id: '620001', title: '真丝衬衫', price: '￥299', attributes: {}, readFrom: 'card' },
      },
      { type: 'text', text: '这件会褪色吗' },
    ]);
  });
});
