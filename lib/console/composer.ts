import type { Adapter, ComposerKind } from './adapter';
import type { Locator } from './locator';
import { editableStrategy } from './strategies/editable';
import type { ComposerStrategy } from './strategies/strategy';
import { textareaStrategy } from './strategies/textarea';

const strategies: Record<ComposerKind, ComposerStrategy> = {
  textarea: textareaStrategy,
  editable: editableStrategy,
  quill: editableStrategy,
  draft: editableStrategy,
  slate: editableStrategy,
  prosemirror: editableStrategy,
  lexical: editableStrategy,
};

export interface OpenComposer {
  element: HTMLElement;
  strategy: ComposerStrategy;
}

/** The composer that stands on the page now, with the strategy of its kind, or null. */
export function getComposer(locator: Locator, adapter: Adapter): OpenComposer | null {
  const element = locator.get();
  const kind = adapter.composer[locator.index()]?.kind;
  if (!element || !kind || !isHtml(element)) return null;
  return { element, strategy: strategies[kind] };
}

const isHtml = (element: Element): element is HTMLElement => 'innerText' in element && 'focus' in element;
