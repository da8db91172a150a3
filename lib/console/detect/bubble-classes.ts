import { getStableClasses } from './selectors';
import type { Bubble } from './units';

/** Classes of a bubble and what is around it in its row. */
export const classesOf = (bubble: Bubble, isGrouped: boolean): Set<string> => {
  const names = new Set<string>();
  for (let node: Element | null = bubble.box; node; node = node.parentElement) {
    for (const name of getStableClasses(node)) names.add(name);
    if (node === bubble.unit || isGrouped) break;
  }
  return names;
};
