import { readText } from '../read-text';
import { getEditableText, getSelectionIn, placeCaret, squeeze } from './editable-text';
import { type ComposerStrategy, toLines, type Written } from './strategy';

/**
 * Contenteditable composers. `route` = the way by which the text reaches the editor's own model:
 *
 * - `command`: `execCommand('insertText')`. Bare contenteditable, and editors that watch the DOM (Quill).
 * - `paste`: a paste event with plain text, which Draft.js, ProseMirror and Lexical take into their model as one change.
 * - `before-input`: Slate; see `sendBeforeInput`.
 *
 * All measured with the real libraries in Chromium, 2026-11-21 (tests/browser/console/editors.test.ts). Multi-line text by command
 * would leave Slate, Draft.js and Lexical with a DOM that differs from their model.
 */
export function createEditorStrategy(route: 'command' | 'paste' | 'before-input', quietMs = 0): ComposerStrategy {
  return {
    quietMs,
    read: (composer) => readText(composer).text,
    prepare(composer) {
      if (!composer.isContentEditable) return false;
      return (placeCaret(composer)?.moved ?? false) && route !== 'command';
    },
    write(composer, raw) {
      if (!composer.isContentEditable) return null;
      const text = toLines(raw);
      const place = placeCaret(composer);
      if (!place) return null;
      const { startContainer: node, startOffset: offset } = place.caret;
      const before = getEditableText(composer);
      const head = getEditableText(composer, { node, offset });
      const words = squeeze(text);
      const written = createWritten(before, head, words, route);
      if (route === 'paste') return sendPaste(composer, text) ? written : null;
      if (route === 'before-input') return sendBeforeInput(composer, text, place.caret) ? written : null;
      closeUndoStep(composer, node, offset);
      composer.ownerDocument.execCommand('insertText', false, text);
      if (written.isThere(composer)) {
        const selection = getSelectionIn(composer);
        if (selection?.anchorNode) closeUndoStep(composer, selection.anchorNode, selection.anchorOffset);
        return written;
      }
      if (getEditableText(composer) !== before) composer.ownerDocument.execCommand('undo');
      return null;
    },
  };
}

function createWritten(before: string, head: string, words: string, route: string): Written {
  const expected = head + words + before.slice(head.length);
  return {
    undo: true,
    isThere: (composer) => getEditableText(composer).slice(head.length, head.length + words.length) === words,
    takeBack(composer) {
      const now = getEditableText(composer);
      if (now !== expected) return now === before;
      composer.focus({ preventScroll: true });
      if (route === 'command') composer.ownerDocument.execCommand('undo');
      else sendUndo(composer);
      return true;
    },
  };
}

/** Typing just before would merge into one undo step; moving the selection away and back closes it. */
function closeUndoStep(composer: HTMLElement, node: Node, offset: number): void {
  const selection = getSelectionIn(composer);
  const isAtStart = node === composer && offset === 0;
  selection?.collapse(composer, isAtStart ? composer.childNodes.length : 0);
  selection?.collapse(node, offset);
}

const createTransfer = (text: string): DataTransfer => {
  const transfer = new DataTransfer();
  transfer.setData('text/plain', text);
  return transfer;
};

/** True when the editor took the event (it prevents the browser's own paste). */
function sendPaste(composer: HTMLElement, text: string): boolean {
  const event = new ClipboardEvent('paste', {
    bubbles: true,
    cancelable: true,
    composed: true,
    clipboardData: createTransfer(text),
  });
  return !composer.dispatchEvent(event);
}

/**
 * Slate merges an insert into the typing before it whatever the time between; a change that starts with a removal is a step of
 * its own. So the character before the caret is replaced by itself and our text: one change, and one undo gives the old text.
 */
function sendBeforeInput(composer: HTMLElement, text: string, caret: Range): boolean {
  const { startContainer: node, startOffset: offset } = caret;
  let start = offset;
  if (node.nodeType === 3 && offset > 0) {
    const { data } = node as Text;
    start = /[\udc00-\udfff]/.test(data[offset - 1] ?? '') ? offset - 2 : offset - 1;
    if (squeeze(data.slice(start, offset)) === '') start = offset;
  }
  const kept = start < offset ? (node as Text).data.slice(start, offset) : '';
  const range = new StaticRange({ startContainer: node, startOffset: start, endContainer: node, endOffset: offset });
  const event = new InputEvent('beforeinput', {
    inputType: 'insertFromPaste',
    bubbles: true,
    cancelable: true,
    composed: true,
    dataTransfer: createTransfer(kept + text),
    targetRanges: [range],
  });
  return !composer.dispatchEvent(event);
}

/** The editor's own undo, as if Ctrl+Z had been pressed in it: only to take our own text back. */
function sendUndo(composer: HTMLElement): void {
  const isMac = /mac/i.test(navigator.platform);
  const init = {
    key: 'z',
    code: 'KeyZ',
    keyCode: 90,
    which: 90,
    ctrlKey: !isMac,
    metaKey: isMac,
    bubbles: true,
    cancelable: true,
    composed: true,
  };
  composer.dispatchEvent(new KeyboardEvent('keydown', init));
}
