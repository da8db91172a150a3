import { parseInstant } from '@/lib/knowledge/entry';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import { type Notice, noticeSchema, type Trigger } from '@/lib/knowledge/schema';

/** What a lead fills in. Instants are ISO 8601, empty = open. */
export interface NoticeDraft {
  /** Absent for a new one. */
  id?: string;
  title: string;
  wording: string;
  reason: string;
  mustRead: boolean;
  scenes: string[];
  triggers: Trigger[];
  entries: string[];
  from: string;
  to: string;
  groups: string[];
  shops: string[];
  /** Entries whose wording must not be used any more. */
  replacesEntries: string[];
  /** Wordings that must not be used any more. */
  replacesTexts: string[];
}

/** Where a notice stands for the lead. */
export type NoticeState = 'planned' | 'live' | 'over' | 'recalled';

const some = <T>(list: readonly T[]): T[] | undefined => (list.length > 0 ? [...list] : undefined);
const given = (text: string): string | undefined => text.trim() || undefined;

/**
 * The row of a draft. Fields of `before` that the form does not know are kept; what is empty is left out.
 * Saving puts a recalled notice in force again.
 */
export function toNoticeRow(draft: NoticeDraft, id: string, nowMs: number, before: RawRow = {}): RawRow {
  const { groups, shops } = draft;
  const people = (before.audience as Notice['audience'])?.people;
  const replaces = [
    ...draft.replacesEntries.map((entry) => ({ entry })),
    ...draft.replacesTexts.flatMap((text) => (text.trim() ? [{ text: text.trim() }] : [])),
  ];
  const row: RawRow = {
    ...before,
    id,
    kind: 'notice',
    scope: 'team',
    status: 'published',
    title: draft.title.trim(),
    wording: draft.wording.trim(),
    reason: given(draft.reason),
    must_read: draft.mustRead,
    governs: {
      scenes: some(draft.scenes),
      triggers: some(draft.triggers),
      entries: some(draft.entries),
    },
    effective_from: given(draft.from),
    effective_to: given(draft.to),
    audience:
      groups.length + shops.length > 0 || people?.length
        ? { groups: some(groups), shops: some(shops), people }
        : undefined,
    replaces: some(replaces),
    state: 'live',
    updated_at: new Date(nowMs).toISOString(),
  };
  // Through JSON: what is undefined is not there.
  return JSON.parse(JSON.stringify(row)) as RawRow;
}

/** The form of a stored notice, or null when the row is none. */
export function fromNoticeRow(row: RawRow): (NoticeDraft & { id: string; updatedAt?: string }) | null {
  const parsed = noticeSchema.safeParse(row);
  if (!parsed.success) return null;
  const { id, title, wording, reason, governs, audience, replaces = [] } = parsed.data;
  return {
    id,
    title,
    wording,
    reason: reason ?? '',
    mustRead: parsed.data.must_read ?? false,
    scenes: governs.scenes ?? [],
    triggers: governs.triggers ?? [],
    entries: governs.entries ?? [],
    from: parsed.data.effective_from ?? '',
    to: parsed.data.effective_to ?? '',
    groups: audience?.groups ?? [],
    shops: audience?.shops ?? [],
    replacesEntries: replaces.flatMap(({ entry }) => (entry ? [entry] : [])),
    replacesTexts: replaces.flatMap(({ text }) => (text ? [text] : [])),
    updatedAt: parsed.data.updated_at,
  };
}

/** The row of a recalled notice: agents see it no more, and its wording is known as one not to use. */
export const toRecalledRow = (row: RawRow, nowMs: number): RawRow => ({
  ...row,
  state: 'recalled',
  updated_at: new Date(nowMs).toISOString(),
});

/** Where the notice of that row stands now. */
export function getNoticeState(row: RawRow, nowMs: number): NoticeState {
  if (row.state === 'recalled') return 'recalled';
  const from = parseInstant(text(row.effective_from), 'from');
  const to = parseInstant(text(row.effective_to), 'to');
  if (to !== null && nowMs >= to) return 'over';
  return from !== null && nowMs < from ? 'planned' : 'live';
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
