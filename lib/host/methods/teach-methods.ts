import { z } from 'zod';
import { TEACH_PARTS } from '@/lib/platform/messages';
import type { TeachMethods } from '@/lib/platform/methods/teach-methods';
import type { MethodDeps } from './method-deps';
import { defineMethods, type MethodGroup } from './method-group';

const tabId = z.number().int();
const host = z.string().min(1).max(300);

const PARAMS = {
  'teach.start': z.object({ tabId, part: z.enum(TEACH_PARTS).nullable() }),
  'teach.part': z.object({ tabId, part: z.enum(TEACH_PARTS) }),
  'teach.stop': z.object({ tabId }),
  'teach.save': z.object({ tabId }),
  'overlay.list': z.object({}).loose(),
  'overlay.remove': z.object({ host }),
  'overlay.import': z.object({ text: z.string().max(1_000_000) }),
  'overlay.export.get': z.object({ host }),
} satisfies Record<keyof TeachMethods, z.ZodType>;

/** Teaching a page, and the rules that came of it. */
export function createTeachMethods({ teach, overlays }: MethodDeps): MethodGroup<keyof TeachMethods> {
  return defineMethods(PARAMS, {
    'teach.start': (p) => teach.start(p.tabId, p.part),
    'teach.part': async (p) => {
      teach.arm(p.tabId, p.part);
      return null;
    },
    'teach.stop': async (p) => {
      teach.stop(p.tabId);
      return null;
    },
    'teach.save': (p) => teach.save(p.tabId),
    'overlay.list': async () => overlays.list(),
    'overlay.remove': async (p) => {
      await overlays.remove(p.host);
      return null;
    },
    'overlay.import': (p) => overlays.importText(p.text),
    'overlay.export.get': async (p) => overlays.exportText(p.host),
  });
}
