import { fail, ok, type Result } from '@/lib/core/result';
import { isSafeJson } from '@/lib/core/safe-json';
import { type ColumnTarget, type FlatField, getFieldType, isFlatField } from './fields';
import { MAX_CELL_CHARS } from './limits';
import values from './values.json';

/** Why a cell is wrong. Views word them as `import.cell.<code>`. */
export type CellReason = 'too-long' | 'bad-number' | 'bad-boolean' | 'bad-json' | 'unsafe' | 'unknown-value';

/** The cell of an empty text, which is not the same as no value. */
const EMPTY = '""';

/**
 * Text of a cell for one field's value. Lists are joined by `|` (escaped `\|`); a list that this would change is written
 * as JSON. `fromCell` gives back an equal value.
 */
export function toCell(target: ColumnTarget, value: unknown): string {
  if (value === undefined) return '';
  const type = isFlatField(target) ? getFieldType(target) : 'json';
  if (type === 'list' && Array.isArray(value)) return joinList(value);
  if (type === 'text' && typeof value === 'string') {
    if (value === '') return EMPTY;
    return /^\\*""$/.test(value) ? `\\${value}` : value;
  }
  return JSON.stringify(value);
}

/** The value of a cell for one field; undefined when the cell is empty. */
export function fromCell(target: ColumnTarget, cell: string): Result<unknown, CellReason> {
  if (cell.trim() === '') return ok(undefined);
  if (cell.length > MAX_CELL_CHARS) return fail('too-long');
  if (!isFlatField(target)) return parseJson(cell);
  switch (getFieldType(target)) {
    case 'list':
      return ok(splitList(cell));
    case 'number': {
      const number = Number(cell.trim());
      return Number.isFinite(number) ? ok(number) : fail('bad-number');
    }
    case 'boolean': {
      const flag = known(target, cell);
      return flag === 'true' || flag === 'false' ? ok(flag === 'true') : fail('bad-boolean');
    }
    case 'json':
      return target === 'triggers' && !/^\s*\[/.test(cell) ? ok([{ any: splitList(cell) }]) : parseJson(cell);
    default:
      return fromTextCell(target, cell);
  }
}

function fromTextCell(target: FlatField, cell: string): Result<unknown, CellReason> {
  if (cell === EMPTY) return ok('');
  if (/^\\+""$/.test(cell)) return ok(cell.slice(1));
  if (target === 'kind' || target === 'status' || target === 'scope' || target === 'scene')
    return ok(known(target, cell));
  return ok(target === 'title' || target === 'id' || target === 'shortcut' ? cell.trim() : cell);
}

/** The schema's word for what people write (`已发布` → published); other text as it is. */
function known(field: FlatField, cell: string): string {
  const text = cell.trim();
  const lower = text.toLowerCase();
  const table: Record<string, readonly string[]> = Object.hasOwn(values, field)
    ? values[field as keyof typeof values]
    : {};
  for (const [value, names] of Object.entries(table)) {
    if (value === lower || names.includes(lower)) return value;
  }
  return text;
}

function parseJson(cell: string): Result<unknown, CellReason> {
  try {
    const value: unknown = JSON.parse(cell);
    return isSafeJson(value) ? ok(value) : fail('unsafe');
  } catch {
    return fail('bad-json');
  }
}

const escapeItem = (item: string): string => item.replaceAll('\\', '\\\\').replaceAll('|', '\\|');

function joinList(list: readonly unknown[]): string {
  const joined = list.map((item) => escapeItem(String(item))).join('|');
  const back = splitList(joined);
  const isSame = list.length > 0 && back.length === list.length && back.every((item, i) => item === list[i]);
  return isSame ? joined : JSON.stringify(list);
}

/** Parts between `|`, else lines; blanks around them and empty parts dropped. A JSON list is read as such. */
function splitList(cell: string): string[] {
  if (/^\s*\[/.test(cell)) {
    const parsed = parseJson(cell);
    if (parsed.ok && Array.isArray(parsed.value) && parsed.value.every((item) => typeof item === 'string'))
      return parsed.value;
  }
  const parts: string[] = [];
  let part = '';
  let hasBar = false;
  for (let i = 0; i < cell.length; i++) {
    const char = cell[i] ?? '';
    const next = cell[i + 1];
    if (char === '\\' && (next === '|' || next === '\\')) {
      part += next;
      i++;
    } else if (char === '|') {
      hasBar = true;
      parts.push(part);
      part = '';
    } else part += char;
  }
  parts.push(part);
  const items = hasBar ? parts : part.split(/\r?\n/);
  return items.map((item) => item.trim()).filter(Boolean);
}
