import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Conversation } from '@/lib/chat/conversation';
import type { Adapter } from '@/lib/console/adapter';
import type { Snapshot } from '@/lib/platform/messages';
import { chatUiUrl } from '../../fixtures/chat-uis/serve';
import { type ConsolePage, openConsole, rowsOf } from '../console/harness';

/** What one scripted run on a chat UI showed. */
export interface Measure {
  name: string;
  confidence: number;
  missing: string[];
  state: string;
  /** Share of (text, role, order) that was read rightly, over all looks. */
  right: number;
  /** Rows that were read as messages and are none. */
  foreign: string[];
  /** Messages that were shown and not read. */
  missed: string[];
  nameRight: boolean;
  nameUnknown: boolean;
  insert: string;
}

const BUYER = [
  '这件真丝衬衫会不会褪色呀',
  '你好',
  '身高165体重55公斤穿什么码',
  '好的',
  '有没有运费险',
  '什么时候发货',
  '可以机洗吗\n还是只能手洗',
  '我上次买的那件洗了一次就起球了，这次的面料和上次是同一种吗？如果还起球的话可以退吗，麻烦说清楚一点，我不想再来回折腾了',
  'ok',
  '😀好',
];
const AGENT = [
  '亲，桑蚕丝建议冷水手洗，不要浸泡',
  '您好',
  '建议选 M 码哦',
  '有的，签收后七天内都可以',
  '今天 16 点前付款当天发出',
  '建议手洗，轻轻按压，平铺阴干；如果一定要机洗，请放进洗衣袋，用轻柔模式，水温不超过 30 度，洗完马上取出来，不要拧也不要暴晒',
  '好的亲',
  '是的',
];

/** Thirty messages (`isShort`: fifteen) with one switch and one re-mount, read by detection alone or, with `adapter`, by what was taught. */
export async function measure(
  browser: Browser,
  name: string,
  url = chatUiUrl(name),
  showsSystem: boolean | 'as-agent' = true,
  adapter?: Adapter,
  frame?: string,
  isShort = false,
): Promise<Measure> {
  const entry = resolve(import.meta.dirname, 'page-entry.ts');
  const on = await openConsole(browser, url, { entry, frame, ...(adapter && { adapter }) });
  try {
    return await run(on, name, showsSystem, isShort);
  } finally {
    await on.close();
  }
}

async function run(
  on: ConsolePage,
  name: string,
  showsSystem: boolean | 'as-agent',
  isShort: boolean,
): Promise<Measure> {
  const foreign = new Set<string>();
  const missed = new Set<string>();
  let right = 0;
  let shown = 0;
  const names: (string | undefined)[] = [];
  let expectedName = '小鹿爱逛街';
  const other = '一颗糖';

  /** Waits until what is read stands still, then compares row by row. */
  const look = async () => {
    const wanted = (await on.state()).messages
      .filter(({ role }) => showsSystem || role !== 'system')
      .map(
        ({ role, text }) =>
          `${role === 'robot' || (role === 'system' && showsSystem === 'as-agent') ? 'agent' : role}: ${text}`,
      );
    const read = readOf(await settle(on, wanted));
    shown += wanted.length;
    right += countRight(wanted, read);
    for (const row of read) if (!wanted.includes(row)) foreign.add(row);
    for (const row of wanted) if (!read.includes(row)) missed.add(row);
    const buyer = (await on.snapshot()).conversation?.buyer.name;
    names.push(buyer === undefined ? undefined : buyer === expectedName ? 'right' : `wrong: ${buyer}`);
  };

  let next = 0;
  const receive = async (count: number) => {
    for (let i = 0; i < count; i++, next++) {
      const own = next % 3 === 1 || next % 7 === 5;
      const list = own ? AGENT : BUYER;
      await on.fixture('receive', { role: own ? 'agent' : 'buyer', text: list[next % list.length] ?? '' });
    }
  };
  await look();
  if (!isShort) {
    await receive(5);
    await look();
  }
  await receive(7);
  await on.fixture('remount');
  await look();
  await on.fixture('switchTo', '7001002');
  expectedName = other;
  await look();
  await receive(6);
  await look();
  await on.fixture('switchTo', '7001001');
  expectedName = '小鹿爱逛街';
  await receive(isShort ? 2 : 6);
  await look();
  if (!isShort) {
    await receive(6);
    await look();
  }

  const text = '亲，这款建议冷水手洗，阴干即可。';
  let insert = 'no conversation';
  if ((await on.snapshot()).conversation) {
    const result = await on.insert(text);
    insert = result.ok
      ? (await on.state()).composer === text
        ? 'ok'
        : `model: ${(await on.state()).composer}`
      : result.reason;
  }
  const last = await on.own<Snapshot>('deskmate.mounted.snapshot()');
  return {
    name,
    confidence: last.detect?.confidence.whole ?? 0,
    missing: last.detect?.missing ?? [],
    state: last.state,
    right: Math.round((1000 * right) / shown) / 1000,
    foreign: [...foreign],
    missed: [...missed],
    nameRight: names.every((one) => one === 'right'),
    nameUnknown: names.every((one) => one === undefined || one === 'right'),
    insert,
  };
}

/** What is read as messages: the card of a product that the page itself shows is none. */
const readOf = (conversation: Conversation | null): string[] =>
  rowsOf(conversation).filter((row) => !/^system: \[[^\n]+\]$/.test(row));

/** The conversation once it says what is wanted, or what it says after some seconds. */
async function settle(on: ConsolePage, wanted: string[]): Promise<Conversation | null> {
  for (let i = 0; i < 80; i++) {
    const { conversation } = await on.snapshot();
    if (JSON.stringify(readOf(conversation)) === JSON.stringify(wanted)) return conversation;
    await on.own('new Promise((done) => setTimeout(done, 50))');
  }
  return (await on.snapshot()).conversation;
}

/** Longest common subsequence: right words, right role, right order. */
function countRight(wanted: readonly string[], read: readonly string[]): number {
  const table = Array.from({ length: wanted.length + 1 }, () => new Array<number>(read.length + 1).fill(0));
  for (let i = 1; i <= wanted.length; i++)
    for (let j = 1; j <= read.length; j++)
      (table[i] as number[])[j] =
        wanted[i - 1] === read[j - 1]
          ? ((table[i - 1] as number[])[j - 1] as number) + 1
          : Math.max((table[i - 1] as number[])[j] as number, (table[i] as number[])[j - 1] as number);
  return table[wanted.length]?.[read.length] ?? 0;
}
