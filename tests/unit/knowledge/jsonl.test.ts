import { expect, test } from 'vitest';
import { parseJsonl, toJsonl } from '@/lib/knowledge/jsonl';

const good = '{"id":"a","answer":"好"}';
const deep = `{"id":"a","answer":"x","tags":${'['.repeat(40)}${']'.repeat(40)}}`;

test.each([
  ['blank lines and a byte-order mark', `\ufeff\n${good}\r\n\n`, 1, []],
  ['broken JSON', `${good}\n{"id":`, 1, [[2, 'bad-json']]],
  ['a list inside', `${good}\n[1]`, 1, [[2, 'not-an-object']]],
  ['a bare value', '42', 0, [[1, 'not-an-object']]],
  ['prototype key', '{"id":"a","answer":"x","__proto__":{"polluted":1}}', 0, [[1, 'unsafe']]],
  ['prototype key, escaped and nested', '{"id":"a","answer":"x","when":{"\\u005f_proto__":1}}', 0, [[1, 'unsafe']]],
  ['nested too deep', deep, 0, [[1, 'unsafe']]],
  ['a million brackets', '['.repeat(1_000_000), 0, [[1, 'bad-json']]],
  ['unknown kind', '{"id":"a","kind":"video"}', 0, [[1, 'unknown-kind']]],
  ['wrong type', '{"id":"a","answer":7}', 0, [[1, 'invalid']]],
  ['no id', '{"answer":"x"}', 0, [[1, 'invalid']]],
  ['a row beyond a million characters', `{"id":"a","answer":"${'x'.repeat(1_000_001)}"}`, 0, [[1, 'too-long']]],
  ['one JSON array', `[${good}, {"id":"b"}]`, 1, [[2, 'invalid']]],
])('%s', (_name, text, count, problems) => {
  const parsed = parseJsonl(text);
  expect(parsed.rows).toHaveLength(count);
  expect(parsed.problems.map(({ line, reason }) => [line, reason])).toEqual(problems);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test('the row is kept as given, the entry has its kind and title', () => {
  const [row] = parseJsonl('{"answer":"好","id":"a","x":1}').rows;
  expect(row?.row).toEqual({ answer: '好', id: 'a', x: 1 });
  expect(row?.entry).toMatchObject({ kind: 'answer', title: 'a', x: 1 });
  expect(toJsonl([row?.row ?? {}])).toBe('{"answer":"好","id":"a","x":1}\n');
});
