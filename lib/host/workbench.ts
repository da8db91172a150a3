import { createId } from '@/lib/core/ids';
import { createImportStage, type ImportStage } from '@/lib/knowledge/import/import-stage';
import type { Lexicon } from '@/lib/knowledge/schema';
import type { DeskmateDatabase } from '@/lib/knowledge/store/database';
import type { KnowledgeStore } from '@/lib/knowledge/store/knowledge-store';
import { createSettingsStore, type SettingsStore } from '@/lib/knowledge/store/settings-store';
import { createUndoLog, type UndoLog } from '@/lib/knowledge/store/undo-log';

/** What the desk's import and editor work on: the stores of own knowledge, with undo. */
export interface Workbench {
  store: Pick<KnowledgeStore, 'list' | 'folders' | 'rowsOf' | 'changeOwn' | 'get'>;
  settings: SettingsStore;
  undo: UndoLog;
  stage: ImportStage;
  /** Live entries that add or allow words of the guard. */
  lexicons(): Promise<Lexicon[]>;
}

/** Makes the workbench over the stores. */
export function createWorkbench(deps: { db: DeskmateDatabase; store: KnowledgeStore }): Workbench {
  const { db, store } = deps;
  const settings = createSettingsStore(db);
  const undo = createUndoLog({ db, store, settings });
  return {
    store,
    settings,
    undo,
    stage: createImportStage({ store, undo, createId }),
    async lexicons() {
      const { rows } = await store.list({ kind: 'lexicon', status: 'published', limit: 500 });
      const entries = await Promise.all(rows.map(({ source, id }) => store.get(source, id)));
      return entries.flatMap((entry) => (entry?.kind === 'lexicon' ? [entry] : []));
    },
  };
}
