import type { z } from 'zod';
import { parsePartialJson } from './partial-json';
import { isRefusal, type OutputFailure, withoutWrapping } from './read-output';

/** Rows of an answer that were written out whole and fit their schema. */
export interface ReadList<Row> {
  rows: Row[];
  /** Why the answer is not whole; rows may be there all the same when it was cut off. */
  failure: OutputFailure | null;
}

/** Reads an answer of the shape `{[key]: [row, …]}`; what was cut off or does not fit is left out. Never throws. */
export function readList<Row>(raw: string, key: string, schema: z.ZodType<Row>): ReadList<Row> {
  const text = withoutWrapping(raw);
  const { value, open, complete, broken } = parsePartialJson(text);
  if (typeof value !== 'object' || value === null) {
    const failure = text.trim() === '' ? 'empty' : isRefusal(text) ? 'refused' : 'malformed';
    return { rows: [], failure };
  }
  const given = (value as Record<string, unknown>)[key];
  if (!Array.isArray(given)) return { rows: [], failure: complete || broken ? 'malformed' : 'truncated' };
  const rows = given
    .filter((row) => typeof row !== 'object' || row === null || !open.has(row))
    .flatMap((row) => {
      const parsed = schema.safeParse(row);
      return parsed.success ? [parsed.data] : [];
    });
  if (complete) return { rows, failure: given.length > 0 && rows.length === 0 ? 'malformed' : null };
  return { rows, failure: broken ? 'malformed' : 'truncated' };
}
