/**
 * Cells that a spreadsheet would run (`=cmd|…`, `+1+1`, `@SUM`) stay text both ways: written with one apostrophe before
 * them, read without it. Text that has apostrophes of its own before such a sign gets one more, so nothing is lost.
 */
const RISKY = /^'*[=+\-@\t\r]/;
const GUARDED = /^'+[=+\-@\t\r]/;

/** Text for a CSV cell. */
export const toSafeCell = (text: string): string => (RISKY.test(text) ? `'${text}` : text);

/** Text of a CSV cell. */
export const fromSafeCell = (cell: string): string => (GUARDED.test(cell) ? cell.slice(1) : cell);
