import { createCalls } from '@/lib/core/calls';
import type { ImportTarget } from '@/lib/knowledge/import/create-import';
import type { ColumnTarget } from '@/lib/knowledge/import/fields';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import type { Lexicon } from '@/lib/knowledge/schema';
import type { HostClient } from '@/lib/platform/host-client';
import type { ImportSession } from './import-session';

type Answer<M extends keyof ImportTarget> = ReturnType<ImportTarget[M]>;

/** What the page does for the worker. */
export interface PageSide {
  begin(): Promise<string>;
  add(id: string, rows: readonly RawRow[]): Answer<'add'>;
  commit(id: string, label: string): Answer<'commit'>;
  putImage(base64: string): Answer<'putImage'>;
  getSetting(key: string): Promise<unknown>;
  putSetting(key: string, value: unknown): Promise<void>;
  lexicons(): Promise<Lexicon[]>;
  progress(done: number): void;
}

/** The page's side of an import: what it shows, and the way to end it. */
export interface OpenSession extends ImportSession {
  close(): void;
}

/** The host's side of an import, as the worker asks for it. */
export function createPageSide(client: HostClient, onProgress: (done: number) => void): PageSide {
  return {
    begin: () => client.call('import.begin', {}),
    add: (id: string, rows: readonly RawRow[]) => client.call('import.add', { id, rows: [...rows] }),
    commit: (id: string, label: string) => client.call('import.commit', { id, label }),
    putImage: (base64: string) => client.call('editor.media.put', { base64 }),
    getSetting: (key: string) => client.call('import.mapping.get', { key }),
    putSetting: async (key: string, value: unknown) => {
      await client.call('import.mapping.set', { key, columns: value as (ColumnTarget | null)[] });
    },
    lexicons: () => client.call('import.lexicons.get', {}),
    progress: onProgress,
  };
}

/** Starts an import in a worker of its own. */
export function openWorkerSession(client: HostClient, onProgress: (done: number) => void): OpenSession {
  const worker = new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module' });
  const side = createPageSide(client, onProgress);
  const calls = createCalls<ImportSession>(worker, () => side);
  worker.onerror = () => calls.close('the import worker died');
  return {
    open: (file) => calls.call('open', file),
    setMapping: (sheet, mapping) => calls.call('setMapping', sheet, mapping),
    preview: (options) => calls.call('preview', options),
    rows: (filter, offset, limit) => calls.call('rows', filter, offset, limit),
    setCell: (sheet, line, column, text) => calls.call('setCell', sheet, line, column, text),
    excludeProblems: () => calls.call('excludeProblems'),
    commit: () => calls.call('commit'),
    cancel: () => calls.call('cancel'),
    close() {
      worker.terminate();
      calls.close('closed');
    },
  };
}
