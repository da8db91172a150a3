import type { Result } from '@/lib/core/result';
import type { FolderView, PhraseShelfName } from '@/lib/knowledge/phrases/phrase-tree';
import type { OpenQuestionRow } from '@/lib/knowledge/store/rows';
import type { LeadQuestion } from '@/lib/suggest/ask-lead';

type None = Record<string, never>;

/** Slots are filled for the open conversation: naming it makes a view ask anew when another one is open. */
export interface ForConversation {
  conversation?: string;
}

/** A phrase as a list shows it: what a search finds, and how it is marked. */
export interface PhraseItem {
  entryId: string;
  /** Source id of an insert. */
  id: string;
  kind: string;
  title: string;
  text: string;
  shortcut?: string;
  folder?: string;
  source: string;
  internal: boolean;
  /** Stays on this machine; may be edited here. */
  mine: boolean;
  pinned: boolean;
  images: { name: string; sha256: string; caption?: string }[];
}

/** A phrase of my own as its form shows it, slots still in it. */
export interface OwnPhrase {
  title: string;
  text: string;
  folder: string;
  shortcut: string;
}

/** Why an own phrase was not kept. */
export type SavePhraseReason = 'empty' | 'invalid' | 'disk-full' | 'not-mine';

export interface BackupStatus {
  /** Own entries changed since the last backup. */
  count: number;
  isDue: boolean;
  lastAtMs: number | null;
}

/** Phrases by hand, outcomes, open questions. */
export interface PhrasesMethods {
  /** What an open phrase browser shows first. */
  'phrases.home.get': {
    params: { tabId: number | null; shelf: PhraseShelfName } & ForConversation;
    result: { pins: PhraseItem[]; recents: PhraseItem[]; favourites: PhraseItem[]; folders: FolderView };
  };
  'phrases.folder.list': {
    params: { tabId: number | null; shelf: PhraseShelfName; path: string; offset: number } & ForConversation;
    result: { total: number; rows: PhraseItem[] };
  };
  'phrases.pin': { params: { source: string; entryId: string; pinned: boolean }; result: null };
  /** What the agent sent lately in this tab, newest first, redacted, with a title proposed. */
  'phrases.sent.list': { params: { tabId: number; revision?: number }; result: { text: string; title: string }[] };
  'phrases.own.get': { params: { entryId: string }; result: OwnPhrase | null };
  /** Keeps a phrase of mine, redacted once more; a new one without `entryId`. */
  'phrases.own.save': {
    params: OwnPhrase & { entryId: string | null; tabId: number | null };
    result: Result<{ entryId: string }, SavePhraseReason>;
  };
  'phrases.own.remove': { params: { entryId: string }; result: null };
  /** The bytes of an entry's image, base64; null when the entry has none under that name. */
  'phrases.image.get': {
    params: { source: string; entryId: string; sha256: string };
    result: { type: string; data: string } | null;
  };
  'backup.status': { params: None; result: BackupStatus };
  'backup.create': { params: None; result: { name: string; text: string } };
  'backup.restore': {
    params: { text: string };
    result: Result<{ entries: number }, 'not-a-backup' | 'newer' | 'invalid' | 'disk-full'>;
  };
  /** The question card for the lead about the newest turn; null while there is nothing to ask. */
  'ask.card.get': { params: { tabId: number; turnId: string }; result: LeadQuestion | null };
  /** The card was copied: the question is open until somebody answers it. The same question is kept once. */
  'ask.open': { params: { tabId: number; turnId: string }; result: OpenQuestionRow | null };
  'ask.list': { params: None; result: OpenQuestionRow[] };
  /** The lead's pasted answer becomes a draft entry. */
  'ask.answer': {
    params: { id: string; text: string };
    result: Result<{ entryId: string }, 'gone' | 'empty' | 'invalid' | 'disk-full'>;
  };
  'ask.drop': { params: { id: string }; result: null };
}
