import type { ImportMethods } from '@/lib/platform/methods/import-methods';
import type { MethodDeps } from './method-deps';
import { defineMethods, type MethodGroup } from './method-group';

/** Import and export of knowledge files. */
export function createImportMethods(_deps: MethodDeps): MethodGroup<keyof ImportMethods> {
  return defineMethods({}, {});
}
