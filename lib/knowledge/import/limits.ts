/** Bounds of one imported file. Beyond them a file is refused whole, with the reason, before memory is spent on it. */

/** Bytes on disk: 50,000 entries with askings are about 25 MB as CSV. */
export const MAX_FILE_BYTES = 50_000_000;
/** Bytes that a spreadsheet may unpack to, all parts together. */
export const MAX_UNPACKED_BYTES = 250_000_000;
/** A part that unpacks to more than this many times its packed size (and over 10 MB) is a bomb; real sheets reach about 40. */
export const MAX_RATIO = 250;
/** Longest line of JSONL that brings pictures inside it: ten of the largest. Without them a row ends at 1,000,000. */
export const MAX_PICTURED_ROW_CHARS = 28_000_000;
export const MAX_ROWS = 60_000;
export const MAX_COLUMNS = 200;
/** Longest cell (UTF-16 units); Excel itself ends at 32,767. */
export const MAX_CELL_CHARS = 32_767;

/** Why a file as a whole is refused. Views word them as `import.error.<code>`. */
export type FileReason =
  | 'too-large'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'bomb'
  | 'wrong-encoding'
  | 'not-a-spreadsheet'
  | 'unknown-format'
  | 'no-rows'
  | 'cancelled';
