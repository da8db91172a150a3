import type { Adapter, ComposerKind } from './adapter';
import type { Locator } from './locator';
import { createEditorStrategy } from './strategies/editor';
import type { ComposerStrategy } from './strategies/strategy';
import { textareaStrategy } from './strategies/textarea';

/**
 * Quill's history groups changes within 1000 ms, ProseMirror's within 500 ms (defaults of quill 2.0.3, prosemirror-history 1.5.1). Both
 * take a key in some time after it was pressed, on a busy machine a good deal later.
 */
const LATE_MS = 120;
const QUILL_QUIET_MS = 1000 + LATE_MS;
const PROSEMIRROR_QUIET_MS = 500 + LATE_MS;

const strategies: Record<ComposerKind, ComposerStrategy> = {
  textarea: textareaStrategy,
  editable: createEditorStrategy('command'),
  quill: createEditorStrategy('command', QUILL_QUIET_MS),
  draft: createEditorStrategy('paste'),
  slate: createEditorStrategy('before-input'),
  prosemirror: createEditorStrategy('paste', PROSEMIRROR_QUIET_MS),
  lexical: createEditorStrategy('paste'),
};

/** What an editor's root looks like; each library marks its own (documented class or attribute). */
const MARKS: [css: string, kind: ComposerKind][] = [
  ['textarea, input', 'textarea'],
  ['.ql-editor', 'quill'],
  ['.public-DraftEditor-content', 'draft'],
  ['[data-slate-editor]', 'slate'],
  ['.ProseMirror', 'prosemirror'],
  ['[data-lexical-editor]', 'lexical'],
];

/** The kind that an element itself shows, else null: a console may change its editor without telling us. */
export const guessComposerKind = (element: Element): ComposerKind | null =>
  MARKS.find(([css]) => element.matches(css))?.[1] ?? null;

/** How a kind of composer is read and written. */
export const strategyOf = (kind: ComposerKind): ComposerStrategy => strategies[kind];

export interface OpenComposer {
  element: HTMLElement;
  strategy: ComposerStrategy;
  kind: ComposerKind;
}

/** The composer that stands on the page now, with the strategy of its kind, or null. */
export function getComposer(locator: Locator, adapter: Adapter): OpenComposer | null {
  const element = locator.get();
  const kind = adapter.composer[locator.index()]?.kind;
  if (!element || !kind || !isHtml(element)) return null;
  const own = guessComposerKind(element) ?? kind;
  return { element, strategy: strategies[own], kind: own };
}

const isHtml = (element: Element): element is HTMLElement => 'innerText' in element && 'focus' in element;
