import { expect, test } from 'vitest';
import { parseEntry } from '@/lib/knowledge/parse-entry';
import { createTypedSearch } from '@/lib/knowledge/typed/typed-search';
import { createRandom } from '../support/random';

const GOODS = '衬衫 连衣裙 羽绒服 牛仔裤 运动鞋 保温杯 电饭煲 面膜 口红 猫粮 婴儿车 床单 台灯 耳机 书包'.split(' ');
const TOPICS =
  '什么时候发货 会不会褪色 怎么退货 运费谁出 能开发票吗 尺码怎么选 有没有优惠 多久能到 怎么洗 可以改地址吗'.split(' ');
const WORDS = '您好 亲 这款 现在 拍下 小时 发出 签收 七天 联系 我们 承担 运费 真丝 冷水 手洗 阴干 尺码 偏大 建议'.split(
  ' ',
);
const QUERIES = [
  'fh',
  'fahuo',
  'huohuo',
  '褪色',
  '退',
  'a',
  'yunfei',
  '运费谁',
  'sousou',
  '羽绒福怎么洗',
  'zzzz',
  '发货 衬衫',
  '48小时',
  'kfp',
];

/** F16: ≤ 25 results in < 50 ms at 10,000 entries. */
test('10,000 entries: every search takes less than 50 ms', () => {
  const random = createRandom(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const search = createTypedSearch();
  search.upsert(
    Array.from({ length: 10_000 }, (_, i) => {
      const parsed = parseEntry({
        kind: 'answer',
        id: `e${i}`,
        title: `${pick(GOODS)}${pick(TOPICS)}${i}`,
        questions: [0, 1, 2].map(() => `${pick(GOODS)}${pick(TOPICS)}`),
        answer: Array.from({ length: 70 }, () => pick(WORDS)).join(''),
        folder: `${pick(GOODS)}/${pick(TOPICS)}`,
      });
      if (!parsed.ok) throw new Error(parsed.reason);
      return { entry: parsed.entry, source: 'feed', precedence: 20 };
    }),
  );
  const timeOf = (run: () => unknown): number => {
    // Time of ours, not of whoever shares the machine.
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  const first = timeOf(() => search.search('发货', 25));
  const tree = timeOf(() => search.folders('all'));
  const times: number[] = [];
  for (let round = 0; round < 5; round++)
    for (const query of QUERIES) {
      const ms = timeOf(() => {
        expect(search.search(query, 25).length).toBeLessThanOrEqual(25);
      });
      if (round > 0) times.push(ms);
    }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  console.log(
    `typed search at 10,000: first ${first.toFixed(0)} ms, p50 ${at(0.5).toFixed(1)}, p95 ${at(0.95).toFixed(1)}, worst ${times.at(-1)?.toFixed(1)} ms; folders ${tree.toFixed(0)} ms`,
  );
  expect(at(0.9)).toBeLessThan(50);
});
