import { hashRow } from '@/lib/core/hash-row';
import { parseInstant } from '@/lib/knowledge/entry';
import type { JsonlRow } from '@/lib/knowledge/jsonl';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import type { Entry, EntryKind } from '@/lib/knowledge/schema';

/** What may keep an entry from being live. Absent when nothing does, which is the common case. */
export interface Gate {
  /** `retired` hides the id in every lower source too; the others only step aside. */
  status?: 'draft' | 'review' | 'retired';
  fromMs?: number;
  /** Exclusive. */
  toMs?: number;
  groups?: string[];
}

/** The little that the live set keeps in memory of each entry. */
export interface LiveItem {
  id: string;
  kind: EntryKind;
  /** Hash of the row's text: tells whether an upsert is needed. */
  hash: number;
  gate: Gate | null;
  /** Names of the slots that its texts hold. */
  slots: readonly string[] | null;
}

const SLOT = /\{\{\s*([a-z_]+)/g;

/** Slot names in a row's JSON text, each once. */
function slotsIn(text: string): string[] | null {
  if (!text.includes('{{')) return null;
  return [...new Set(Array.from(text.matchAll(SLOT), (match) => match[1] ?? ''))];
}

function gateOf(entry: Entry): Gate | null {
  const fromMs = parseInstant(entry.valid_from, 'from') ?? undefined;
  const toMs = parseInstant(entry.valid_to, 'to') ?? undefined;
  const status = entry.status && entry.status !== 'published' ? entry.status : undefined;
  const groups = entry.groups?.length ? entry.groups : undefined;
  if (status === undefined && fromMs === undefined && toMs === undefined && groups === undefined) return null;
  return { status, fromMs, toMs, groups };
}

/** Digest of an entry for the live set; `text` is its row's JSON. */
export function toLiveItem(entry: Entry, text: string): LiveItem {
  return { id: entry.id, kind: entry.kind, hash: hashRow(text), gate: gateOf(entry), slots: slotsIn(text) };
}

/** The same for a row of a shard. */
export const fromJsonlRow = (row: JsonlRow): LiveItem => toLiveItem(row.entry, row.text);

/** The same for an own row. */
export const fromOwnRow = (entry: Entry, row: RawRow): LiveItem => toLiveItem(entry, JSON.stringify(row));
