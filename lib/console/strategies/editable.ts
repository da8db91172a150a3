import { type ComposerStrategy, toLines, type Written } from './strategy';

/** Blank lines and invisible fillers differ between editors; the words and their order do not. */
const squeeze = (text: string): string => text.replace(/[\s\u200b\u2060\ufeff]/g, '');

/** Bare contenteditable (JD `.EditorContent`, 1688 `pre.edit`, OneTalk `pre.send-textarea`) and editors that obey `beforeinput`. */
export const editableStrategy: ComposerStrategy = {
  // biome-ignore lint/performance/useDomNodeTextContent: line breaks of blocks exist only as rendered
  read: (composer) => toLines(composer.innerText).replace(/\n$/, ''),
  write(composer, raw) {
    const text = toLines(raw);
    if (!composer.isContentEditable) return null;
    const document = composer.ownerDocument;
    composer.focus({ preventScroll: true });
    const caret = placeCaret(composer);
    if (!caret) return null;
    const before = squeeze(composer.textContent ?? '');
    const head = squeeze(textBefore(composer, caret));
    const expected = head + squeeze(text) + before.slice(head.length);
    const selection = document.getSelection();
    const { startContainer, startOffset } = caret;
    // typing just before would merge into one undo step; moving the selection away and back closes it
    selection?.collapse(composer, startContainer === composer && startOffset === 0 ? composer.childNodes.length : 0);
    selection?.collapse(startContainer, startOffset);
    document.execCommand('insertText', false, text);
    const now = squeeze(composer.textContent ?? '');
    if (now === expected) {
      closeUndoStep(composer);
      return createWritten(before, expected, text);
    }
    if (now !== before) document.execCommand('undo');
    return null;
  },
};

function createWritten(before: string, expected: string, text: string): Written {
  const words = squeeze(text);
  return {
    undo: true,
    isThere: (composer) => squeeze(composer.textContent ?? '').includes(words),
    takeBack(composer) {
      if (squeeze(composer.textContent ?? '') !== expected) return squeeze(composer.textContent ?? '') === before;
      composer.focus({ preventScroll: true });
      composer.ownerDocument.execCommand('undo');
      return squeeze(composer.textContent ?? '') === before;
    },
  };
}

/** A collapsed caret inside the composer: where it stood (end of a selection), else at the very end. */
function placeCaret(composer: HTMLElement): Range | null {
  const selection = composer.ownerDocument.getSelection();
  if (!selection) return null;
  if (selection.rangeCount > 0 && composer.contains(selection.focusNode)) {
    selection.collapseToEnd();
  } else {
    selection.selectAllChildren(composer);
    selection.collapseToEnd();
  }
  return selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
}

function textBefore(composer: HTMLElement, caret: Range): string {
  const range = composer.ownerDocument.createRange();
  range.selectNodeContents(composer);
  range.setEnd(caret.startContainer, caret.startOffset);
  return range.toString();
}

function closeUndoStep(composer: HTMLElement): void {
  const selection = composer.ownerDocument.getSelection();
  if (!selection || selection.rangeCount === 0) return;
  const { startContainer, startOffset } = selection.getRangeAt(0);
  selection.collapse(composer, 0);
  selection.collapse(startContainer, startOffset);
}
