import type { ListRow } from '@/lib/platform/messages';
import type { Adapter } from './adapter';
import type { ListedRow } from './infer-buyer';
import { pickValue } from './pick';
import { isVisible } from './visible';

/** Most list rows that travel. */
const MAX_ROWS = 100;

/** Creates a reader of the conversation list; rows are cached until `touch` says that something in them changed. */
export function createListReader(
  root: () => ParentNode,
  adapter: Adapter,
): { touch(node: Node): boolean; rows(): readonly ListedRow[]; read(): ListRow[] } {
  let cache = new WeakMap<Element, ListRow>();
  let listed: ListedRow[] = [];
  const rule = adapter.list;
  const rowCss = rule?.row.map(({ css }) => css).join(', ') ?? '';
  const openCss = rule?.open?.map(({ css }) => css).join(', ') ?? '';
  return {
    touch(node) {
      if (!rule) return false;
      const element = node.nodeType === 1 ? (node as Element) : node.parentElement;
      const row = element?.closest(rowCss);
      if (row) cache.delete(row);
      return row !== null && row !== undefined;
    },
    rows: () => listed,
    read() {
      listed = [];
      if (!rule) return [];
      const rows: ListRow[] = [];
      const seen = new Set<string>();
      for (const find of rule.row) {
        for (const element of root().querySelectorAll(find.css)) {
          if (rows.length >= MAX_ROWS) break;
          // class families also match a row's own parts
          if (listed.at(-1)?.element.contains(element)) continue;
          let row = cache.get(element);
          if (!row) {
            const read = readListRow(element, rule);
            if (!read) continue;
            row = read;
            cache.set(element, row);
          }
          // the same buyer stands in several groups, hidden ones among them (Pinduoduo)
          if (seen.has(row.buyer) || !isVisible(element)) continue;
          if (rule.buyerId) seen.add(row.buyer);
          const open = openCss !== '' && (element.matches(openCss) || element.querySelector(openCss) !== null);
          rows.push({ ...row, ...(open && { open }) });
          listed.push({ element, row });
        }
        if (rows.length) break;
      }
      if (rows.length === 0) cache = new WeakMap();
      return rows;
    },
  };
}

function readListRow(element: Element, rule: NonNullable<Adapter['list']>): ListRow | null {
  const name = pickValue(element, rule.name);
  const buyer = pickValue(element, rule.buyerId) ?? name;
  if (!buyer) return null;
  const preview = pickValue(element, rule.preview);
  const unread = pickValue(element, rule.unread);
  const wait = pickValue(element, rule.wait);
  const count = unread === undefined ? undefined : Number.parseInt(unread.replace(/\D/g, ''), 10) || 1;
  return {
    buyer,
    ...(name && { name: name.slice(0, 200) }),
    ...(preview && { preview: preview.slice(0, 200) }),
    ...(count !== undefined && { unread: count }),
    ...(wait && { wait: wait.slice(0, 60) }),
  };
}
