import type { Adapter } from '../adapter';
import { queryFirst } from '../locator';
import { readOpenName } from '../read-open-name';
import { createComposerRootFinder, createRootFinder } from '../root-finder';
import { createRowReader, type RowsRead } from '../row-reader';
import type { SeenRow } from '../thread-memory';
import { detectTold } from './detect';
import { mergeRules } from './merge-rules';

/** Newest messages of each side that stand in for what the person pressed on in the lesson. */
const MAX_TOLD = 8;

/**
 * Taught rules for a page that shows kinds of rows that the lesson had not seen: what the rules still read tells the sides, as the
 * picks did, and the layout explains the rest. Null = nothing was won: the new rules must read every message as the old ones
 * did, and leave fewer unexplained.
 */
function growRules(document: Document, taught: Adapter, today: string): Adapter | null {
  const findRoot = createRootFinder(document, taught.shadow);
  const root = findRoot();
  const box = queryFirst(root, taught.rows.container);
  const composer = queryFirst(createComposerRootFinder(document, taught, findRoot)(), taught.composer);
  if (!box || !composer) return null;
  const name = readOpenName(document, taught, { box, composer });
  const before = createRowReader(taught).read(box, name, false);
  if (!before || before.unknown === 0) return null;
  const of = (role: 'buyer' | 'agent') =>
    before.rows
      .filter((row) => row.role === role)
      .slice(-MAX_TOLD)
      .flatMap(({ token }) => (isElement(token) ? [token] : []));
  const told = { buyer: of('buyer'), agent: of('agent'), name };
  const evidence = { by: 'taught', on: today };
  const found = detectTold(composer as HTMLElement, told, { host: taught.id, evidence });
  if (!found) return null;
  const { composerIn } = taught;
  const merged = mergeRules(taught, { ...found.adapter, ...(composerIn && { composerIn }) });
  // whose chat it is, where to type and the list of chats were told
  const { list: _, ...rules } = merged;
  const next: Adapter = {
    ...rules,
    id: taught.id,
    proof: taught.proof,
    match: taught.match,
    identity: taught.identity,
    composer: taught.composer,
    ...(taught.list && { list: taught.list }),
  };
  const after = createRowReader(next).read(found.box, name, false);
  return after && after.unknown < before.unknown && keepsAll(before, after) ? next : null;
}

/**
 * What reads the page now: the rules grown, or those of the lesson again, where what they had grown by is gone (generated class
 * names change with a re-mount). Null = nothing better than `now`.
 */
export function renewRules(document: Document, now: Adapter, taught: Adapter, today: string): Adapter | null {
  const grown = growRules(document, now, today) ?? (now === taught ? null : growRules(document, taught, today));
  return grown ?? (stands(document, taught) && !stands(document, now) ? taught : null);
}

const stands = (document: Document, rules: Adapter): boolean =>
  queryFirst(createRootFinder(document, rules.shadow)(), rules.rows.container) !== null;

/** What was known of a page and what is seen now, where both together read the page as it is seen now; else only that. */
export function toMerged(document: Document, known: Adapter, seen: Adapter): Adapter {
  const merged = mergeRules(known, seen);
  const read = (rules: Adapter): RowsRead | null => {
    const findRoot = createRootFinder(document, rules.shadow);
    const box = queryFirst(findRoot(), rules.rows.container);
    const composer = queryFirst(createComposerRootFinder(document, rules, findRoot)(), rules.composer);
    return box && createRowReader(rules).read(box, readOpenName(document, rules, { box, composer }), false);
  };
  const [first, both] = [read(seen), read(merged)];
  return first && both && (both.unknown > first.unknown || !keepsAll(first, both)) ? seen : merged;
}

const isElement = (token: unknown): token is Element => (token as Node | null)?.nodeType === 1;

/** Every message that was read before is read again, in the same order, as the same person's. */
function keepsAll(before: RowsRead, after: RowsRead): boolean {
  const all = after.rows.map(toKey);
  let from = 0;
  return before.rows.every((row) => {
    const at = all.indexOf(toKey(row), from);
    from = at + 1;
    return at >= 0;
  });
}

const toKey = ({ role, parts }: SeenRow): string => JSON.stringify([role, parts]);
