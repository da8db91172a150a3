import type { TeamMethods } from '@/lib/platform/methods/team-methods';
import type { MethodDeps } from './method-deps';
import { defineMethods, type MethodGroup } from './method-group';

/** Team: joining, notices, publishing. */
export function createTeamMethods(_deps: MethodDeps): MethodGroup<keyof TeamMethods> {
  return defineMethods({}, {});
}
