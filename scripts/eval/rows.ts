import { readFileSync, writeFileSync } from 'node:fs';

/** Rows of a JSONL file; a bad line is an error that names it. */
export function readRows<Row>(file: string): Row[] {
  const rows: Row[] = [];
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (!line.trim()) continue;
    try {
      rows.push(JSON.parse(line) as Row);
    } catch {
      throw new Error(`${file}:${index + 1} is not JSON`);
    }
  }
  return rows;
}

/** Writes one JSON object per line. */
export function writeRows(file: string, rows: readonly object[]): void {
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}
