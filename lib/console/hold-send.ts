import type { OpenComposer } from './composer';

/** What the host said of a draft; it counts for exactly this text. */
export interface Verdict {
  text: string;
  red: boolean;
}

export interface HoldSendDeps {
  document: Document;
  composer(): OpenComposer | null;
  isComposing(): boolean;
  /** The console's own send control, or null. */
  send(): Element | null;
  now(): number;
  /** A press was held. */
  onHeld(text: string): void;
}

/** A second press within this time is meant (ms). */
const AGAIN_MS = 10_000;
const POINTER = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'] as const;

/** Holds one press on send. */
export interface HoldSend {
  /** The newest verdict. Without one nothing is listened to. */
  judge(verdict: Verdict): void;
  stop(): void;
}

/**
 * Holds the Enter key or the press on the console's send control once, when the verdict already known for exactly the text that
 * stands there is red (product.md, F15). The next press within ten seconds goes through; no verdict, another text or a composing
 * input method: nothing is held. Only real presses; nothing is ever sent from here. Listens only once a first verdict has come.
 */
export function createHoldSend(deps: HoldSendDeps): HoldSend {
  const { document } = deps;
  const view = document.defaultView;
  let verdict: Verdict | null = null;
  let held: { text: string; atMs: number } | null = null;
  /** What still belongs to the press being held: its later events go nowhere either. */
  let swallowing: 'key' | 'pointer' | null = null;
  let listens = false;

  /** True when this press is held; at most once per text and ten seconds. */
  const holds = (): boolean => {
    const open = deps.composer();
    if (!open || !verdict?.red || deps.isComposing()) return false;
    const text = open.strategy.read(open.element);
    if (text !== verdict.text) return false;
    const now = deps.now();
    if (held && held.text === text && now - held.atMs <= AGAIN_MS) {
      held = null;
      return false;
    }
    held = { text, atMs: now };
    deps.onHeld(text);
    return true;
  };
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const isIn = (element: Element | null | undefined, event: Event): boolean =>
    element ? event.composedPath().includes(element) : false;

  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !event.isTrusted) return;
    if (event.type !== 'keydown') {
      if (swallowing === 'key') swallow(event);
      if (event.type === 'keyup') swallowing = null;
      return;
    }
    // 229: an input method takes this key. Shift+Enter breaks the line; a key held down is no second press.
    if (event.isComposing || event.keyCode === 229 || event.shiftKey || event.altKey) return;
    if (event.repeat && swallowing === 'key') return swallow(event);
    swallowing = null;
    if (!isIn(deps.composer()?.element, event) || !holds()) return;
    swallowing = 'key';
    swallow(event);
  };
  const onPointer = (event: MouseEvent) => {
    if (!event.isTrusted || event.button !== 0) return;
    if (event.type === 'pointerdown') swallowing = isIn(deps.send(), event) && holds() ? 'pointer' : null;
    else if (
      event.type === 'click' &&
      swallowing !== 'pointer' &&
      event.detail === 0 &&
      isIn(deps.send(), event) &&
      holds()
    )
      // the key that presses a focused button comes as a click alone
      return swallow(event);
    if (swallowing === 'pointer') swallow(event);
    if (event.type === 'click') swallowing = null;
  };

  const listen = (on: boolean) => {
    if (listens === on || !view) return;
    listens = on;
    const change = on ? view.addEventListener.bind(view) : view.removeEventListener.bind(view);
    for (const type of ['keydown', 'keypress', 'keyup'] as const) change(type, onKey as EventListener, true);
    for (const type of POINTER) change(type, onPointer as EventListener, true);
  };
  return {
    judge(next) {
      verdict = next;
      listen(true);
    },
    stop: () => listen(false),
  };
}
