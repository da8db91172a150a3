import { hashText } from '@/lib/core/ids';
import type { JsonlRow } from '@/lib/knowledge/jsonl';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import type { Entry, EntryKind } from '@/lib/knowledge/schema';

/** What may keep an entry from being live. Absent when nothing does, which is the common case. */
export interface Gate {
  /** `retired` hides the id in every lower source too; the others only step aside. */
  status?: 'draft' | 'review' | 'retired';
  fromMs?: number;
  toMs?: number;
  groups?: string[];
}

/** The little that the live set keeps in memory of each entry. */
export interface LiveItem {
  id: string;
  kind: EntryKind;
  /** Hash of the row's text: tells whether an upsert is needed. */
  hash: string;
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

/**
 * Reads a day or an instant of `valid_from`/`valid_to`: ISO 8601. A bare day means the start of that local day, or its
 * end when `endOfDay`. Undefined when absent or unreadable (then there is no such limit).
 */
export function toInstantMs(text: string | undefined, endOfDay = false): number | undefined {
  if (!text) return undefined;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const ms = Date.parse(isDay ? `${text}T${endOfDay ? '23:59:59.999' : '00:00:00.000'}` : text);
  return Number.isNaN(ms) ? undefined : ms;
}

function gateOf(entry: Entry): Gate | null {
  const fromMs = toInstantMs(entry.valid_from);
  const toMs = toInstantMs(entry.valid_to, true);
  const status = entry.status && entry.status !== 'published' ? entry.status : undefined;
  const groups = entry.groups?.length ? entry.groups : undefined;
  if (status === undefined && fromMs === undefined && toMs === undefined && groups === undefined) return null;
  return { status, fromMs, toMs, groups };
}

/** Digest of an entry for the live set; `text` is its row's JSON. */
export function toLiveItem(entry: Entry, text: string): LiveItem {
  return { id: entry.id, kind: entry.kind, hash: hashText(text), gate: gateOf(entry), slots: slotsIn(text) };
}

/** The same for a row of a shard. */
export const fromJsonlRow = (row: JsonlRow): LiveItem => toLiveItem(row.entry, row.text);

/** The same for an own row. */
export const fromOwnRow = (entry: Entry, row: RawRow): LiveItem => toLiveItem(entry, JSON.stringify(row));
