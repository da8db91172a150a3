import { useCallback, useEffect, useRef, useState } from 'react';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { useHostClient } from '@/components/host-client-context';
import { canonicalJson } from '@/lib/core/canonical-json';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import { OWN_SOURCE } from '@/lib/knowledge/store/precedence';
import type { EntryCheck, MissedQuestion, SaveReason } from '@/lib/platform/methods/editor-methods';
import { listOf, textOf } from './row-values';
import { tidyRow } from './tidy-row';

/** What is being written and not saved yet, by id: leaving an entry for another loses nothing. */
export type Drafts = Map<string, { row: RawRow; base: RawRow | null }>;

export type SaveOutcome = 'saved' | SaveReason | 'failed';

export interface Editor {
  /** Undefined while it is read; null when there is none. */
  row: RawRow | null | undefined;
  isNew: boolean;
  isDirty: boolean;
  check: EntryCheck | null;
  outcome: SaveOutcome | null;
  isSaving: boolean;
  change(row: RawRow): void;
  /** Saves what stands there, with that status if one is given. */
  save(more?: { status?: string; override?: string }): Promise<SaveOutcome>;
  /** Back to what is stored. */
  revert(): void;
}

/** Writing pauses this long before it is looked at. */
const TYPING_MS = 500;

/** One own entry under edit: read, changed, checked while it is written, saved. */
export function useEditor(id: string, drafts: Drafts, onDrafts: () => void): Editor {
  const client = useHostClient();
  const { data: stored } = useHostQuery('editor.row.get', { source: OWN_SOURCE, id });
  const { data: missed = [] } = useHostQuery('editor.missed.list', {});
  const draft = drafts.get(id);
  const row = draft ? draft.row : stored;
  const [check, setCheck] = useState<EntryCheck | null>(null);
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const now = useRef({ id, row, stored, missed });
  now.current = { id, row, stored, missed };

  // biome-ignore lint/correctness/useExhaustiveDependencies: another entry starts without the notes of the one before
  useEffect(() => {
    setCheck(null);
    setOutcome(null);
  }, [id]);

  useEffect(() => {
    if (!row) return;
    let isOld = false;
    const timer = setTimeout(() => {
      client
        .call('editor.check.get', { row: tidyRow(row) })
        .then((found) => !isOld && setCheck(found))
        .catch(() => undefined);
    }, TYPING_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [client, row]);

  const change = useCallback(
    (next: RawRow) => {
      const base = drafts.get(id)?.base ?? now.current.stored ?? null;
      if (base && canonicalJson(base) === canonicalJson(next)) drafts.delete(id);
      else drafts.set(id, { row: next, base });
      setOutcome(null);
      onDrafts();
    },
    [drafts, id, onDrafts],
  );

  const save: Editor['save'] = useCallback(
    async ({ status, override } = {}) => {
      const given = now.current.row;
      if (!given) return 'failed';
      setIsSaving(true);
      try {
        const next = tidyRow(status ? { ...given, status } : given);
        const base = drafts.get(id)?.base ?? now.current.stored ?? null;
        const saved = await client.call('editor.save', { row: next, base, ...(override ? { override } : {}) });
        const result = saved.ok ? 'saved' : saved.reason;
        if (saved.ok) {
          drafts.delete(id);
          onDrafts();
          settle(next, now.current.missed, (ids) => void client.call('editor.missed.settle', { ids }));
        }
        setOutcome(result);
        return result;
      } catch {
        setOutcome('failed');
        return 'failed';
      } finally {
        setIsSaving(false);
      }
    },
    [client, drafts, id, onDrafts],
  );

  return {
    row,
    isNew: draft !== undefined && draft.base === null,
    isDirty: draft !== undefined,
    check,
    outcome,
    isSaving,
    change,
    save,
    revert() {
      drafts.delete(id);
      setOutcome(null);
      onDrafts();
    },
  };
}

/** Questions that the saved entry has taken in are no longer missed. */
function settle(row: RawRow, missed: readonly MissedQuestion[], done: (ids: MissedQuestion[]) => void): void {
  const known = new Set([...listOf(row, 'askings'), ...listOf(row, 'questions'), textOf(row, 'title')]);
  const taken = missed.filter(({ question }) => known.has(question.trim()));
  if (taken.length > 0) done(taken.map(({ id, from }) => ({ id, from }) as MissedQuestion));
}
