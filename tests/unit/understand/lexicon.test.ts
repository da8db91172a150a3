import { expect, test } from 'vitest';
import { z } from 'zod';
import shipped from '@/assets/lexicons/concepts.json';
import { foldText } from '@/lib/core/text';
import { findConcepts } from '@/lib/understand/concepts';
import { CONCEPT_CLASSES, getConcept, getConcepts } from '@/lib/understand/lexicon';
import { normalise } from '@/lib/understand/normalise';
import { isScene, SCENES } from '@/lib/understand/scenes';
import { buildConcepts } from '@/training/lexicon/build-concepts';
import { LEXICON_FILES } from '@/training/lexicon/lexicon-files';

const rowSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9]*\.[a-zA-Z0-9_-]+$/),
  label: z.string().min(1),
  class: z.enum(CONCEPT_CLASSES),
  scenes: z.record(z.string().refine(isScene), z.number().gt(0).max(1)).optional(),
  forms: z.partialRecord(
    z.enum(['std', 'slang', 'yue', 'sw', 'ne', 'ha', 'sh', 'tw', 'en', 'typo']),
    z.string().min(1),
  ),
});

test('every row keeps the schema, ids are unique', () => {
  const rows = LEXICON_FILES.flat();
  for (const row of rows) expect(rowSchema.safeParse(row).error?.message ?? '', row.id).toBe('');
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
});

test('what is shipped is what is written (else run `npx tsx training/make-concepts.ts`)', () => {
  expect(shipped).toEqual(buildConcepts(LEXICON_FILES.flat()));
});

test('the lexicon is as broad and deep as promised', () => {
  const concepts = getConcepts();
  expect(concepts.length).toBeGreaterThanOrEqual(600);
  const forms = concepts.reduce(
    (sum, { forms, sequences }) =>
      sum +
      forms.length +
      sequences.reduce((parts, sequence) => parts + Math.max(...sequence.map((part) => part.length)), 0),
    0,
  );
  expect(forms).toBeGreaterThanOrEqual(8000);
});

test('forms are written folded: half width, lower case, simplified', () => {
  for (const { id, forms } of LEXICON_FILES.flat())
    for (const shorthand of Object.values(forms)) expect(foldText(shorthand).text, id).toBe(shorthand);
});

test('no gap stands inside parentheses, where it would be a letter', () => {
  const inside = LEXICON_FILES.flat().flatMap(({ id, forms }) =>
    Object.values(forms)
      .filter((shorthand) => {
        let depth = 0;
        return [...shorthand].some((char) => {
          depth += char === '(' ? 1 : char === ')' ? -1 : 0;
          return char === '~' && depth > 0;
        });
      })
      .map(() => id),
  );
  expect(inside).toEqual([]);
});

test('every scene is spoken for by some concept', () => {
  const spoken = new Set(getConcepts().flatMap(({ scenes }) => Object.keys(scenes)));
  expect(SCENES.filter((scene) => !spoken.has(scene))).toEqual([]);
});

test('no concept blows up: at most 2,500 forms, no part of a gapped form is empty', () => {
  for (const { id, forms, sequences } of getConcepts()) {
    expect(forms.length, id).toBeLessThanOrEqual(2500);
    for (const sequence of sequences)
      expect(
        sequence.every((part) => part.length > 0),
        id,
      ).toBe(true);
  }
});

test('no form of one intent is also a form of a conflicting one', () => {
  const owner = new Map<string, string>();
  const clashes: string[] = [];
  for (const { id, class: kind, forms } of getConcepts()) {
    if (kind !== 'intent') continue;
    for (const form of forms) {
      const other = owner.get(form);
      if (other !== undefined && form.length >= 5) clashes.push(`${form}: ${other} / ${id}`);
      owner.set(form, id);
    }
  }
  // Long forms mean one thing; a handful of truly double ones is the most that we allow.
  expect(clashes.length, clashes.join('\n')).toBeLessThanOrEqual(12);
});

const names = (text: string) => new Set(findConcepts(normalise(text)).map(({ concept }) => concept));

test.each([
  ['写着签收了我根本没拿到', 'delay.signed-not-received'],
  ['显示签收咗但系我冇收到', 'delay.signed-not-received'],
  ['啥前儿能发货', 'ship.when'],
  ['好久发货嘛', 'ship.when'],
  ['运费谁出', 'return.freight'],
  ['邮费边个俾', 'return.freight'],
  ['刚买两天就降价了', 'pp.dropped'],
  ['能补差价吗', 'pp.claim'],
  ['可以机洗吗', 'care.wash'],
  ['can it be machine washed? how to wash', 'care.wash'],
  ['改地址', 'address.change'],
  ['开发票', 'invoice.issue'],
])('%s holds %s', (text, concept) => {
  expect([...names(text)]).toContain(concept);
});

test('a gapped form does not reach over the end of a sentence', () => {
  expect(names('显示签收了。我没拿到别的东西的优惠').has('delay.signed-not-received')).toBe(
    names('我没拿到').has('delay.signed-not-received') || names('显示签收了').has('delay.signed-not-received'),
  );
});

test('unknown ids give null', () => {
  expect(getConcept('no.such')).toBeNull();
  expect(getConcept('ship.when')?.label).toBe('什么时候发货');
});
