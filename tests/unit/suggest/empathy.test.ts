import { describe, expect, test } from 'vitest';
import lexicon from '@/assets/lexicons/empathy.json';
import { guardText } from '@/lib/suggest/guard/guard';
import { getReplyLanguage } from '@/lib/suggest/reply-language';

const openers = [...Object.values(lexicon.zh), ...Object.values(lexicon.en)].flat();
const CLASSES = ['愤怒', '焦虑', '纠结', '失望', '平静'];

describe('the fixed sentences of the assistant', () => {
  test('every class of feeling has openers in both languages', () => {
    expect(Object.keys(lexicon.zh)).toEqual(CLASSES);
    expect(Object.keys(lexicon.en)).toEqual(CLASSES);
    for (const list of [...Object.values(lexicon.zh), ...Object.values(lexicon.en)])
      expect(list.length).toBeGreaterThan(0);
  });

  test.each(openers)('%s', (opener) => {
    expect(opener).not.toMatch(/\d|[零一二三四五六七八九十百]+(?:天|小时|分钟|元|折)|一定|保证|绝对|稍等|亲亲/);
    expect(opener).toMatch(/[。.]$/);
    expect(guardText(opener).filter(({ severity }) => severity === 'red')).toEqual([]);
  });

  test('each stands in the language of its list', () => {
    expect([...new Set(Object.values(lexicon.zh).flat().map(getReplyLanguage))]).toEqual(['zh']);
    expect([...new Set(Object.values(lexicon.en).flat().map(getReplyLanguage))]).toEqual(['en']);
  });

  test('no sentence stands twice', () => {
    expect(new Set(openers).size).toBe(openers.length);
  });
});
