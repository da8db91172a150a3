/** A file as rows of text cells, before anybody knows what the columns mean. */
export interface Table {
  /** Name of the sheet, for workbooks. */
  sheet?: string;
  /** 1-based number of each row as the person sees it in the file. */
  lines: number[];
  rows: string[][];
}

/** Progress of long work; returning true asks to stop. */
export type OnProgress = (done: number, total: number) => boolean | undefined;
