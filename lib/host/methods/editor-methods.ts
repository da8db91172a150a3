import type { EditorMethods } from '@/lib/platform/methods/editor-methods';
import type { MethodDeps } from './method-deps';
import { defineMethods, type MethodGroup } from './method-group';

/** The knowledge editor of the desk. */
export function createEditorMethods(_deps: MethodDeps): MethodGroup<keyof EditorMethods> {
  return defineMethods({}, {});
}
