import { readFileSync, writeFileSync } from 'node:fs';
import { guardText } from '@/lib/suggest/guard/guard';

/** Evaluates the guard: rows `{id, draft}` in, rows `{id, violations: [{type, start, end, span}]}` out, both JSONL. */
export async function run(inFile: string, outFile: string): Promise<void> {
  const rows = readFileSync(inFile, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as { id: string; draft: string });
  const out = rows.map((row) => {
    const violations = guardText(row.draft).map(({ type, start, end, span }) => ({ type, start, end, span }));
    return JSON.stringify({ id: row.id, violations });
  });
  writeFileSync(outFile, `${out.join('\n')}\n`);
}
