import type { RawRow } from '@/lib/knowledge/parse-entry';
import type { EntryKind } from '@/lib/knowledge/schema';

/** What a kind cannot do without, empty. */
const SHAPES: Record<EntryKind, RawRow> = {
  answer: { questions: [], askings: [], answer: '' },
  card: { triggers: [{ any: [] }], body: '' },
  playbook: { questions: [], options: [{ label: '', text: '', pays: 'seller' }] },
  product: { item_ids: [], names: [] },
  notice: { governs: {}, wording: '', state: 'live' },
  shop: { name: '', facts: {} },
  subtext: { sign: { any: [] }, need: '', probe: '' },
  lexicon: { list: 'absolute_claim', add: [] },
  policy: {},
};

/** A new own entry: a draft until it is published. */
export const newRow = (kind: EntryKind, id: string, more: RawRow = {}): RawRow => ({
  id,
  kind,
  title: '',
  status: 'draft',
  ...structuredClone(SHAPES[kind]),
  ...more,
});

/** A copy under an id of its own, as a draft. */
export function duplicateRow(row: RawRow, id: string, title: string): RawRow {
  const { updated_at: _at, author: _by, guard_override: _why, ...rest } = structuredClone(row);
  return { ...rest, id, title, status: 'draft' };
}

/** The same entry as one of our own: it goes before the one that it was taken from. */
export function adoptRow(row: RawRow): RawRow {
  const { updated_at: _at, author: _by, ...rest } = structuredClone(row);
  return { ...rest, kind: rest.kind ?? 'answer', status: 'draft' };
}
