import type { Adapter } from '../adapter';
import { isEditable, isNearMessages } from '../editable';
import { queryFirst, queryVisible } from '../locator';
import { createComposerRootFinder, createRootFinder } from '../root-finder';

/** What is wrong with an overlay's composer on this page; null = nothing, or it is not there to be judged. */
export function checkOnPage(document: Document, overlay: Adapter): 'composer-not-editable' | 'composer-far' | null {
  const findRoot = createRootFinder(document, overlay.shadow);
  const root = findRoot();
  const around = createComposerRootFinder(document, overlay, findRoot)();
  for (const { css } of overlay.composer) {
    const composer = queryVisible(around, css);
    if (!composer) continue;
    if (!isEditable(composer)) return 'composer-not-editable';
    const box = queryFirst(root, overlay.rows.container);
    return box && !isNearMessages(composer, box) ? 'composer-far' : null;
  }
  return null;
}
