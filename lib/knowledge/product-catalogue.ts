import { foldText } from '@/lib/core/text';
import type { ProductEntry } from './schema';
import { createWordIndex } from './word-index';

/** The shop's product fact sheets, found by item id or by name. */
export interface ProductCatalogue {
  set(key: string, entry: ProductEntry, precedence: number): void;
  delete(key: string): void;
  byId(itemId: string): ProductEntry[];
  /** Sheets whose name stands in the text: only those with the longest name. More than one means undecided. */
  byTitle(text: string): ProductEntry[];
}

interface Sheet {
  key: string;
  entry: ProductEntry;
  precedence: number;
}

/** Shorter names (被子, 水杯) say what it is, not which one. */
const MIN_NAME = 3;

const highest = (sheets: readonly Sheet[]): ProductEntry[] => {
  const top = Math.max(...sheets.map((sheet) => sheet.precedence));
  return sheets.filter((sheet) => sheet.precedence === top).map((sheet) => sheet.entry);
};

/** Makes an empty catalogue; one sheet changed costs one sheet. */
export function createProductCatalogue(): ProductCatalogue {
  const sheets = new Map<string, Sheet>();
  const ids = new Map<string, Set<Sheet>>();
  const names = createWordIndex<Sheet>();

  const namesOf = (entry: ProductEntry): string[] =>
    [entry.title, ...(entry.names ?? [])]
      .map((name) => foldText(name).text.trim())
      .filter((name) => name.length >= MIN_NAME);

  const drop = (key: string) => {
    const sheet = sheets.get(key);
    if (!sheet) return;
    sheets.delete(key);
    for (const id of sheet.entry.item_ids) ids.get(id)?.delete(sheet);
    for (const name of namesOf(sheet.entry)) names.remove(name, sheet);
  };

  return {
    set(key, entry, precedence) {
      drop(key);
      const sheet = { key, entry, precedence };
      sheets.set(key, sheet);
      for (const id of entry.item_ids) ids.set(id, (ids.get(id) ?? new Set()).add(sheet));
      for (const name of namesOf(entry)) names.add(name, sheet);
    },
    delete: drop,
    byId(itemId) {
      const found = [...(ids.get(itemId) ?? [])];
      return found.length === 0 ? [] : highest(found);
    },
    byTitle(text) {
      let longest = 0;
      let found = new Set<Sheet>();
      for (const hit of names.scan(foldText(text).text)) {
        const length = hit.end - hit.start;
        if (length < longest) continue;
        if (length > longest) found = new Set();
        longest = length;
        for (const sheet of hit.owners) found.add(sheet);
      }
      return found.size === 0 ? [] : highest([...found]);
    },
  };
}
