import type { PhrasesMethods } from '@/lib/platform/methods/phrases-methods';
import type { MethodDeps } from './method-deps';
import { defineMethods, type MethodGroup } from './method-group';

/** Phrases by hand, outcomes, open questions. */
export function createPhrasesMethods(_deps: MethodDeps): MethodGroup<keyof PhrasesMethods> {
  return defineMethods({}, {});
}
