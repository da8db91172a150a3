import { type Adapter, type Find, MAX_WITHOUT } from '../adapter';
import { joinCss } from './selectors';

/** Most places of one list of an adapter (rules-schema.ts). */
const MAX_PLACES = 20;

/** What was learned of a page before stays, as long as its thread stands at the same place: a conversation shows only some kinds of rows. */
export function mergeRules(old: Adapter, next: Adapter): Adapter {
  if (toKey(old) !== toKey(next)) return next;
  const isNamed = !next.identity.unnamed;
  return {
    ...next,
    identity: isNamed || old.identity.unnamed ? next.identity : old.identity,
    rows: { ...next.rows, row: mergeRows(next.rows.row, old.rows.row) },
    roles: union(next.roles, old.roles),
    parts: {
      ...next.parts,
      text: mergeTexts(next.parts.text, old.parts.text),
      image: union(next.parts.image ?? [], old.parts.image ?? []),
      ...(old.parts.imageNot && { imageNot: old.parts.imageNot }),
      ...((next.parts.product ?? old.parts.product) && { product: next.parts.product ?? old.parts.product }),
      ...(next.parts.time || old.parts.time ? { time: union(next.parts.time ?? [], old.parts.time ?? []) } : {}),
    },
    ...((next.list ?? old.list) && { list: next.list ?? old.list }),
  } as Adapter;
}

/** Where the thread stands and how its rows are cut: other rows are another page. */
const toKey = ({ rows, shadow, composerIn }: Adapter): string =>
  JSON.stringify([
    rows.container,
    rows.order,
    shadow,
    composerIn,
    rows.row.some(({ css }) => /> (?:\*|:not\([^)]*\))$/.test(css)),
  ]);

/** "All children but the parts that hold rows": what is a part in one conversation is no row in another. */
function mergeRows(first: readonly Find[], second: readonly Find[]): Find[] {
  const restOf = (rows: readonly Find[]) =>
    rows.flatMap(({ css }) => /^(.*) > :not\(([^()]*)\)$/.exec(css)?.slice(1) ?? []);
  const [[frame, parts], [, more]] = [restOf(first), restOf(second)];
  const rows = union(first, second);
  if (frame === undefined || !parts || !more) return rows;
  const not = joinCss(new Set([...parts.split(', '), ...more.split(', ')]), 600 - frame.length - 10);
  const plain = rows.filter(({ css }) => !/ > :not\([^()]*\)$/.test(css));
  return [{ ...(first[0] as Find), css: `${frame} > :not(${not})` }, ...plain].slice(0, MAX_PLACES);
}

const union = <T extends { on: string }>(first: readonly T[], second: readonly T[]): T[] => {
  const known = new Set(first.map((one) => JSON.stringify(one)));
  return [...first, ...second.filter((one) => !known.has(JSON.stringify(one)))].slice(0, MAX_PLACES);
};

/** What stands in messages and was not said is left out of each pick, whichever of the two found it. */
function mergeTexts(first: Adapter['parts']['text'], second: Adapter['parts']['text']): Adapter['parts']['text'] {
  const without = joinCss(
    new Set([...first, ...second].flatMap((pick) => pick.without?.split(', ') ?? [])),
    MAX_WITHOUT,
  );
  const merged = [...first];
  for (const pick of second) {
    // one paragraph was read where now it is what holds several
    if (first.some(({ css }) => css !== undefined && pick.css?.startsWith(`${css} > `))) continue;
    if (!merged.some(({ css }) => css === pick.css)) merged.push(pick);
  }
  // the row itself always hits, so it comes last
  return merged
    .toSorted((a, b) => (b.css?.length ?? 0) - (a.css?.length ?? 0))
    .slice(0, MAX_PLACES)
    .map((pick) => ({ ...pick, ...(without && { without }) }));
}
