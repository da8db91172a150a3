import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { hashRow } from '@/lib/core/hash-row';
import { type Guard, toGuard } from '@/lib/core/schema-guard';
import { parseEntry } from '@/lib/knowledge/parse-entry';
import { entrySchema } from '@/lib/knowledge/schema';
import { createRandom } from '../knowledge/support/random';

const fixtures = readdirSync('tests/fixtures/knowledge').flatMap((name) =>
  readFileSync(`tests/fixtures/knowledge/${name}`, 'utf8').split('\n').filter(Boolean),
);

test('a guard never says yes to what the schema refuses, and an entry is the schema’s own (10,000 mutations)', () => {
  const random = createRandom(7);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const odd = [
    '',
    'x',
    'published',
    0,
    -1,
    1.5,
    true,
    null,
    [],
    [''],
    ['x'],
    [1],
    {},
    { a: 'x' },
    { any: [] },
    { any: ['x'] },
    'y'.repeat(201),
  ];
  const mutate = (value: unknown, depth: number): unknown => {
    if (typeof value !== 'object' || value === null || random() < 0.3 || depth > 3) return pick(odd);
    const copy = structuredClone(value) as Record<string, unknown>;
    const key = pick(Object.keys(copy));
    if (key === undefined) return pick(odd);
    const dice = random();
    if (dice < 0.15 && !Array.isArray(copy)) delete copy[key];
    else copy[key] = mutate(copy[key], depth + 1);
    return copy;
  };
  let refused = 0;
  for (let i = 0; i < 10_000; i++) {
    const row = mutate(JSON.parse(pick(fixtures) ?? '{}'), 0);
    const ours = parseEntry(row);
    const zods = entrySchema.safeParse(row);
    if (ours.ok !== zods.success) throw new Error(`${JSON.stringify(row)} ours ${ours.ok} zod ${zods.success}`);
    if (ours.ok && zods.success) expect(ours.entry).toEqual(zods.data);
    else refused++;
  }
  expect(refused).toBeGreaterThan(1000);
  expect(refused).toBeLessThan(9000);
});

test('every fixture passes by the guard alone: nothing is copied', () => {
  for (const line of fixtures) {
    const row = JSON.parse(line);
    if (row.kind === undefined || row.title === undefined) continue;
    const parsed = parseEntry(row);
    expect(parsed.ok && parsed.entry).toBe(row);
  }
});

test.each<[string, Guard, unknown]>([
  ['a refinement', toGuard(z.string().regex(/^a/)), 'abc'],
  ['a number with bounds', toGuard(z.number().min(1)), 2],
  ['a strict object', toGuard(z.strictObject({ a: z.string() })), { a: 'x' }],
  ['a transform', toGuard(z.string().transform((text) => text.length)), 'abc'],
  ['a default', toGuard(z.looseObject({ a: z.string().default('x') })), { a: 'y' }],
])('what is not known is left to the schema: %s', (_name, guard, value) => {
  expect(guard(value)).toBe(false);
});

test('the row hash tells close rows apart', () => {
  const texts = new Set<string>(['', 'a', 'aa', 'aaa', 'ab', 'ba']);
  for (let i = 0; i < 30_000; i++) texts.add(`{"id":"a${i % 100}","answer":"内容${i}"}`);
  for (const line of fixtures)
    for (let i = 0; i < line.length; i++) texts.add(`${line.slice(0, i)}\u0001${line.slice(i + 1)}`);
  expect(new Set([...texts].map(hashRow)).size).toBe(texts.size);
});
