import type { Clock } from '@/lib/core/clock';
import { createId } from '@/lib/core/ids';
import { createSimilarEntries, type Similar, type SimilarEntries } from '@/lib/knowledge/editor/similar-entries';
import { createImportStage, type ImportStage } from '@/lib/knowledge/import/import-stage';
import { createMediaStore, type MediaStore } from '@/lib/knowledge/media/media-store';
import type { Entry, Lexicon } from '@/lib/knowledge/schema';
import type { DeskmateDatabase } from '@/lib/knowledge/store/database';
import { createFeedbackStore, type FeedbackStore } from '@/lib/knowledge/store/feedback-store';
import type { KnowledgeStore } from '@/lib/knowledge/store/knowledge-store';
import { createOpenQuestions, type OpenQuestions } from '@/lib/knowledge/store/open-questions';
import { readHistory } from '@/lib/knowledge/store/own-writer';
import type { HistoryRow } from '@/lib/knowledge/store/rows';
import { createSettingsStore, type SettingsStore } from '@/lib/knowledge/store/settings-store';
import { createUndoLog, type UndoLog } from '@/lib/knowledge/store/undo-log';

/** What the desk's import and editor work on: the stores of own knowledge, with undo. */
export interface Workbench {
  store: Pick<KnowledgeStore, 'list' | 'folders' | 'rowsOf' | 'changeOwn' | 'get'>;
  settings: SettingsStore;
  undo: UndoLog;
  stage: ImportStage;
  media: MediaStore;
  feedback: FeedbackStore;
  questions: OpenQuestions;
  history(id: string): Promise<HistoryRow[]>;
  /** Live entries that add or allow words of the guard. */
  lexicons(): Promise<Lexicon[]>;
  /** Live entries that look like this one. */
  similar(entry: Entry): Promise<Similar[]>;
}

/** The finder of similar entries costs memory: it goes when nobody has written for this long. */
const SIMILAR_KEPT_MS = 180_000;

/** Makes the workbench over the stores. */
export function createWorkbench(deps: { db: DeskmateDatabase; store: KnowledgeStore; clock: Clock }): Workbench {
  const { db, store, clock } = deps;
  const settings = createSettingsStore(db);
  const undo = createUndoLog({ db, store, settings });
  let finder: Promise<SimilarEntries> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function build(): Promise<SimilarEntries> {
    const similar = createSimilarEntries();
    await store.liveEntries(similar.put);
    return similar;
  }
  store.onChange(({ upserts, removes }) => {
    void finder?.then((similar) => {
      for (const { source, ids } of removes) similar.drop(source, ids);
      similar.put(upserts);
    });
  });

  return {
    store,
    settings,
    undo,
    stage: createImportStage({ store, undo, createId }),
    media: createMediaStore(db),
    feedback: createFeedbackStore(db, clock),
    questions: createOpenQuestions(db, clock),
    history: (id) => readHistory(db, id),
    async lexicons() {
      const { rows } = await store.list({ kind: 'lexicon', status: 'published', limit: 500 });
      const entries = await Promise.all(rows.map(({ source, id }) => store.get(source, id)));
      return entries.flatMap((entry) => (entry?.kind === 'lexicon' ? [entry] : []));
    },
    async similar(entry) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        finder = null;
      }, SIMILAR_KEPT_MS);
      finder ??= build();
      return (await finder).find(entry);
    },
  };
}
