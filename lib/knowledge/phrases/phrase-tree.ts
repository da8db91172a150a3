import type { Entry } from '@/lib/knowledge/schema';
import { OWN_SOURCE } from '@/lib/knowledge/store/precedence';

/** A phrase to insert by hand. */
export interface Phrase {
  /** JSON of [source, id]: names it in pins and recents. */
  key: string;
  id: string;
  source: string;
  title: string;
  text: string;
  shortcut?: string;
}

export interface PhraseFolder {
  /** Last step of the path; '' is the root. */
  name: string;
  path: string;
  folders: PhraseFolder[];
  phrases: Phrase[];
  /** Phrases here and below. */
  count: number;
}

/** 全部 / 团队 / 我的. */
export type PhraseShelfName = 'all' | 'team' | 'mine';

/** Names a phrase in pins and recents. */
export const phraseKey = (source: string, id: string): string => JSON.stringify([source, id]);

/** True for what stays on this machine. */
const isMine = (entry: Entry, source: string): boolean => source === OWN_SOURCE && entry.scope === 'me';

/** True when the entry stands on the shelf: mine is what stays on this machine, team is everything else. */
export const isOnShelf = (entry: Entry, source: string, shelf: PhraseShelfName): boolean =>
  shelf === 'all' || isMine(entry, source) === (shelf === 'mine');

/** The phrase of an entry: answers that a buyer may read. Null for everything else. */
function toPhrase(entry: Entry, source: string): Phrase | null {
  if (entry.kind !== 'answer' || entry.internal) return null;
  const { id, title, shortcut, answer } = entry;
  return { key: phraseKey(source, id), id, source, title, text: answer, ...(shortcut ? { shortcut } : {}) };
}

/**
 * Builds the folder tree of one shelf, at most three levels. Folders stand before phrases; both by `order`, then by
 * name as Chinese is sorted (pinyin).
 */
export function toPhraseTree(
  entries: readonly { entry: Entry; source: string }[],
  shelf: PhraseShelfName,
): PhraseFolder {
  const root: PhraseFolder = { name: '', path: '', folders: [], phrases: [], count: 0 };
  const byPath = new Map<string, PhraseFolder>([['', root]]);
  const orders = new Map<Phrase, number>();
  for (const { entry, source } of entries) {
    const phrase = toPhrase(entry, source);
    if (!phrase) continue;
    if (!isOnShelf(entry, source, shelf)) continue;
    const steps = (entry.folder ?? '')
      .split('/')
      .map((step) => step.trim())
      .filter(Boolean)
      .slice(0, 3);
    const folder = open(byPath, steps);
    folder.phrases.push(phrase);
    orders.set(phrase, entry.order ?? Number.POSITIVE_INFINITY);
  }
  sortTree(root, orders);
  return root;
}

function open(byPath: Map<string, PhraseFolder>, steps: readonly string[]): PhraseFolder {
  const path = steps.join('/');
  const known = byPath.get(path);
  if (known) return known;
  const folder: PhraseFolder = { name: steps.at(-1) ?? '', path, folders: [], phrases: [], count: 0 };
  byPath.set(path, folder);
  open(byPath, steps.slice(0, -1)).folders.push(folder);
  return folder;
}

const collator = new Intl.Collator('zh-CN', { numeric: true });

function sortTree(folder: PhraseFolder, orders: ReadonlyMap<Phrase, number>): number {
  const orderOf = (phrase: Phrase): number => orders.get(phrase) ?? Number.POSITIVE_INFINITY;
  folder.phrases.sort((a, b) => {
    const [first, second] = [orderOf(a), orderOf(b)];
    return first === second ? collator.compare(a.title, b.title) : first - second;
  });
  const lowest = (one: PhraseFolder): number => Math.min(...one.phrases.map(orderOf), Number.POSITIVE_INFINITY);
  folder.count = folder.phrases.length + folder.folders.reduce((sum, child) => sum + sortTree(child, orders), 0);
  folder.folders.sort((a, b) => {
    const [first, second] = [lowest(a), lowest(b)];
    return first === second ? collator.compare(a.name, b.name) : first - second;
  });
  return folder.count;
}

/** The folder at a path, or null. */
export function findFolder(root: PhraseFolder, path: string): PhraseFolder | null {
  if (root.path === path) return root;
  const child = root.folders.find((one) => one.path === path || path.startsWith(`${one.path}/`));
  return child ? findFolder(child, path) : null;
}

/** Keys of what stands in a folder and below it, its own first. */
export const listKeys = (folder: PhraseFolder | null): string[] =>
  folder ? [...folder.phrases.map(({ key }) => key), ...folder.folders.flatMap(listKeys)] : [];

/** A folder without its phrases. */
export interface FolderView {
  name: string;
  path: string;
  count: number;
  folders: FolderView[];
}

/** The folders alone: what a tree on the screen needs. */
export const toFolderView = ({ name, path, count, folders }: PhraseFolder): FolderView => ({
  name,
  path,
  count,
  folders: folders.map(toFolderView),
});
