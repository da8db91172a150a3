import { type ComposerStrategy, toLines, type Written } from './strategy';

type Field = HTMLTextAreaElement | HTMLInputElement;
const isField = (element: HTMLElement): element is Field =>
  element.tagName === 'TEXTAREA' || element.tagName === 'INPUT';

/**
 * Plain, React-controlled and Vue-bound textareas. `execCommand('insertText')` fires the trusted-looking `input` that all
 * frameworks take and stays undoable; the native setter is the fallback and cannot be undone (both measured 2026-11-21).
 */
export const textareaStrategy: ComposerStrategy = {
  quietMs: 0,
  prepare: () => false,
  read: (composer) => (isField(composer) ? toLines(composer.value) : ''),
  write(composer, raw) {
    if (!isField(composer) || composer.disabled || composer.readOnly) return null;
    const text = composer.tagName === 'INPUT' ? toLines(raw).replace(/\n/g, ' ') : toLines(raw);
    const before = composer.value;
    if (composer.maxLength >= 0 && before.length + text.length > composer.maxLength) return null;
    const at = composer.selectionEnd ?? before.length;
    const expected = before.slice(0, at) + text + before.slice(at);
    const document = composer.ownerDocument;
    composer.focus({ preventScroll: true });
    closeUndoStep(composer, at);
    document.execCommand('insertText', false, text);
    const undo = composer.value === expected;
    if (undo) closeUndoStep(composer, at + text.length);
    else if (composer.value === before) setValue(composer, expected, at + text.length);
    if (composer.value === expected) return createWritten(text, at, before, expected, undo);
    // half taken (a framework cut or changed it): put back what stood there
    if (composer.value !== before) setValue(composer, before, at);
    return null;
  },
};

function createWritten(text: string, at: number, before: string, expected: string, undo: boolean): Written {
  return {
    undo,
    isThere: (composer) => isField(composer) && composer.value.slice(at, at + text.length) === text,
    takeBack(composer) {
      if (!isField(composer) || composer.value !== expected) return isField(composer) && composer.value === before;
      composer.focus({ preventScroll: true });
      composer.setSelectionRange(at, at + text.length);
      composer.ownerDocument.execCommand('delete');
      if (composer.value !== before) setValue(composer, before, at);
      return composer.value === before;
    },
  };
}

/** Typing just before would merge with the insert into one undo step; moving the selection away and back closes the step. */
function closeUndoStep(field: Field, at: number): void {
  field.setSelectionRange(0, 0);
  if (field.value.length > 0 && at === 0) field.setSelectionRange(field.value.length, field.value.length);
  field.setSelectionRange(at, at);
}

/** The prototype's setter: React shadows `value` on the element itself to notice writes, and would then ignore the event. */
function setValue(field: Field, value: string, caret: number): void {
  const proto = Object.getPrototypeOf(field);
  Object.getOwnPropertyDescriptor(proto, 'value')?.set?.call(field, value);
  const view = field.ownerDocument.defaultView;
  const InputEventOf = view?.InputEvent ?? InputEvent;
  field.dispatchEvent(new InputEventOf('input', { bubbles: true, inputType: 'insertText', data: null }));
  if (field.value === value) field.setSelectionRange(caret, caret);
}
