import { z } from 'zod';
import type { LlmMethods } from '@/lib/platform/methods/llm-methods';
import { LLM_TOOLS } from '@/lib/suggest/llm/tools';
import type { ConsoleSession } from '../console-session';
import type { Llm } from '../llm/llm';
import type { MethodDeps } from './method-deps';
import { defineMethods, MethodError, type MethodGroup } from './method-group';

const none = z.object({}).loose();
const tab = z.object({ tabId: z.number().int() });

const PARAMS = {
  'llm.settings.get': none,
  'llm.settings.set': z
    .object({
      on: z.boolean(),
      mode: z.enum(['auto', 'press']),
      preset: z.string().max(40),
      baseUrl: z.string().max(500),
      model: z.string().max(200),
      tone: z.string().max(200),
      dailyTokens: z.number().int().min(0).max(1e9),
      priceIn: z.number().min(0).max(1e5),
      priceOut: z.number().min(0).max(1e5),
    })
    .partial(),
  'llm.key.set': z.object({ key: z.string().max(500), baseUrl: z.string().max(500) }),
  'llm.models': none,
  'llm.test': none,
  'llm.tab.get': z.object({ tabId: z.number().int().nullable() }),
  'llm.draft': tab,
  'llm.stop': tab,
  'llm.tool.get': z.object({ tabId: z.number().int().nullable() }),
  'llm.tool.run': tab.extend({
    tool: z.enum(LLM_TOOLS),
    source: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('draft'), text: z.string().max(20_000) }),
      z.object({ kind: z.literal('piece'), id: z.string().max(400), text: z.string().max(20_000) }),
      z.object({ kind: z.literal('turn') }),
    ]),
  }),
  'llm.tool.stop': tab,
  'llm.tool.replace': tab.extend({ id: z.string().max(100) }),
  'llm.tool.undo': tab.extend({ id: z.string().max(100) }),
  'llm.outbound.list': none,
  'llm.outbound.clear': none,
} satisfies Record<keyof LlmMethods, z.ZodType>;

/** The LLM: set-up, candidates, tools on a draft. */
export function createLlmMethods(deps: MethodDeps): MethodGroup<keyof LlmMethods> {
  const llm = (): Llm => {
    if (!deps.llm) throw new MethodError('not-allowed');
    return deps.llm;
  };
  const session = (tabId: number): ConsoleSession => {
    const found = deps.sessionOf(tabId);
    if (!found) throw new MethodError('no-console');
    return found;
  };
  return defineMethods(PARAMS, {
    'llm.settings.get': () => llm().settings(),
    'llm.settings.set': (change) => llm().change(change),
    'llm.key.set': async ({ key, baseUrl }) => {
      const view = await llm().setKey(key, baseUrl);
      if (!view) throw new MethodError('bad-url');
      return view;
    },
    'llm.models': () => llm().models(),
    'llm.test': () => llm().test(),
    'llm.tab.get': async ({ tabId }) => {
      const of = deps.sessionOf(tabId);
      if (!of || !deps.llm?.isLoaded()) return null;
      deps.llm.sessions.onShown(of);
      return deps.llm.sessions.view(of);
    },
    'llm.draft': async ({ tabId }) => {
      llm().sessions.start(session(tabId));
      return null;
    },
    'llm.stop': async ({ tabId }) => {
      llm().sessions.stop(session(tabId));
      return null;
    },
    'llm.tool.get': async ({ tabId }) => {
      const of = deps.sessionOf(tabId);
      return of && deps.llm ? deps.llm.tools.view(of) : null;
    },
    'llm.tool.run': async ({ tabId, tool, source }) => {
      llm().tools.run(session(tabId), tool, source);
      return null;
    },
    'llm.tool.stop': async ({ tabId }) => {
      llm().tools.stop(session(tabId));
      return null;
    },
    'llm.tool.replace': ({ tabId, id }) => llm().tools.replace(session(tabId), id),
    'llm.tool.undo': ({ tabId, id }) => llm().tools.undo(session(tabId), id),
    'llm.outbound.list': () => llm().outbound.list(),
    'llm.outbound.clear': async () => {
      await llm().outbound.clear();
      return null;
    },
  });
}
