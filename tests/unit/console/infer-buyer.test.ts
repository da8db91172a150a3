import { Window } from 'happy-dom';
import { describe, expect, test } from 'vitest';
import { findOpenRow, findPaneName } from '@/lib/console/infer-buyer';

const parse = (html: string): Element => {
  const { document } = new Window();
  document.body.innerHTML = html;
  return document.body as unknown as Element;
};

describe('the open row of a list', () => {
  const rowsOf = (classes: string[]) =>
    [...parse(classes.map((name) => `<div class="${name}">x</div>`).join('')).children].map((element, index) => ({
      element,
      row: { buyer: String(index) },
    }));
  test.each([
    [['item', 'item active', 'item'], '1'],
    [['item', 'item', 'itemActive'], '2'],
    [['row--a1', 'row--a1 row-selected--b2', 'row--a1'], '1'],
    [['item', 'item unread', 'item'], null],
    [['item inactive', 'item', 'item'], null],
    [['item selectedNew', 'item selectedNew', 'item selectedNew'], null],
    [['item active', 'item active', 'item'], null],
    [['item active'], null],
  ])('%j → %s', (classes, expected) => {
    expect(findOpenRow(rowsOf(classes))?.row.buyer ?? null).toBe(expected);
  });
});

describe('the name in the pane', () => {
  const names = new Set(['小鹿', '一颗糖']);
  const find = (html: string) => {
    const body = parse(html);
    const box = body.querySelector('.box');
    const composer = body.querySelector('textarea');
    if (!box || !composer) throw new Error('bad page');
    return findPaneName(box, composer, names);
  };
  test.each([
    [
      'a header',
      '<i>一颗糖</i><div><header><b>小鹿</b></header><div class="box"></div><textarea></textarea></div>',
      '小鹿',
    ],
    [
      'a nested composer',
      '<div><p>小鹿</p><div class="box"></div><div><span>发送</span><textarea></textarea></div></div>',
      '小鹿',
    ],
    [
      'names said in the thread do not count',
      '<div><div class="box"><p>一颗糖</p></div><textarea></textarea></div>',
      null,
    ],
    [
      'two names are no answer',
      '<div><b>小鹿</b><b>一颗糖</b><div class="box"></div><textarea></textarea></div>',
      null,
    ],
    [
      'names of the list outside of the pane',
      '<b>小鹿</b><div><div class="box"></div><textarea></textarea></div>',
      null,
    ],
  ])('%s', (_, html, expected) => {
    expect(find(html)).toBe(expected);
  });
});
