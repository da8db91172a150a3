import type { RawRow, RowReason } from '@/lib/knowledge/parse-entry';
import type { Entry } from '@/lib/knowledge/schema';
import type { CarriedImage } from './carried-images';
import type { CellReason } from './cell-codec';

/** Why a row cannot be imported. */
export type ProblemCode = CellReason | RowReason | 'no-text' | 'duplicate-id' | 'folder-too-deep' | 'bad-image';

/** A problem of one row; `column` is its 0-based place in the table when it stems from one cell. */
export interface RowProblem {
  line: number;
  column?: number;
  code: ProblemCode;
  detail?: string;
}

/** One row of a file on its way to becoming an entry. */
export interface Draft {
  /** As the person counts lines in the file. */
  line: number;
  row: RawRow;
  entry: Entry;
  /** Pictures that the file brought with it. */
  images?: CarriedImage[];
}

export interface Drafts {
  drafts: Draft[];
  problems: RowProblem[];
}
