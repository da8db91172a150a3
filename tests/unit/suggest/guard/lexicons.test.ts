import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { foldText } from '@/lib/core/text';
import { compileLexicon, guardLexiconSchema } from '@/lib/suggest/guard/lexicon';

const files = readdirSync('assets/lexicons').filter(
  (file) => /^guard-.*\.json$/.test(file) && !/empty-reply|model/.test(file),
);
const load = (file: string) => guardLexiconSchema.parse(JSON.parse(readFileSync(`assets/lexicons/${file}`, 'utf8')));

test('every type that words can show has a lexicon', () => {
  expect(files.map((file) => load(file).type).sort()).toEqual([
    'absolute_claim',
    'blame_or_rude',
    'false_promise',
    'incentive_review',
    'medical_claim',
    'off_platform',
  ]);
});

test.each(files)('%s compiles, ids are unique, word lists are used and written in folded form', (file) => {
  const lexicon = load(file);
  const rules = compileLexicon(lexicon);
  expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
  const sources = lexicon.rules.map((rule) => rule.find + (rule.notBefore ?? '')).join('\n');
  for (const [name, words] of Object.entries(lexicon.words)) {
    if (sources.includes(`{${name}}`)) {
      const list = words.split(' ');
      expect(list.filter((word) => word === '')).toEqual([]);
      // What the rules meet is folded text: a word in another form could never match.
      expect(list.filter((word) => foldText(word).text !== word)).toEqual([]);
    }
  }
  // No rule may match the empty string: it would match everywhere.
  for (const rule of rules) expect(''.match(new RegExp(rule.find.source, 'u'))).toBeNull();
});

test('an unknown word list is refused', () => {
  const broken = {
    about: '',
    type: 'off_platform' as const,
    words: {},
    rules: [{ id: 'x', severity: 'red' as const, find: '{nothing}' }],
  };
  expect(() => compileLexicon(broken)).toThrow(/nothing/);
});
