import type { ComposerKind } from '../adapter';
import { squeeze } from './editable-text';
import { toLines } from './strategy';

/** A piece of a draft to be replaced: offsets are UTF-16 into the draft as it was read. */
export interface SpanEdit {
  start: number;
  end: number;
  text: string;
}

const isField = (element: HTMLElement): element is HTMLTextAreaElement | HTMLInputElement =>
  element.tagName === 'TEXTAREA' || element.tagName === 'INPUT';

/**
 * Replaces a piece of what stands in a composer, as if the agent had selected it and typed: the framework hears it, and one Ctrl+Z
 * takes it back. False = nothing was changed. `draft` is what was read a moment ago.
 */
export function replaceSpan(composer: HTMLElement, kind: ComposerKind, draft: string, edit: SpanEdit): boolean {
  return isField(composer) ? replaceInField(composer, draft, edit) : replaceInEditor(composer, kind, draft, edit);
}

function replaceInField(field: HTMLTextAreaElement | HTMLInputElement, draft: string, edit: SpanEdit): boolean {
  if (field.disabled || field.readOnly || toLines(field.value) !== draft) return false;
  const caret = field.selectionEnd ?? draft.length;
  field.focus({ preventScroll: true });
  // moving the caret away closes the undo step of what was typed just before
  field.setSelectionRange(0, 0);
  field.setSelectionRange(edit.start, edit.end);
  field.ownerDocument.execCommand(edit.text === '' ? 'delete' : 'insertText', false, edit.text);
  const isDone = toLines(field.value) === draft.slice(0, edit.start) + edit.text + draft.slice(edit.end);
  const moved = caret >= edit.end ? caret + edit.text.length - (edit.end - edit.start) : Math.min(caret, edit.start);
  const place = isDone ? moved : caret;
  field.setSelectionRange(place, place);
  return isDone;
}

/** The piece in the editor's text nodes, when it stands within one of them: the same occurrence as in the draft. */
function findRange(composer: HTMLElement, draft: string, { start, end }: SpanEdit): Range | null {
  const span = draft.slice(start, end);
  if (start === 0 && end === draft.length) return findWhole(composer);
  if (span.trim() === '' || /\n/.test(span)) return null;
  let skip = draft.slice(0, start).split(span).length - 1;
  const walker = composer.ownerDocument.createTreeWalker(composer, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { data } = node as Text;
    for (let at = data.indexOf(span); at >= 0; at = data.indexOf(span, at + span.length)) {
      if (skip-- > 0) continue;
      const range = composer.ownerDocument.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + span.length);
      return range;
    }
  }
  return null;
}

/** Everything that was written, from the first text to the last; a chip in between cannot be written back, so it is left alone. */
function findWhole(composer: HTMLElement): Range | null {
  const fixed = [...composer.querySelectorAll('[contenteditable="false"]')];
  const walker = composer.ownerDocument.createTreeWalker(composer, NodeFilter.SHOW_TEXT);
  let first: Text | null = null;
  let last: Text | null = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (squeeze((node as Text).data) === '') continue;
    if (fixed.some((one) => one.contains(node))) return null;
    first ??= node as Text;
    last = node as Text;
  }
  if (!first || !last) return null;
  const range = composer.ownerDocument.createRange();
  range.setStart(first, 0);
  range.setEnd(last, last.data.length);
  return range;
}

function replaceInEditor(composer: HTMLElement, kind: ComposerKind, draft: string, edit: SpanEdit): boolean {
  // editors with a model of their own take a removal only from their own keys
  if (!composer.isContentEditable || (edit.text === '' && kind === 'slate')) return false;
  const range = findRange(composer, draft, edit);
  const selection = composer.ownerDocument.getSelection();
  if (!range || !selection) return false;
  composer.focus({ preventScroll: true });
  selection.removeAllRanges();
  selection.addRange(range);
  const document = composer.ownerDocument;
  if (kind === 'editable' || kind === 'quill' || edit.text === '')
    return document.execCommand(edit.text === '' ? 'delete' : 'insertText', false, edit.text);
  const data = new DataTransfer();
  data.setData('text/plain', edit.text);
  const event =
    kind === 'slate'
      ? new InputEvent('beforeinput', {
          inputType: 'insertFromPaste',
          bubbles: true,
          cancelable: true,
          composed: true,
          dataTransfer: data,
          targetRanges: [new StaticRange(range)],
        })
      : new ClipboardEvent('paste', { bubbles: true, cancelable: true, composed: true, clipboardData: data });
  return !composer.dispatchEvent(event);
}
