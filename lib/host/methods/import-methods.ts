import { z } from 'zod';
import type { ColumnTarget } from '@/lib/knowledge/import/fields';
import { MAX_COLUMNS } from '@/lib/knowledge/import/limits';
import type { ImportMethods } from '@/lib/platform/methods/import-methods';
import { entryFilter, toListQuery } from './entry-filter';
import type { MethodDeps } from './method-deps';
import { defineMethods, type MethodGroup } from './method-group';

const none = z.object({}).loose();
const id = z.string().max(100);
const row = z.record(z.string(), z.unknown());
const key = z.string().startsWith('import.mapping.').max(20_000);
const columns = z
  .array(z.custom<ColumnTarget | null>((value) => value === null || (typeof value === 'string' && value.length <= 80)))
  .max(MAX_COLUMNS);

const PARAMS = {
  'import.lexicons.get': none,
  'import.mapping.get': z.object({ key }),
  'import.mapping.set': z.object({ key, columns }),
  'import.begin': none,
  'import.add': z.object({ id, rows: z.array(row).max(20_000) }),
  'import.commit': z.object({ id, label: z.string().max(300) }),
  'import.drop': z.object({ id }),
  'export.rows.get': z.object({ filter: entryFilter, offset: z.number().int().min(0) }),
  'undo.list': none,
  'undo.run': z.object({ atMs: z.number() }),
} satisfies Record<keyof ImportMethods, z.ZodType>;

/** Entries in one message of an export: about 1 MB. */
const EXPORT_ROWS = 1000;

/** Import and export of knowledge files. */
export function createImportMethods(deps: MethodDeps): MethodGroup<keyof ImportMethods> {
  const bench = () => deps.services.workbench;
  return defineMethods(PARAMS, {
    'import.lexicons.get': () => bench().lexicons(),
    'import.mapping.get': async (p) => {
      const known = columns.safeParse(await bench().settings.get(p.key));
      return known.success ? known.data : null;
    },
    'import.mapping.set': async (p) => {
      await bench().settings.put(p.key, p.columns);
      return null;
    },
    'import.begin': () => bench().stage.begin(),
    'import.add': (p) => bench().stage.add(p.id, p.rows),
    'import.commit': async (p) => {
      const written = await bench().stage.commit(p.id, p.label);
      deps.changed(['knowledge']);
      return written;
    },
    'import.drop': async (p) => {
      bench().stage.drop(p.id);
      return null;
    },
    'export.rows.get': async (p) => {
      const { store } = bench();
      const { rows: listed, total } = await store.list({
        ...toListQuery(p.filter),
        offset: p.offset,
        limit: EXPORT_ROWS,
      });
      const rows = await store.rowsOf(listed);
      const next = p.offset + listed.length;
      return { rows, total, next: next < total && listed.length > 0 ? next : null };
    },
    'undo.list': () => bench().undo.list(),
    'undo.run': async (p) => {
      const undone = await bench().undo.undo(p.atMs);
      deps.changed(['knowledge']);
      return undone;
    },
  });
}
