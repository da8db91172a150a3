import { useCallback, useEffect, useRef, useState } from 'react';
import { useHostClient } from '@/components/host-client-context';
import { fail, ok, type Result } from '@/lib/core/result';
import type { PreviewOptions } from '@/lib/knowledge/import/create-import';
import type { Mapping } from '@/lib/knowledge/import/guess-mapping';
import { type FileReason, MAX_FILE_BYTES } from '@/lib/knowledge/import/limits';
import type { UndoStep } from '@/lib/knowledge/store/undo-log';
import type { HostClient } from '@/lib/platform/host-client';
import type { CommitFailure, ImportCounts, OpenedInfo, PreviewFailure } from './import-session';
import { type OpenSession, openWorkerSession } from './open-session';

/** Where an import stands. */
export type ImportStep = 'idle' | 'reading' | 'checking' | 'ready' | 'writing' | 'done';

export interface ImportState {
  step: ImportStep;
  file: { name: string; bytes: number } | null;
  opened: OpenedInfo | null;
  sheet: number;
  options: Required<Pick<PreviewOptions, 'scope' | 'status' | 'holdRed'>>;
  counts: ImportCounts | null;
  /** Grows with every preview: rows read before are old. */
  revision: number;
  /** Cells were mended since the last preview. */
  isEdited: boolean;
  /** Thousandths of the work under way. */
  progress: number;
  failure: FileReason | PreviewFailure | CommitFailure | 'broken' | null;
  done: UndoStep | null;
}

const START: ImportState = {
  step: 'idle',
  file: null,
  opened: null,
  sheet: 0,
  options: { scope: 'team', status: 'published', holdRed: true },
  counts: null,
  revision: 0,
  isEdited: false,
  progress: 0,
  failure: null,
  done: null,
};

export interface ImportFlow {
  state: ImportState;
  session: OpenSession | null;
  open(file: File): Promise<void>;
  setSheet(sheet: number): void;
  setMapping(mapping: Mapping): void;
  setOptions(options: Partial<ImportState['options']>): void;
  setCell(line: number, column: number, text: string): void;
  excludeProblems(): void;
  /** Checks again, after cells were mended. */
  check(): void;
  commit(): void;
  cancel(): void;
  reset(): void;
}

export type StartSession = (client: HostClient, onProgress: (done: number) => void) => OpenSession;

/** The host went away while it wrote: all of the file is there with its way back, or nothing of it. */
async function findWritten(client: HostClient, label: string, sinceMs: number): Promise<Result<UndoStep, 'gone'>> {
  const steps = await client.call('undo.list', {});
  const step = steps.find((one) => one.what === 'import' && one.label === label && one.atMs >= sinceMs);
  return step ? ok(step) : fail('gone');
}

/** Leads one file from the disk into the store; every step that takes long shows progress and can be stopped. */
export function useImport(start: StartSession = openWorkerSession): ImportFlow {
  const client = useHostClient();
  const session = useRef<OpenSession | null>(null);
  const [state, setState] = useState<ImportState>(START);
  const now = useRef(state);
  const change = useCallback((part: Partial<ImportState>) => {
    now.current = { ...now.current, ...part };
    setState(now.current);
  }, []);
  const end = useCallback(() => {
    session.current?.close();
    session.current = null;
  }, []);
  useEffect(() => end, [end]);

  /** A worker that dies, or is closed under a call, ends the step; what is in the store is whole. */
  const guarded = useCallback(
    async (task: (of: OpenSession) => Promise<void>) => {
      const of = session.current;
      if (!of) return;
      try {
        await task(of);
      } catch {
        if (session.current === of) change({ step: now.current.opened ? 'ready' : 'idle', failure: 'broken' });
      }
    },
    [change],
  );

  const check = useCallback(
    () =>
      guarded(async (of) => {
        change({ step: 'checking', progress: 0, failure: null, counts: null });
        const { sheet, options } = now.current;
        const counts = await of.preview({ sheet, ...options });
        if (session.current !== of) return;
        change({
          step: 'ready',
          isEdited: false,
          revision: now.current.revision + 1,
          counts: counts.ok ? counts.value : null,
          failure: counts.ok ? null : counts.reason,
        });
      }),
    [guarded, change],
  );

  const setMapping = useCallback(
    (mapping: Mapping) =>
      void guarded(async (of) => {
        const { sheet, opened } = now.current;
        const info = await of.setMapping(sheet, mapping);
        if (opened)
          change({ opened: { ...opened, sheets: opened.sheets.map((one, i) => (i === sheet ? info : one)) } });
        await check();
      }),
    [guarded, change, check],
  );
  const setOptions = useCallback(
    (options: Partial<ImportState['options']>) => {
      change({ options: { ...now.current.options, ...options } });
      void check();
    },
    [change, check],
  );

  return {
    state,
    session: session.current,
    async open(file) {
      end();
      change({ ...START, options: now.current.options, revision: now.current.revision + 1 });
      change({ file: { name: file.name, bytes: file.size } });
      // Said before a giant is read into memory.
      if (file.size > MAX_FILE_BYTES) return change({ failure: 'too-large' });
      change({ step: 'reading' });
      session.current = start(client, (progress) => change({ progress }));
      await guarded(async (of) => {
        const bytes = new Uint8Array(await file.arrayBuffer());
        const opened = await of.open({ name: file.name, bytes });
        if (session.current !== of) return;
        if (!opened.ok) return change({ step: 'idle', failure: opened.reason });
        change({ opened: opened.value });
        await check();
      });
    },
    setSheet(sheet) {
      change({ sheet });
      void check();
    },
    setMapping,
    setOptions,
    setCell(line, column, text) {
      change({ isEdited: true });
      void guarded((of) => of.setCell(now.current.sheet, line, column, text));
    },
    excludeProblems: () =>
      void guarded(async (of) => {
        await of.excludeProblems();
        await check();
      }),
    check: () => void check(),
    commit: () =>
      void guarded(async (of) => {
        change({ step: 'writing', failure: null });
        const startedAtMs = Date.now();
        const written = await of.commit().catch(() => findWritten(client, now.current.file?.name ?? '', startedAtMs));
        if (session.current !== of) return;
        // A host that was started anew has no rows to write: they are checked and handed over again.
        if (!written.ok) {
          const isGone = written.reason === 'gone';
          return change({ step: 'ready', failure: written.reason, ...(isGone ? { counts: null } : {}) });
        }
        end();
        change({ step: 'done', done: written.value });
      }),
    cancel: () =>
      void guarded(async (of) => {
        if (now.current.step === 'reading') {
          end();
          change({ ...START, options: now.current.options });
        } else await of.cancel();
      }),
    reset() {
      end();
      change({ ...START, options: now.current.options });
    },
  };
}
