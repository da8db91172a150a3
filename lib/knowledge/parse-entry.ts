import { isSafeJson } from '@/lib/core/safe-json';
import { type Guard, toGuard } from '@/lib/core/schema-guard';
import {
  answerSchema,
  cardSchema,
  type Entry,
  type EntryKind,
  entrySchema,
  lexiconSchema,
  noticeSchema,
  playbookSchema,
  policySchema,
  productEntrySchema,
  shopEntrySchema,
  subtextSchema,
} from './schema';

/** A row as its writer gave it: kept untouched, so that what goes out equals what came in. */
export type RawRow = Record<string, unknown>;

/** Why a row is no entry. `unknown-kind` may be a newer writer's; the others are mistakes. */
export type RowReason = 'bad-json' | 'not-an-object' | 'unsafe' | 'too-long' | 'unknown-kind' | 'invalid';

export type ParsedEntry =
  | { ok: true; row: RawRow; entry: Entry }
  | { ok: false; reason: RowReason /** Field path and rule, e.g. `triggers: too small`. */; detail?: string };

const GUARDS: Record<EntryKind, Guard> = {
  answer: toGuard(answerSchema),
  card: toGuard(cardSchema),
  playbook: toGuard(playbookSchema),
  product: toGuard(productEntrySchema),
  notice: toGuard(noticeSchema),
  shop: toGuard(shopEntrySchema),
  subtext: toGuard(subtextSchema),
  lexicon: toGuard(lexiconSchema),
  policy: toGuard(policySchema),
};

const isKind = (kind: unknown): kind is EntryKind => typeof kind === 'string' && Object.hasOwn(GUARDS, kind);

/**
 * Checks one parsed JSON value against the knowledge union; never throws. The entry may share its parts with the row:
 * both are read-only.
 */
export function parseEntry(value: unknown): ParsedEntry {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { ok: false, reason: 'not-an-object' };
  if (!isSafeJson(value)) return { ok: false, reason: 'unsafe' };
  const row = value as RawRow;
  const kind = row.kind ?? 'answer';
  if (!isKind(kind)) return { ok: false, reason: 'unknown-kind', detail: String(kind).slice(0, 40) };
  const title = row.title ?? row.name ?? row.id;
  const filled = row.kind === kind && row.title === title ? row : { ...row, kind, title };
  // The guard has just said that it is one.
  if (GUARDS[kind](filled)) return { ok: true, row, entry: filled as Entry };
  const parsed = entrySchema.safeParse(row);
  if (parsed.success) return { ok: true, row, entry: parsed.data };
  const issue = parsed.error.issues[0];
  return {
    ok: false,
    reason: 'invalid',
    detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.slice(0, 200),
  };
}
