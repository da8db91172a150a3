import type { ComposerFind, Evidence } from '../adapter';
import { guessComposerKind } from '../composer';
import { isEditable, isNearMessages } from '../editable';
import { getUniqueCss } from './unique-css';

export type ComposerProblem = 'not-editable' | 'far-composer';

const EDITABLE = 'textarea, input, [contenteditable]:not([contenteditable="false"])';

/** The editable that a press meant: itself, the one around it, or the only one inside. */
export function findEditable(pick: Element): Element | null {
  const around = pick.closest(EDITABLE);
  if (around) {
    // of nested editables the outermost is the editor
    let outer = around;
    for (let node = around.parentElement?.closest(EDITABLE); node; node = node.parentElement?.closest(EDITABLE))
      outer = node;
    return outer;
  }
  const inside = [...pick.querySelectorAll(EDITABLE)].filter(isEditable);
  return inside.length === 1 ? (inside[0] ?? null) : null;
}

/** Learns where the agent types. */
export function learnComposer(pick: Element, box: Element | null, evidence: Evidence): ComposerFind | ComposerProblem {
  const element = findEditable(pick);
  if (!element || !isEditable(element)) return 'not-editable';
  if (box && !isNearMessages(element, box)) return 'far-composer';
  const kind = guessComposerKind(element) ?? 'editable';
  return { css: getUniqueCss(element), kind, ...evidence };
}
