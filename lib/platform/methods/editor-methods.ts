import type { Product } from '@/lib/chat/conversation';
import type { Result } from '@/lib/core/result';
import type { BulkPatch } from '@/lib/knowledge/editor/bulk-edit';
import type { Similar } from '@/lib/knowledge/editor/similar-entries';
import type { RawRow, RowReason } from '@/lib/knowledge/parse-entry';
import type { FolderCount } from '@/lib/knowledge/store/entry-lister';
import type { UndoStep } from '@/lib/knowledge/store/undo-log';
import type { TryOut } from '@/lib/suggest/try-out';
import type { Finding } from '@/lib/suggest/view-model';
import type { EntryFilter } from './import-methods';

type None = Record<string, never>;

/** A finding in one of an entry's texts for buyers. */
export interface EntryFinding extends Finding {
  /** The text that it stands in. */
  text: string;
}

/** What speaks against an entry as it is written now. */
export interface EntryCheck {
  /** Why it cannot be saved at all; null when it can. */
  problem: { reason: RowReason; detail: string } | null;
  findings: EntryFinding[];
  /** Near-copies and contradictions, most similar first. */
  similar: Similar[];
}

/** An earlier form of an own entry; `by` says what ended it. */
export interface EntryVersion {
  seq: number;
  atMs: number;
  by: 'change' | 'removal';
  row: RawRow;
}

/** A buyer's question that found no answer, redacted. */
export interface MissedQuestion {
  id: string;
  from: 'feedback' | 'question';
  question: string;
  scene?: string;
  atMs: number;
}

export type SaveReason = 'invalid' | 'disk-full' | 'changed' | 'red-findings';

/** The knowledge editor of the desk. */
export interface EditorMethods {
  /** The row exactly as it stands in that source; null when it is not there. */
  'editor.row.get': { params: { source: string; id: string }; result: RawRow | null };
  /**
   * Writes one own entry. `base` is the row that the editing began from: `changed` when another one stands there now.
   * `red-findings` when it is published against the guard without a reason.
   */
  'editor.save': {
    params: { row: RawRow; base: RawRow | null; override?: string };
    result: Result<RawRow, SaveReason>;
  };
  /** Changes many own entries; `held`: not published, since the guard objects. */
  'editor.bulk': {
    params: { ids: string[]; patch: BulkPatch };
    result: Result<{ step: UndoStep | null; held: number }, 'invalid' | 'disk-full'>;
  };
  'editor.remove': { params: { ids: string[] }; result: Result<UndoStep, 'invalid' | 'disk-full'> };
  /** Newest first. */
  'editor.history.list': { params: { id: string }; result: EntryVersion[] };
  'editor.folders.list': { params: { filter: EntryFilter }; result: FolderCount[] };
  'editor.check.get': { params: { row: RawRow }; result: EntryCheck };
  /** What a buyer's message would find if the entry were published as it is written now, and why. */
  'editor.try.get': { params: { row: RawRow; text: string; product?: Product }; result: TryOut | null };
  'editor.missed.list': { params: None; result: MissedQuestion[] };
  /** These questions have an answer now. */
  'editor.missed.settle': { params: { ids: Pick<MissedQuestion, 'id' | 'from'>[] }; result: null };
  /** Keeps an image (at most 2 MB) under its hash. */
  'editor.media.put': {
    params: { base64: string };
    result: Result<{ sha256: string; type: string }, 'too-large' | 'not-an-image' | 'disk-full'>;
  };
  'editor.media.get': { params: { sha256: string }; result: { type: string; base64: string } | null };
  /** The name that own entries are signed with on this machine. */
  'editor.author.get': { params: None; result: string };
  'editor.author.set': { params: { name: string }; result: null };
}
