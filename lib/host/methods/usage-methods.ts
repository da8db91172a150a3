import { z } from 'zod';
import type { UsageMethods } from '@/lib/platform/methods/usage-methods';
import { toTeam } from '../team/to-team';
import type { MethodDeps } from './method-deps';
import { defineMethods, type MethodGroup } from './method-group';

const days = z.object({ days: z.number().int().min(1).max(400) });
const PARAMS = { 'usage.report': days, 'usage.csv': days } satisfies Record<keyof UsageMethods, z.ZodType>;

/** What happened to suggestions on this machine. */
export const createUsageMethods = (deps: MethodDeps): MethodGroup<keyof UsageMethods> =>
  defineMethods(PARAMS, {
    'usage.report': (p) => toTeam(deps).usage.report(p.days),
    'usage.csv': async (p) => ({ text: await toTeam(deps).usage.csv(p.days) }),
  });
