import { expect, test } from 'vitest';
import rules from '@/assets/lexicons/normalise.json';
import { foldText, toOriginalSpan } from '@/lib/core/text';
import { normalise, standardise } from '@/lib/understand/normalise';

test.each([
  ['点解仲未到', '为什么还没到'],
  ['啥时候发', '什么时候发'],
  ['多咱能到', '什么时候能到'],
  ['物事坏脱了', '东西坏了'],
  ['優惠券', '优惠券'],
  ['优汇卷', '优惠券'],
  ['yhq', '优惠券'],
  ['好好好好好', '好好'],
  ['气人！！！！！！', '气人!!'],
  ['[发怒]', '😡'],
  ['100000', '100000'],
])('%s → %s', (input, expected) => {
  expect(normalise(input).text).toBe(expected);
});

test.each([
  ['马上发', '马上发'],
  ['the shop', 'the shop'],
  ['系统问题', '系统问题'],
  ['小个子能穿', '小个子能穿'],
  ['我妈的生日', '我妈的生日'],
  ['淘汰了', '淘汰了'],
  ['这是事实', '这是事实'],
  ['怎么还不发', '怎么还不发'],
  ['垃圾袋够厚', '垃圾袋够厚'],
  ['充不进电', '充不进电'],
  ['蛤蜊厚不厚', '蛤蜊厚不厚'],
])('%s is left as it is', (input, expected) => {
  expect(normalise(input).text).toBe(expected);
});

test.each([
  ['法票怎么开', '发票'],
  ['要退宽', '退款'],
  ['洗衣鸡能洗吗', '洗衣机'],
])('homophones lead to the trade term: %s holds %s', (input, term) => {
  expect(normalise(input).text).toContain(term);
});

test('a replaced word leads back to what was written', () => {
  const normalised = normalise('佢话優惠卷用唔到呀');
  const start = normalised.text.indexOf('优惠券');
  const span = toOriginalSpan(normalised, start, start + 3);
  expect(normalised.original.slice(span.start, span.end)).toBe('優惠卷');
});

test('standard words stay as they are: no rule rewrites what another rule wrote', () => {
  const { keep, ...registers } = rules;
  const standards = new Set(Object.values(registers).flatMap((register) => Object.keys(register)));
  const moved = [...standards].map((word) => foldText(word).text).filter((word) => standardise(word).text !== word);
  expect(moved).toEqual([]);
  expect(keep).toContain('能不能');
});

test.each(['能不能退', '行不行', '厚度多少', '矮个子', '明显短了', '花儿都谢了', '报警器滴滴响', '烤红薯'])(
  '%s is standard already',
  (text) => {
    expect(normalise(text).text).toBe(text);
  },
);
