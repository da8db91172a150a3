import type { Drafts } from './draft';
import { cleanFolder } from './drafts-from-table';
import { finishRow } from './finish-row';

interface Line {
  number: number;
  depth: number;
  text: string;
}

/** Folders beyond the third level are joined to the third: nothing is lost, the tree stays readable. */
const MAX_LEVELS = 3;

/**
 * Reads a phrase list whose folders are shown by indentation (tabs, blanks or full-width blanks): a line with deeper
 * lines below it is a folder, any other line is a phrase `title<TAB>text[<TAB>shortcut]`, or just its text.
 */
export function draftsFromIndent(text: string): Drafts {
  const lines = toLines(text);
  const found: Drafts = { drafts: [], problems: [] };
  const seen = new Map<string, number>();
  const open: Line[] = [];
  for (const [index, line] of lines.entries()) {
    while (open.length > 0 && (open.at(-1)?.depth ?? 0) >= line.depth) open.pop();
    const next = lines[index + 1];
    if (next && next.depth > line.depth) {
      open.push(line);
      continue;
    }
    const parts = line.text.split('\t').map((part) => part.trim());
    const [title, answer, shortcut] = parts.length > 1 ? parts : [undefined, parts[0]];
    const names = open.map((folder) => cleanFolder(folder.text)).filter(Boolean);
    const folder = [...names.slice(0, MAX_LEVELS - 1), names.slice(MAX_LEVELS - 1).join('－')]
      .filter(Boolean)
      .join('/');
    finishRow(
      { ...(title ? { title } : {}), answer, ...(shortcut ? { shortcut } : {}), ...(folder ? { folder } : {}) },
      line.number,
      found,
      seen,
    );
  }
  return found;
}

/** True when some line is indented deeper than the one before: the sign of such a list. */
export const isIndented = (text: string): boolean => toLines(text).some((line) => line.depth > 0);

function toLines(text: string): Line[] {
  const lines: Line[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const body = raw.trim();
    if (!body) continue;
    const indent = /^[\t \u3000]*/.exec(raw)?.[0] ?? '';
    const depth = [...indent].reduce((sum, char) => sum + (char === '\t' ? 4 : char === '\u3000' ? 2 : 1), 0);
    lines.push({ number: index + 1, depth, text: body });
  }
  return lines;
}
