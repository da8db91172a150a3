import type { LlmMethods } from '@/lib/platform/methods/llm-methods';
import type { MethodDeps } from './method-deps';
import { defineMethods, type MethodGroup } from './method-group';

/** The LLM: set-up, candidates, tools on a draft. */
export function createLlmMethods(_deps: MethodDeps): MethodGroup<keyof LlmMethods> {
  return defineMethods({}, {});
}
