/** What the agent is typing, and whether an input method is composing right now. */
export interface DraftWatch {
  isComposing(): boolean;
  /** Looks at the composer (also for changes by script, which fire no event). */
  check(): void;
  stop(): void;
}

/**
 * Watches the composer by listeners on the document in the capture phase: passive, nothing is prevented, nothing is added to
 * the page's nodes. `read` gives the composer and its text; `onDraft` is called when text or composing changed.
 */
export function watchDraft(
  document: Document,
  read: () => { element: HTMLElement; text: string } | null,
  onDraft: (text: string, composing: boolean) => void,
): DraftWatch {
  let composingIn: Element | null = null;
  let last = '';
  const isComposing = () => {
    // an element that was removed or left never ends its composition by event
    if (composingIn && (!composingIn.isConnected || !holdsFocus(document, composingIn))) composingIn = null;
    return composingIn !== null;
  };
  const check = () => {
    const composer = read();
    const composing = isComposing();
    const state = `${composing}${composer?.text ?? ''}`;
    if (state === last) return;
    last = state;
    onDraft(composer?.text ?? '', composing);
  };
  const onStart = (event: Event) => {
    const target = event.composedPath()[0];
    composingIn = target instanceof (document.defaultView?.Element ?? Element) ? target : null;
    check();
  };
  const onEnd = () => {
    composingIn = null;
    check();
  };
  const onInput = () => check();
  document.addEventListener('compositionstart', onStart, true);
  document.addEventListener('compositionend', onEnd, true);
  document.addEventListener('input', onInput, true);
  return {
    isComposing,
    check,
    stop() {
      document.removeEventListener('compositionstart', onStart, true);
      document.removeEventListener('compositionend', onEnd, true);
      document.removeEventListener('input', onInput, true);
    },
  };
}

/** True when the element or something around it has the focus (a contenteditable composes in inner nodes). */
function holdsFocus(document: Document, element: Element): boolean {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active !== null && (active === element || active.contains(element) || element.contains(active));
}
