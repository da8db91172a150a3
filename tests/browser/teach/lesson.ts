import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Adapter } from '@/lib/console/adapter';
import type { TeachPart, TeachState } from '@/lib/platform/messages';
import { type ConsolePage, openConsole } from '../console/harness';

/** What a lesson came to. */
export interface Lesson {
  overlay: Adapter | null;
  used: number;
  problem: TeachState['problem'];
  /** The rows that the lesson showed when it ended. */
  rows: string[];
  /** The outline stood around what was pressed on, each time. */
  outlined: boolean;
}

const MAX_PICKS = 6;

/**
 * One lesson as a person gives it: looks where the words stand on the screen, and presses there. Only what is seen counts, no
 * attribute and no tree of the page.
 */
export async function teachPage(browser: Browser, url: string, frame?: string): Promise<Lesson> {
  const on = await openConsole(browser, url, { entry: resolve(import.meta.dirname, 'teacher-entry.ts'), frame });
  try {
    return await give(on);
  } finally {
    await on.close();
  }
}

async function give(on: ConsolePage): Promise<Lesson> {
  const state = () => on.own<TeachState>('lesson.state()');
  const shown = async () => (await on.state()).messages;
  const target = on.frame;
  const offset = await on.offset();
  let outlined = true;
  const press = async (part: TeachPart, at: Point | null) => {
    if (!at) throw new Error(`nothing to press on for ${part}`);
    await on.own(`lesson.arm('${part}'); undefined`);
    await on.page.mouse.move(offset.x + at.x - 1, offset.y + at.y);
    await on.page.mouse.move(offset.x + at.x, offset.y + at.y);
    outlined &&= await on.own<boolean>(`lesson.isOutlined(${at.x}, ${at.y})`);
    await on.page.mouse.click(offset.x + at.x, offset.y + at.y);
    await on.own(`new Promise((done) => {
      const look = () => lesson.state().armed === null ? done() : setTimeout(look, 20);
      look();
    })`);
  };
  const said = async (role: 'buyer' | 'agent', nth: number) => {
    const list = (await shown()).filter((one) =>
      role === 'buyer' ? one.role === 'buyer' : /agent|robot/.test(one.role),
    );
    return target.evaluate(findWords, { text: list.at(-1 - nth)?.text.split('\n')[0] ?? '', where: 'thread' });
  };
  // a lesson starts in a chat where both have spoken
  await on.fixture('receive', { role: 'buyer', text: '想问一下这件的面料' });
  await on.fixture('receive', { role: 'agent', text: '这件是桑蚕丝的哦' });
  await on.fixture('receive', { role: 'buyer', text: '好的谢谢' });
  await on.own(
    `new Promise((done) => { let left = 100; const look = () => !left-- || (${findWords.toString()})({ text: '好的谢谢', where: 'thread' }) ? done() : setTimeout(look, 30); look(); })`,
  );
  await press('buyer', await said('buyer', 0));
  await press('agent', await said('agent', 0));
  await press('composer', await target.evaluate(findBox));
  await press('name', await target.evaluate(findWords, { text: '小鹿爱逛街', where: 'above' }));
  const taken = { buyer: 1, agent: 1 };
  for (let one = await state(); one.used < MAX_PICKS; one = await state()) {
    const part = one.next === 'agent' || one.next === 'buyer' ? one.next : null;
    if (!part) break;
    await press(part, await said(part, taken[part]++));
  }
  await on.own('new Promise((done) => setTimeout(done, 260))');
  const last = await state();
  await on.own('lesson.stop(); undefined');
  return {
    overlay: last.overlay as Adapter | null,
    used: last.used,
    problem: last.problem,
    rows: last.rows.map(({ role, text }) => `${role}: ${text}`),
    outlined,
  };
}

interface Point {
  x: number;
  y: number;
}

/** Where words stand on the screen: inside of the talk, or above it. Runs in the page. */
function findWords({ text, where }: { text: string; where: string }): Point | null {
  const column = document.querySelector('.talk, .b1')?.getBoundingClientRect() ?? document.body.getBoundingClientRect();
  const box = document.querySelector('textarea, [contenteditable="true"]')?.getBoundingClientRect();
  const found: (Point & { isQuote: boolean })[] = [];
  const visit = (root: Node) => {
    const walker = document.createTreeWalker(root, 5);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const inner = node.nodeType === 1 ? (node as Element).shadowRoot : null;
      if (inner) visit(inner);
      if (node.nodeType !== 3 || (node as Text).data.trim() !== text) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rect = [...range.getClientRects()].find(({ width, height }) => width > 4 && height > 4);
      if (!rect) continue;
      const isQuote = node.parentElement?.closest('blockquote, [class*="quote" i], [class*="reply" i]') != null;
      const at = { x: rect.left + Math.min(10, rect.width / 2), y: rect.top + rect.height / 2, isQuote };
      if (at.x >= column.left && at.x <= column.right && at.y > 0 && at.y < innerHeight) found.push(at);
    }
  };
  visit(document);
  found.sort((a, b) => a.y - b.y);
  // a person looks for the name over the chat before anywhere else
  const over = box ? found.filter(({ x }) => x >= box.left - 40 && x <= box.right + 40) : found;
  // and presses on a message itself, not on an answer that quotes it
  const said = found.filter(({ isQuote }) => !isQuote);
  return (where === 'above' ? (over[0] ?? found[0]) : (said.at(-1) ?? found.at(-1))) ?? null;
}

/** Where the box to type in stands: the widest of the talk, the lowest of those as wide. Runs in the page. */
function findBox(): Point | null {
  const column = document.querySelector('.talk, .b1')?.getBoundingClientRect() ?? document.body.getBoundingClientRect();
  const boxes: DOMRect[] = [];
  const visit = (root: ParentNode) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) visit(element.shadowRoot);
      if (!element.matches('textarea, input, [contenteditable]')) continue;
      const rect = element.getBoundingClientRect();
      const isSeen = rect.width > 80 && rect.height > 0 && rect.bottom > innerHeight / 3;
      if (isSeen && rect.left >= column.left && rect.right <= column.right) boxes.push(rect);
    }
  };
  visit(document);
  const best = boxes.sort((a, b) => Math.round(a.width / 40) - Math.round(b.width / 40) || a.top - b.top).at(-1);
  return best ? { x: best.left + best.width / 2, y: best.top + best.height / 2 } : null;
}
