import type { RawRow } from '@/lib/knowledge/parse-entry';

/** Reads and writes fields of a row as it is edited: unknown fields stay, an emptied one goes. */

export const textOf = (row: RawRow, name: string): string => {
  const value = row[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
};

export const listOf = (row: RawRow, name: string): string[] => {
  const value = row[name];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
};

/** Members of a list of objects, such as variants. */
export const itemsOf = (row: RawRow, name: string): RawRow[] => {
  const value = row[name];
  return Array.isArray(value) ? value.filter((item): item is RawRow => typeof item === 'object' && item !== null) : [];
};

export const partOf = (row: RawRow, name: string): RawRow => {
  const value = row[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as RawRow) : {};
};

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && !Array.isArray(value) && Object.keys(value as object).length === 0);

/** The row with that field; without it when the value is empty, unless the kind cannot do without. */
export function withField(row: RawRow, name: string, value: unknown, isRequired = false): RawRow {
  if (isRequired || !isEmpty(value)) return { ...row, [name]: value };
  const { [name]: _gone, ...rest } = row;
  return rest;
}

/** Title of a row as people see it. */
export const titleOf = (row: RawRow): string => textOf(row, 'title') || textOf(row, 'name') || textOf(row, 'id');
export const kindOf = (row: RawRow): string => textOf(row, 'kind') || 'answer';
export const statusOf = (row: RawRow): string => textOf(row, 'status') || 'published';
