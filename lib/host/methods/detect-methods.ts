import { z } from 'zod';
import { fail, ok } from '@/lib/core/result';
import type { DetectMethods } from '@/lib/platform/methods/detect-methods';
import type { MethodDeps } from './method-deps';
import { defineMethods, type MethodGroup } from './method-group';

const PARAMS = {
  'detect.again': z.object({ tabId: z.number().int() }),
  'page.report': z.object({ tabId: z.number().int() }),
} satisfies Record<keyof DetectMethods, z.ZodType>;

/** Detection, teaching and overlays of consoles that nobody wrote an adapter for. */
export function createDetectMethods(deps: MethodDeps): MethodGroup<keyof DetectMethods> {
  return defineMethods(PARAMS, {
    'detect.again': async ({ tabId }) => {
      for (const session of deps.sessions()) if (session.tabId === tabId) session.post({ type: 'look-again' });
      return null;
    },
    'page.report': async ({ tabId }) => {
      const session = deps.sessionOf(tabId);
      // a site that is switched off is not read at all
      if (session?.snapshot()?.state === 'off') return fail('off');
      const report = await session?.report();
      return report ? ok(report) : fail('no-page');
    },
  });
}
