import type { DetectMethods } from '@/lib/platform/methods/detect-methods';
import type { MethodDeps } from './method-deps';
import { defineMethods, type MethodGroup } from './method-group';

/** Detection, teaching and overlays of consoles that nobody wrote an adapter for. */
export function createDetectMethods(_deps: MethodDeps): MethodGroup<keyof DetectMethods> {
  return defineMethods({}, {});
}
