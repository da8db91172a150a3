import { z } from 'zod';
import { productSchema } from '@/lib/chat/schema';
import { fromBase64, toBase64 } from '@/lib/core/base64';
import { canonicalJson } from '@/lib/core/canonical-json';
import { fail, ok } from '@/lib/core/result';
import { type BulkPatch, toBulkEdit } from '@/lib/knowledge/editor/bulk-edit';
import { parseEntry, type RawRow } from '@/lib/knowledge/parse-entry';
import { OWN_PRECEDENCE, OWN_SOURCE } from '@/lib/knowledge/store/precedence';
import type { EditorMethods } from '@/lib/platform/methods/editor-methods';
import type { AssistantSettings } from '@/lib/suggest/assistant';
import { checkEntry, toSampleConversation } from '../check-entry';
import { AUTHOR_KEY, getAuthor, signRow } from '../sign-row';
import { entryFilter, toListQuery } from './entry-filter';
import type { MethodDeps } from './method-deps';
import { defineMethods, type MethodGroup } from './method-group';

const none = z.object({}).loose();
const id = z.string().min(1).max(200);
const row = z.record(z.string(), z.unknown());
const ids = z.array(id).max(60_000);
const strings = z.array(z.string().max(200)).max(200);
const text = z.string().max(200).nullish();

const patch = z.object({
  status: z.enum(['draft', 'review', 'published', 'retired']).optional(),
  folder: text,
  scene: text,
  owner: text,
  verify_by: text,
  valid_from: text,
  valid_to: text,
  addTags: strings.optional(),
  removeTags: strings.optional(),
  shops: strings.nullish(),
  platforms: strings.nullish(),
  groups: strings.nullish(),
}) satisfies z.ZodType<BulkPatch>;

const PARAMS = {
  'editor.row.get': z.object({ source: z.string().max(200), id }),
  'editor.save': z.object({ row, base: row.nullable(), override: z.string().max(500).optional() }),
  'editor.bulk': z.object({ ids, patch }),
  'editor.remove': z.object({ ids }),
  'editor.history.list': z.object({ id }),
  'editor.folders.list': z.object({ filter: entryFilter }),
  'editor.check.get': z.object({ row }),
  'editor.try.get': z.object({ row, text: z.string().max(2000), product: productSchema.optional() }),
  'editor.missed.list': none,
  'editor.missed.settle': z.object({
    ids: z.array(z.object({ id: z.string().max(100), from: z.enum(['feedback', 'question']) })).max(2000),
  }),
  'editor.media.put': z.object({ base64: z.string().max(4_000_000) }),
  'editor.media.get': z.object({ sha256: z.string().max(64) }),
  'editor.author.get': none,
  'editor.author.set': z.object({ name: z.string().max(60) }),
} satisfies Record<keyof EditorMethods, z.ZodType>;

/** The knowledge editor of the desk. */
export function createEditorMethods(deps: MethodDeps): MethodGroup<keyof EditorMethods> {
  const bench = () => deps.services.workbench;
  const settings = (): AssistantSettings => ({ ...deps.services.assistantSettings(), chosen: {}, recentTexts: [] });
  const signed = (given: RawRow): Promise<RawRow> => signRow(bench(), deps.clock, given);
  const ownRows = (of: readonly string[]) => bench().store.rowsOf(of.map((one) => ({ source: OWN_SOURCE, id: one })));
  /** Types of the red findings of a row that would be published; empty when nothing is in the way. */
  const redTypes = async (given: RawRow): Promise<string[]> => {
    const parsed = parseEntry(given);
    if (!parsed.ok || (parsed.entry.status ?? 'published') !== 'published') return [];
    const findings = await checkEntry(deps.brain(), parsed.entry, settings());
    return [...new Set(findings.filter(({ severity }) => severity === 'red').map(({ type }) => type))];
  };

  return defineMethods(PARAMS, {
    'editor.row.get': async (p) => (await bench().store.rowsOf([p]))[0] ?? null,
    'editor.save': async (p) => {
      const [now] = await ownRows([String(p.row.id)]);
      if (canonicalJson(now ?? null) !== canonicalJson(p.base)) return fail('changed');
      const red = await redTypes(p.row);
      const { guard_override: _before, ...plain } = p.row;
      if (red.length > 0 && !p.override?.trim()) return fail('red-findings', red.join(' '));
      // The reason stands in the row itself: so it is in the history with the form that it excuses.
      const next = await signed(
        red.length > 0 ? { ...plain, guard_override: { reason: p.override?.trim(), types: red } } : plain,
      );
      const written = await bench().store.changeOwn({ put: [next], remove: [] });
      deps.changed(['knowledge']);
      return written.ok ? ok(next) : written;
    },
    'editor.bulk': async (p) => {
      const changed = toBulkEdit(await ownRows(p.ids), p.patch, deps.clock.now());
      const put: RawRow[] = [];
      for (const one of changed) {
        const isHeld = p.patch.status === 'published' && !one.guard_override && (await redTypes(one)).length > 0;
        if (!isHeld) put.push(await signed(one));
      }
      const held = changed.length - put.length;
      if (put.length === 0) return ok({ step: null, held });
      const step = await bench().undo.apply({ put, remove: [] }, { what: 'bulk', label: '' });
      deps.changed(['knowledge']);
      return step.ok ? ok({ step: step.value, held }) : step;
    },
    'editor.remove': async (p) => {
      const step = await bench().undo.apply({ put: [], remove: p.ids }, { what: 'removal', label: '' });
      deps.changed(['knowledge']);
      return step;
    },
    'editor.history.list': async (p) =>
      (await bench().history(p.id)).map(({ seq = 0, atMs, by, row: form }) => ({ seq, atMs, by, row: form })),
    'editor.folders.list': (p) => bench().store.folders(toListQuery(p.filter)),
    'editor.check.get': async (p) => {
      const parsed = parseEntry(p.row);
      if (!parsed.ok)
        return { problem: { reason: parsed.reason, detail: parsed.detail ?? '' }, findings: [], similar: [] };
      const [findings, similar] = await Promise.all([
        checkEntry(deps.brain(), parsed.entry, settings()),
        bench().similar(parsed.entry),
      ]);
      return { problem: null, findings, similar };
    },
    'editor.try.get': async (p) => {
      const parsed = parseEntry({ ...p.row, status: 'published' });
      if (!parsed.ok) return null;
      const conversation = toSampleConversation(parsed.entry.platforms?.[0] ?? 'practice', p.text);
      return deps
        .brain()
        .tryOut(
          { entry: parsed.entry, source: OWN_SOURCE, precedence: OWN_PRECEDENCE },
          { ...conversation, ...(p.product ? { product: p.product } : {}) },
          settings(),
        );
    },
    'editor.missed.list': async () => {
      const [feedback, questions] = await Promise.all([bench().feedback.list(), bench().questions.list()]);
      return [
        ...feedback
          .filter(({ kind, question }) => kind === 'missing' && question.trim())
          .map(({ id: one, question, scene, atMs }) => ({ id: one, from: 'feedback' as const, question, scene, atMs })),
        ...questions
          .filter(({ state }) => state === 'open')
          .map(({ id: one, question, scene, atMs }) => ({ id: one, from: 'question' as const, question, scene, atMs })),
      ].sort((a, b) => b.atMs - a.atMs);
    },
    'editor.missed.settle': async (p) => {
      await bench().feedback.remove(p.ids.filter(({ from }) => from === 'feedback').map((one) => one.id));
      for (const one of p.ids) if (one.from === 'question') await bench().questions.setState(one.id, 'answered');
      deps.changed(['feedback']);
      return null;
    },
    'editor.media.put': async (p) => {
      const bytes = fromBase64(p.base64);
      return bytes ? bench().media.put(new Uint8Array(bytes)) : fail('not-an-image');
    },
    'editor.media.get': async (p) => {
      const found = await bench().media.get(p.sha256);
      return found && { type: found.type, base64: toBase64(found.bytes) };
    },
    'editor.author.get': () => getAuthor(bench()),
    'editor.author.set': async (p) => {
      await bench().settings.put(AUTHOR_KEY, p.name.trim());
      deps.changed(['settings']);
      return null;
    },
  });
}
