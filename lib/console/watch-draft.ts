/** What the agent is typing, and whether an input method is composing right now. */
export interface DraftWatch {
  isComposing(): boolean;
  /** Time since the agent last typed in the composer (ms); our own writes do not count. */
  sinceTyped(): number;
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
  let later: ReturnType<typeof setTimeout> | null = null;
  let typedAt = Number.NEGATIVE_INFINITY;
  const isComposing = () => {
    // an element that was removed or left never ends its composition by event
    if (composingIn && (!composingIn.isConnected || !holdsFocus(composingIn.ownerDocument, composingIn)))
      composingIn = null;
    return composingIn !== null;
  };
  const check = () => {
    const composer = read();
    if (composer) listen(composer.element.ownerDocument);
    const composing = isComposing();
    const state = `${composing}${composer?.text ?? ''}`;
    if (state === last) return;
    last = state;
    onDraft(composer?.text ?? '', composing);
  };
  const onStart = (event: Event) => {
    const target = event.composedPath()[0];
    composingIn = (target as Node | undefined)?.nodeType === 1 ? (target as Element) : null;
    check();
  };
  const onEnd = () => {
    composingIn = null;
    check();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.isTrusted && read()?.element.contains(event.composedPath()[0] as Node | null))
      typedAt = performance.now();
  };
  const onInput = () => check();
  const onBeforeInput = () => {
    later ??= setTimeout(() => {
      later = null;
      check();
    }, RENDER_MS);
  };
  const heard = new Set<Document>();
  /** The box to type in may stand in a frame of the same origin, whose events stay there. */
  const listen = (tree: Document) => {
    if (heard.has(tree)) return;
    heard.add(tree);
    tree.addEventListener('compositionstart', onStart, true);
    tree.addEventListener('compositionend', onEnd, true);
    tree.addEventListener('input', onInput, true);
    // editors that take the words into their own model (Slate) prevent the input event, and render a moment later
    tree.addEventListener('beforeinput', onBeforeInput, { capture: true, passive: true });
    tree.addEventListener('keydown', onKey, { capture: true, passive: true });
  };
  listen(document);
  return {
    isComposing,
    sinceTyped: () => performance.now() - typedAt,
    check,
    stop() {
      for (const tree of heard) {
        tree.removeEventListener('compositionstart', onStart, true);
        tree.removeEventListener('compositionend', onEnd, true);
        tree.removeEventListener('input', onInput, true);
        tree.removeEventListener('beforeinput', onBeforeInput, true);
        tree.removeEventListener('keydown', onKey, true);
      }
      if (later !== null) clearTimeout(later);
    },
  };
}

/** An editor has rendered what was typed within this time. */
const RENDER_MS = 40;

/** True when the element or something around it has the focus (a contenteditable composes in inner nodes). */
function holdsFocus(document: Document, element: Element): boolean {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active !== null && (active === element || active.contains(element) || element.contains(active));
}
