import type { ListRow } from '@/lib/platform/messages';
import { isVisible } from './visible';

/**
 * Whose chat is open, on consoles whose sources name no header: the pane around thread and composer prints one of the list's names,
 * or one row of the list is marked as open. Two answers that differ are no answer.
 */

export interface ListedRow {
  element: Element;
  row: ListRow;
}

/** State words that programs put on the open row, in class names or values. */
const OPEN_WORD =
  /(?:^|[-_])(?:is)?-?(?:active|selected|current|checked|chosen|opened)(?:$|[-_\d])|[a-z](?:Active|Selected|Current|Checked)(?![a-z])/;
/** Elements of the pane that are looked at: a header is small. */
const MAX_NODES = 400;

/**
 * The one row that is open: by the rules' own mark, else by a state word which no other row carries. The marks are read from the
 * page as it stands now: the list itself is read less often, and its rows of a moment ago must not say who is open.
 */
export function findOpenRow(listed: readonly ListedRow[], openCss = ''): ListedRow | null {
  const rows = listed.filter(({ element }) => element.isConnected);
  if (openCss) {
    const told = rows.filter(({ element }) => element.matches(openCss) || element.querySelector(openCss) !== null);
    if (told.length > 0) return told.length === 1 ? (told[0] ?? null) : null;
  }
  if (rows.length < 2) return null;
  const counts = new Map<string, number>();
  const marks = rows.map(({ element }) => {
    const words = new Set([...element.classList, ...(element.firstElementChild?.classList ?? [])]);
    for (const name of ['aria-selected', 'aria-current', 'data-active', 'data-selected']) {
      if (element.getAttribute(name) && element.getAttribute(name) !== 'false') words.add(`${name}-active`);
    }
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    return words;
  });
  const open = rows.filter((_, index) =>
    [...(marks[index] ?? [])].some((word) => counts.get(word) === 1 && OPEN_WORD.test(word)),
  );
  return open.length === 1 ? (open[0] ?? null) : null;
}

/** Whose chat is open by pane and list: `between` = they name different buyers; null = neither names one. */
export function inferOpen(
  box: Element,
  composer: Element,
  listed: readonly ListedRow[],
  openCss = '',
): { name: string | null; row: ListRow | null } | 'between' | null {
  const names = new Set(listed.flatMap(({ row }) => row.name ?? []));
  const paneName = findPaneName(box, composer, names);
  const row = findOpenRow(listed, openCss)?.row ?? null;
  if (paneName && row?.name && row.name !== paneName) return 'between';
  return paneName || row ? { name: paneName ?? row?.name ?? null, row } : null;
}

/** The one name of the list that the pane prints outside of the thread. */
export function findPaneName(box: Element, composer: Element, names: ReadonlySet<string>): string | null {
  let pane: Element | null = box;
  while (pane && !pane.contains(composer)) pane = pane.parentElement;
  if (!pane) return null;
  const found = new Set<string>();
  let nodes = 0;
  const visit = (parent: Element): void => {
    for (const element of parent.children) {
      if (++nodes > MAX_NODES || element === box || element.contains(composer)) {
        if (element !== box && element.contains(composer) && element !== composer) visit(element);
        continue;
      }
      const text = element.childElementCount === 0 ? (element.textContent ?? '').trim() : '';
      if (names.has(text) && isVisible(element)) found.add(text);
      else if (element.contains(box) || element.childElementCount > 0) visit(element);
    }
  };
  visit(pane);
  return found.size === 1 ? ([...found][0] ?? null) : null;
}
