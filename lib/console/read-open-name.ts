import type { Adapter } from './adapter';
import { inferOpen } from './infer-buyer';
import { readIdentity } from './read-identity';
import { createListReader } from './read-list';
import { createRootFinder } from './root-finder';

/** The open buyer's name by an adapter at this moment, looked for once; null = the page does not say. */
export function readOpenName(
  document: Document,
  adapter: Adapter,
  { box, composer }: { box: Element | null; composer: Element | null },
): string | null {
  const root = createRootFinder(document, adapter.shadow)();
  const { buyerName } = readIdentity(root, adapter, document.defaultView?.location.href ?? '');
  if (buyerName || !adapter.identity.infer || !box || !composer) return buyerName;
  const list = createListReader(() => root, adapter);
  list.read();
  const open = inferOpen(box, composer, list.rows(), adapter.list?.open?.map(({ css }) => css).join(', '));
  return open === 'between' ? null : (open?.name ?? null);
}
