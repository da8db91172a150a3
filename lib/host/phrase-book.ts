import { toBase64 } from '@/lib/core/base64';
import type { Clock } from '@/lib/core/clock';
import { redact } from '@/lib/core/redact';
import { fail, ok, type Result } from '@/lib/core/result';
import { type Backup, createBackup } from '@/lib/knowledge/backup/backup';
import { toNamedImages } from '@/lib/knowledge/media/image';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import { createPhraseMarks, type PhraseMarks, toOwnPhrase } from '@/lib/knowledge/phrases/phrase-marks';
import type { DeskmateDatabase } from '@/lib/knowledge/store/database';
import type { KnowledgeStore } from '@/lib/knowledge/store/knowledge-store';
import { createOpenQuestions, type OpenQuestions } from '@/lib/knowledge/store/open-questions';
import { OWN_SOURCE } from '@/lib/knowledge/store/precedence';
import type { MediaFetcher } from '@/lib/knowledge/sync/media-fetcher';
import type { OwnPhrase, SavePhraseReason } from '@/lib/platform/methods/phrases-methods';
import { toDraftEntry } from '@/lib/suggest/ask-lead';

/** What an agent keeps by hand: own phrases, marks, open questions, the backup of all of it. */
export interface PhraseBook {
  marks: PhraseMarks;
  questions: OpenQuestions;
  backup: Backup;
  /** A phrase of mine with its slots; null when it is gone or not mine. */
  own(entryId: string): Promise<OwnPhrase | null>;
  /** Keeps a phrase of mine (scope me), its personal data hidden; `names` are people known by name. */
  save(
    phrase: OwnPhrase & { entryId: string | null },
    names: readonly string[],
  ): Promise<Result<{ entryId: string }, SavePhraseReason>>;
  /** Removes a phrase of mine; anybody else's stays. */
  remove(entryId: string): Promise<void>;
  /** An image that an entry of that source names, base64; null when it is not to be had now. */
  image(source: string, entryId: string, sha256: string): Promise<{ type: string; data: string } | null>;
  /** Writes the lead's answer as a draft entry and closes the question. */
  answer(id: string, text: string): Promise<Result<{ entryId: string }, 'gone' | 'empty' | 'invalid' | 'disk-full'>>;
}

/** Makes the book over the stores. */
export function createPhraseBook(deps: {
  db: DeskmateDatabase;
  store: KnowledgeStore;
  clock: Clock;
  image: MediaFetcher['get'];
}): PhraseBook {
  const { db, store, clock } = deps;
  const questions = createOpenQuestions(db, clock);

  /** The row as it lies on disk: fields that the form does not show are kept. */
  const rowOf = async (entryId: string): Promise<RawRow | null> => {
    const [row] = await store.rowsOf([{ source: OWN_SOURCE, id: entryId }]);
    return row && row.scope === 'me' ? row : null;
  };

  return {
    marks: createPhraseMarks(db, clock),
    questions,
    backup: createBackup({ db, store, clock }),
    async own(entryId) {
      const row = await rowOf(entryId);
      if (!row) return null;
      return {
        title: textOf(row.title),
        text: textOf(row.answer),
        folder: textOf(row.folder),
        shortcut: textOf(row.shortcut),
      };
    },
    async save({ entryId, title, text, folder, shortcut }, names) {
      const hide = (given: string) => redact(given.trim(), { names }).text;
      if (text.trim() === '') return fail('empty');
      const fresh = toOwnPhrase(hide(text), {
        title: hide(title),
        folder: toFolder(folder),
        shortcut: shortcut.trim(),
      });
      const before = entryId === null ? null : await rowOf(entryId);
      if (entryId !== null && !before) return fail('not-mine');
      const { folder: _folder, shortcut: _shortcut, ...rest } = before ?? {};
      const row: RawRow = {
        ...rest,
        ...fresh,
        ...(before ? { id: before.id } : {}),
        updated_at: new Date(clock.now()).toISOString(),
      };
      const written = await store.putOwn([row]);
      return written.ok ? ok({ entryId: String(row.id) }) : fail(written.reason, written.detail);
    },
    async remove(entryId) {
      if (await rowOf(entryId)) await store.removeOwn([entryId]);
    },
    async image(source, entryId, sha256) {
      const entry = await store.get(source, entryId);
      if (!entry || !toNamedImages(entry).some((one) => one.sha256 === sha256)) return null;
      const found = await deps.image(source, sha256);
      return found.ok ? { type: found.value.type, data: toBase64(found.value.bytes) } : null;
    },
    async answer(id, text) {
      const question = await questions.get(id);
      if (!question) return fail('gone');
      if (text.trim() === '') return fail('empty');
      const draft = toDraftEntry(question, text, clock.now());
      const written = await store.putOwn([draft]);
      if (!written.ok) return fail(written.reason, written.detail);
      await questions.setState(id, 'answered', draft.id);
      return ok({ entryId: draft.id });
    },
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `售后 / 退货` → `售后/退货`, at most three levels. */
const toFolder = (path: string): string =>
  path
    .split(/[/／]/)
    .map((step) => step.trim())
    .filter(Boolean)
    .slice(0, 3)
    .join('/');
