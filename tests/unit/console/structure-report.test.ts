import { Window } from 'happy-dom';
import { describe, expect, test } from 'vitest';
import { getAdapter } from '@/lib/console/registry';
import { createStructureReport } from '@/lib/console/structure-report';
import { structureReportSchema } from '@/lib/platform/messages';
import { createRandom } from '../../support/burst-run';

/** Nothing that somebody said, is called or owns may stand in a report, wherever in the page it stands. */

const open = (url = 'https://mms.pinduoduo.com/chat-merchant/index.html') => new Window({ url });
const report = (window: Window, adapter = getAdapter('pinduoduo')) =>
  createStructureReport({
    document: window.document as unknown as Document,
    console: 'pinduoduo',
    adapter,
    health: { parts: { composer: { hits: 0, broken: true } } },
  });

const LETTERS = 'bcdfghjklmnpqrstvwxz';
const PEOPLE = ['张小鹿', 'Wang Xiaolu', '一颗糖', 'müller', '13812345678', '🦌deer'];

/** Words that no program has: chat text of all kinds. */
const makeSecret = (random: () => number): string => {
  const word = () => Array.from({ length: 7 }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join('');
  const kinds = [
    word,
    () => `${word()} ${word()}`,
    () => `${PEOPLE[Math.floor(random() * PEOPLE.length)]}${word()}`,
    () => String(Math.floor(random() * 1e11)),
    () => `${word().toUpperCase()}-${word()}`,
  ];
  return (kinds[Math.floor(random() * kinds.length)] as () => string)();
};

/** Every run of letters or digits of a secret that would give it away. */
const partsOf = (secret: string): string[] =>
  secret.split(/[^\p{L}\p{N}\p{So}]+/u).filter((part) => part.length > 2 || /[^\x20-\x7e]/.test(part));

const PLACES = 'title alt aria-label placeholder value data-name data-id data-testid data-text href src style'.split(
  ' ',
);

function fill(window: Window, random: () => number, secrets: string[]): void {
  const { document } = window;
  const secret = () => {
    const made = makeSecret(random);
    secrets.push(made);
    return made;
  };
  const toName = (text: string) => text.replaceAll(/\s+/g, '-');
  const add = (parent: { append(...nodes: unknown[]): void }, depth: number): void => {
    for (let i = 0; i < 3; i++) {
      const element = document.createElement(random() < 0.3 ? 'li' : 'div');
      element.className = 'message-item';
      for (const place of PLACES) if (random() < 0.3) element.setAttribute(place, secret());
      if (random() < 0.4) element.classList.add(toName(`user-${secret()}`));
      if (random() < 0.2) element.classList.add(toName(secret()));
      if (random() < 0.2) element.id = toName(`row_${secret()}`);
      if (random() < 0.1) element.setAttribute(`data-${toName(makeLatin(random, secrets))}`, '1');
      if (random() < 0.6) element.append(secret());
      parent.append(element);
      if (depth > 0) add(random() < 0.15 ? element.attachShadow({ mode: 'open' }) : element, depth - 1);
    }
  };
  add(document.body, 3);
}

const makeLatin = (random: () => number, secrets: string[]): string => {
  const made = Array.from({ length: 7 }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join('');
  secrets.push(made);
  return made;
};

describe('no word of a person', () => {
  test.each(Array.from({ length: 12 }, (_, seed) => seed + 1))('seed %i', (seed) => {
    const window = open();
    const secrets: string[] = [];
    fill(window, createRandom(seed), secrets);
    const made = report(window);
    const text = JSON.stringify({ ...made, selectors: [] }).toLowerCase();
    const leaked = secrets.flatMap(partsOf).filter((part) => text.includes(part.toLowerCase()));
    expect(secrets.length).toBeGreaterThan(40);
    expect(leaked).toEqual([]);
    expect(structureReportSchema.safeParse(made).error).toBeUndefined();
    // and yet it tells how the page is built
    expect(made.outline.join('\n')).toContain('.message-item');
  });

  test('a name that is shown and also stands in many classes', () => {
    const window = open();
    window.document.body.innerHTML = Array.from(
      { length: 5 },
      () => '<p class="bubble buyer-xiaolu wrapXiaoluRow"><b>Xiaolu</b><i>hello there</i></p>',
    ).join('');
    const text = report(window).outline.join('\n');
    expect(text).not.toMatch(/xiaolu/i);
    expect(text).toContain('.bubble');
    expect(text).toContain('.buyer-?');
  });

  test('taught rules are made of the page’s names: those go too', () => {
    const window = open('https://desk.example/chat/xiaolu/7001001?buyer=xiaolu');
    window.document.body.innerHTML = '<div class="talk"><p class="zhangsan">Zhangsan</p></div>';
    const base = getAdapter('pinduoduo');
    if (!base) throw new Error('no adapter');
    const note = { by: 'taught', on: '2026-11-28' };
    const made = report(window, {
      ...base,
      proof: 'taught',
      rows: { ...base.rows, row: [{ css: '.talk > p.zhangsan[data-name="zhangsan"]', ...note }] },
    });
    expect(JSON.stringify(made)).not.toMatch(/zhangsan|xiaolu|7001001/i);
    expect(made.selectors.find(({ part }) => part === 'row')?.css).toBe('.talk > p.?[data-name="?"]');
  });
});

test('what programmers wrote stays readable', () => {
  const window = open();
  window.document.body.innerHTML =
    '<div id="msgListContainer"><ul class="msg-list"><li class="onemsg buyer-item" id="middlePanel_list_1790000000001">你好</li><li class="onemsg cs-item isread" id="middlePanel_list_1790000000002">在</li></ul></div><textarea id="replyTextarea" data-testid="reply-box"></textarea>';
  const made = report(window);
  const text = made.outline.join('\n');
  expect(text).toContain('div#msgListContainer');
  expect(text).toContain('li#middlePanel_list_?.onemsg.buyer-item');
  expect(text).toContain('textarea#replyTextarea[data-testid=reply-box]');
  expect(made.broken).toEqual(['composer']);
});
