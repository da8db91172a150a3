import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { toClauses, toPieces } from '@/lib/suggest/guard/clause-features';
import { guardText } from '@/lib/suggest/guard/guard';

test('clauses are what stands between marks, with their place', () => {
  const text = '您好，这款有货。 明天发';
  const clauses = toClauses(text);
  expect(clauses.map((clause) => clause.text)).toEqual(['这款有货', '明天发']);
  for (const clause of clauses) expect(text.slice(clause.start, clause.end)).toBe(clause.text);
});

test('pieces mark the ends and make digits alike', () => {
  expect(toPieces('返5元')).toEqual(toPieces('返12元'));
  expect(toPieces('返5元')).toContain('^返0');
  expect(toPieces('返5元')).toContain('元$');
});

test('a likeness is amber, whole clause, and never stands beside a rule of its type', () => {
  const rows = readFileSync('training/guard/drafts.jsonl', 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { draft: string }).draft);
  const likenesses = rows.flatMap((draft) => guardText(draft).filter((finding) => finding.rule.endsWith('.likeness')));
  expect(likenesses.length).toBeGreaterThan(0);
  expect(new Set(likenesses.map((finding) => finding.severity))).toEqual(new Set(['amber']));
});

test('the model leaves other scripts alone', () => {
  expect(
    guardText('What should I solve first, and who pays for it').filter((finding) => finding.rule.endsWith('.likeness')),
  ).toEqual([]);
});

test('our own clean sentences stay clean of likenesses', () => {
  const rows = readFileSync('training/guard/clean.jsonl', 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { draft: string }).draft);
  const marked = rows.filter((draft) => guardText(draft).some((finding) => finding.rule.endsWith('.likeness')));
  expect(rows.length).toBeGreaterThanOrEqual(400);
  expect(marked.length / rows.length).toBeLessThanOrEqual(0.005);
});
