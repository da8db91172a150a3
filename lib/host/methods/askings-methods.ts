import { z } from 'zod';
import type { AskingsMethods } from '@/lib/platform/methods/askings-methods';
import { ASKING_KINDS } from '@/lib/suggest/llm/askings/asking-kinds';
import type { AskingsDesk } from '../llm/askings/askings-desk';
import type { ConflictsDesk } from '../llm/conflicts/conflicts-desk';
import type { MethodDeps } from './method-deps';
import { defineMethods, MethodError, type MethodGroup } from './method-group';

const none = z.object({}).loose();
const id = z.string().min(1).max(200);
const choice = z.union([
  z.object({ ids: z.array(id).max(60_000) }),
  z.object({ few: z.literal(true) }),
  z.object({ all: z.literal(true) }),
]);
const texts = z.array(z.string().max(120)).max(60);

const PARAMS = {
  'askings.plan.get': z.object({ choice }),
  'askings.start': z.object({ choice }),
  'askings.cancel': none,
  'askings.resume': none,
  'askings.job.get': none,
  'askings.list.get': z.object({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(200) }),
  'askings.check.get': z.object({ id, kind: z.enum(ASKING_KINDS), text: z.string().max(400) }),
  'askings.accept': z.object({ entries: z.array(z.object({ id, texts })).max(600) }),
  'askings.accept.clean': none,
  'askings.dismiss': z.object({ ids: z.array(id).max(600) }),
  'conflicts.plan.get': z.object({ choice }),
  'conflicts.start': z.object({ choice }),
  'conflicts.cancel': none,
  'conflicts.resume': none,
  'conflicts.job.get': none,
  'conflicts.list.get': none,
  'conflicts.dismiss': z.object({ keys: z.array(z.string().max(700)).max(600) }),
} satisfies Record<keyof AskingsMethods, z.ZodType>;

/** Askings and contradictions by the LLM, reviewed by the lead. */
export function createAskingsMethods(deps: MethodDeps): MethodGroup<keyof AskingsMethods> {
  const desk = <K extends 'askings' | 'conflicts'>(name: K): K extends 'askings' ? AskingsDesk : ConflictsDesk => {
    const found = deps[name];
    if (!found) throw new MethodError('not-allowed');
    return found as K extends 'askings' ? AskingsDesk : ConflictsDesk;
  };
  const done = async (work: Promise<void>): Promise<null> => {
    await work;
    return null;
  };
  return defineMethods(PARAMS, {
    'askings.plan.get': (p) => desk('askings').plan(p.choice),
    'askings.start': async (p) => ({ started: await desk('askings').start(p.choice) }),
    'askings.cancel': () => done(desk('askings').cancel()),
    'askings.resume': () => done(desk('askings').resume(true)),
    'askings.job.get': () => desk('askings').job(),
    'askings.list.get': (p) => desk('askings').list(p.offset, p.limit),
    'askings.check.get': (p) => desk('askings').check(p.id, p.kind, p.text),
    'askings.accept': (p) => desk('askings').accept(p.entries),
    'askings.accept.clean': () => desk('askings').acceptClean(),
    'askings.dismiss': (p) => done(desk('askings').dismiss(p.ids)),
    'conflicts.plan.get': (p) => desk('conflicts').plan(p.choice),
    'conflicts.start': async (p) => ({ started: await desk('conflicts').start(p.choice) }),
    'conflicts.cancel': () => done(desk('conflicts').cancel()),
    'conflicts.resume': () => done(desk('conflicts').resume(true)),
    'conflicts.job.get': () => desk('conflicts').job(),
    'conflicts.list.get': async () => ({ rows: await desk('conflicts').list() }),
    'conflicts.dismiss': (p) => done(desk('conflicts').dismiss(p.keys)),
  });
}
