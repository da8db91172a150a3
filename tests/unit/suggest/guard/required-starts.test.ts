import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { toDraftText } from '@/lib/suggest/guard/draft-text';
import { compileLexicon, guardLexiconSchema } from '@/lib/suggest/guard/lexicon';
import { toRequiredStarts } from '@/lib/suggest/guard/required-starts';
import { createRuleIndex } from '@/lib/suggest/guard/rule-index';

test.each([
  ['全网', ['全网']],
  ['全网|最低', ['全网', '最低']],
  ['全(?:网|国)第一', ['全网', '全国']],
  ['(?:我们)?最低价', ['我们', '最低']],
  ['[加➕]微信', ['加微', '➕微']],
  ['第[一二]名', ['第一', '第二']],
  ['(?<!不)最(?=好)好', ['最好']],
  ['(?<name>张三)', ['张三']],
  ['[^，,]{0,4}赔十', ['赔十']],
  ['赔{1,3}十', ['赔']],
  ['no\\. ?1', ['no']],
  ['一(?:二三)?四', ['一二', '一四']],
  ['(?:一|二三)四', ['一四', '二三']],
  // Nothing is sure of these.
  ['\\d+', null],
  ['[一-九]', null],
  ['最好|\\d', null],
  ['(?:最好)*', null],
  ['\\p{L}', null],
  ['', null],
])('%s', (source, words) => {
  expect(toRequiredStarts(source)).toEqual(words);
});

test('a named list stands for its words', () => {
  const lists = new Map([['apps', ['微信', 'vx', '微博']]]);
  expect(toRequiredStarts('加(?:{apps})号', lists)).toEqual(['加微', '加v']);
  expect(toRequiredStarts('[^，]{0,3}(?:{apps})', lists)).toEqual(['微信', 'vx', '微博']);
  expect(toRequiredStarts('加?{other}', lists)).toBeNull();
});

test('no draft of our own loses a match of any rule, and most rules are not run', () => {
  const rules = ['absolute', 'medical', 'off-platform', 'promise', 'rude', 'incentive'].flatMap((name) =>
    compileLexicon(guardLexiconSchema.parse(JSON.parse(readFileSync(`assets/lexicons/guard-${name}.json`, 'utf8')))),
  );
  const index = createRuleIndex(rules);
  const texts = readFileSync('training/guard/drafts.jsonl', 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => String((JSON.parse(line) as { draft?: unknown }).draft));
  let run = 0;
  let matches = 0;
  const lost: string[] = [];
  for (const text of texts) {
    const draft = toDraftText(text);
    const candidates = new Set(index.candidates(draft));
    run += candidates.size;
    for (const rule of rules) {
      const found = (rule.squeezed ? draft.squeezed : draft.folded.text).search(rule.find) >= 0;
      if (found) matches++;
      if (found && !candidates.has(rule)) lost.push(`${rule.id}: ${text}`);
    }
  }
  expect(lost).toEqual([]);
  expect(matches).toBeGreaterThan(500);
  expect(run / (texts.length * rules.length)).toBeLessThan(0.2);
});
