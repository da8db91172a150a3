import { isSeen } from './layout';
import { getOuter } from './tree';
import { COMPOSER_HINT, NOT_COMPOSER, REMARK, SEND_HINT, SEND_WORD } from './words';

/** An input that messages may be written in. */
export interface ComposerCandidate {
  element: HTMLElement;
  /** 0..1 */
  score: number;
}

const EDITABLES = 'textarea, input:not([type]), input[type="text"], [contenteditable]:not([contenteditable="false"])';
/** Steps up from the input within which its send control is looked for. */
const NEAR_STEPS = 6;
const MIN_WIDTH = 120;

/** Inputs of one tree that messages may be written in, best first. */
export function findComposers(root: Document | ShadowRoot): ComposerCandidate[] {
  const found: ComposerCandidate[] = [];
  // a box for comments is where one answers only when there is no other
  const remarks: ComposerCandidate[] = [];
  for (const element of root.querySelectorAll<HTMLElement>(EDITABLES)) {
    if (!isSeen(element) || !isWritable(element)) continue;
    // of nested editables the outermost is the editor
    if (element.parentElement?.closest('[contenteditable]:not([contenteditable="false"])')) continue;
    const rect = element.getBoundingClientRect();
    if (rect.width < MIN_WIDTH) continue;
    const words = describe(element);
    const isAnswer = /消息|回复|message|reply/i.test(words);
    if (NOT_COMPOSER.test(words) && !isAnswer) continue;
    let score = element.tagName === 'INPUT' ? 0.3 : 0.5;
    const isRemark = REMARK.test(words) && !isAnswer;
    if (isRemark) score -= 0.1;
    if (hasSendControl(element) || element.getAttribute('enterkeyhint') === 'send') score += 0.35;
    else if (hasIconButton(element)) score += 0.2;
    if (COMPOSER_HINT.test(words)) score += 0.15;
    (isRemark ? remarks : found).push({ element, score: Math.min(1, score) });
  }
  return (found.length > 0 ? found : remarks).sort((a, b) => b.score - a.score).slice(0, 6);
}

const isWritable = (element: HTMLElement): boolean =>
  !('readOnly' in element && element.readOnly === true) && !('disabled' in element && element.disabled === true);

const describe = (element: Element): string =>
  ['placeholder', 'aria-label', 'data-placeholder', 'title', 'name', 'type']
    .map((name) => element.getAttribute(name) ?? '')
    .join(' ')
    .slice(0, 300);

/** A control that sends stands near: by its words, its label, or its class. */
export function hasSendControl(element: Element): boolean {
  let area: Element | null = getOuter(element);
  for (let step = 0; area && step < NEAR_STEPS; step++, area = getOuter(area)) {
    const controls = area.querySelectorAll(
      'button, [role="button"], input[type="submit"], input[type="button"], a, div, span',
    );
    if (controls.length > 400) return false;
    for (const control of controls) {
      if (control.contains(element) || control.childElementCount > 4) continue;
      const isButton = control.matches('button, [role="button"], input');
      const text = (control.getAttribute('value') ?? control.textContent ?? '').trim();
      if (text.length <= 16 && SEND_WORD.test(text)) return true;
      if (!isButton) continue;
      const said = ['aria-label', 'title', 'data-testid', 'id', 'type']
        .map((name) => control.getAttribute(name) ?? '')
        .join(' ');
      if (SEND_HINT.test(said) || SEND_HINT.test(control.className.toString())) return true;
    }
  }
  return false;
}

/** A button without words beside the input: most likely the one that sends. */
function hasIconButton(element: Element): boolean {
  let area: Element | null = getOuter(element);
  for (let step = 0; area && step < 3; step++, area = getOuter(area)) {
    const buttons = [...area.querySelectorAll('button, [role="button"]')];
    if (buttons.length > 12) return false;
    if (
      buttons.some((button) => (button.textContent ?? '').trim() === '' && button.querySelector('svg, img, i') !== null)
    )
      return true;
  }
  return false;
}
