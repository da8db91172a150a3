import type { OverlayHost } from '../overlay-host';
import { isVisible } from '../visible';

/** Lets a person choose one element of the page, by pointer or keys. The page notices nothing of it. */
export interface Picker {
  /** Starts to choose; `onPick` comes once, with the element, or null when it was cancelled. */
  arm(onPick: (element: Element | null) => void): void;
  /** Stops choosing without a pick. */
  disarm(): void;
  isArmed(): boolean;
}

const COLOUR = '#0b8f7d';
/** The click of a press comes within this time after the button went up (ms). */
const CLICK_MS = 400;
/** What comes of a key that is held and let go. */
const KEYS = ['keydown', 'keypress', 'keyup'] as const;
const SWALLOWED = [
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'click',
  'dblclick',
  'auxclick',
  'contextmenu',
  'touchstart',
  'touchend',
  'dragstart',
  'keydown',
  'keyup',
  'keypress',
] as const;

/** Makes the picker; its outline stands in our overlay. `onMove` = where the pointer is. */
export function createPicker(overlay: OverlayHost, window: Window, onMove: (y: number) => void): Picker {
  const { document } = window;
  const frame = document.createElement('div');
  frame.style.cssText = `all:initial;position:fixed;display:none;box-sizing:border-box;pointer-events:none;border:2px solid ${COLOUR};border-radius:6px;background:rgb(11 143 125 / 12%);box-shadow:0 0 0 3px rgb(255 255 255 / 70%);`;
  overlay.root.prepend(frame);
  const host = overlay.root.host;
  let target: Element | null = null;
  let pressed: Element | null = null;
  let done: ((element: Element | null) => void) | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let tick = 0;

  const outline = () => {
    const rect = target?.isConnected ? target.getBoundingClientRect() : null;
    frame.style.display = rect && rect.width > 0 ? 'block' : 'none';
    if (!rect) return;
    frame.style.left = `${rect.left - 3}px`;
    frame.style.top = `${rect.top - 3}px`;
    frame.style.width = `${rect.width + 6}px`;
    frame.style.height = `${rect.height + 6}px`;
  };
  /** The page scrolls and grows under the outline. */
  const follow = () => {
    outline();
    tick = window.requestAnimationFrame(follow);
  };
  const aim = (element: Element | null) => {
    target = element;
    outline();
  };
  const finish = (element: Element | null) => {
    const call = done;
    disarm();
    call?.(element);
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.type !== 'keydown') return;
    const from = target ?? document.activeElement ?? document.body;
    if (event.key === 'Escape' || (event.key === 'Enter' && target)) {
      finish(event.key === 'Enter' ? target : null);
      swallowRest(event.key);
    } else if (event.key === 'ArrowUp') aim(getParent(from));
    else if (event.key === 'ArrowDown') aim(getChild(from));
    else if (event.key === 'ArrowLeft') aim(getSibling(from, 'previousElementSibling'));
    else if (event.key === 'ArrowRight') aim(getSibling(from, 'nextElementSibling'));
  };

  /** The key that ended it is still down: a page that acts when Enter goes up must not hear that either. */
  const swallowRest = (key: string) => {
    const swallow = (event: KeyboardEvent) => {
      if (event.key !== key) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.type === 'keyup') for (const type of KEYS) window.removeEventListener(type, swallow, true);
    };
    for (const type of KEYS) window.addEventListener(type, swallow, true);
  };

  const onEvent = (event: Event) => {
    const [inner] = event.composedPath();
    // our own bar keeps its buttons
    if (inner === host || event.composedPath().includes(host)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // a page must not be able to teach us by events of its own
    if (!event.isTrusted) return;
    if (event.type.startsWith('key')) return onKey(event as KeyboardEvent);
    const hit = toHit(inner);
    if (event.type === 'pointerdown' && hit) {
      pressed = hit;
      aim(hit);
    } else if (event.type === 'pointerup' && pressed) {
      // a disabled control sends no click
      timer ??= setTimeout(() => finish(pressed), CLICK_MS);
    } else if (event.type === 'click' && (pressed ?? hit)) finish(pressed ?? hit);
  };
  const onPointer = (event: PointerEvent) => {
    const [inner] = event.composedPath();
    onMove(event.clientY);
    const hit = toHit(inner);
    if (inner === host || !hit || pressed) return;
    aim(hit);
  };

  const disarm = () => {
    if (!done) return;
    done = null;
    pressed = null;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    window.cancelAnimationFrame(tick);
    for (const type of SWALLOWED) window.removeEventListener(type, onEvent, { capture: true });
    window.removeEventListener('pointermove', onPointer, { capture: true });
    aim(null);
  };

  return {
    arm(onPick) {
      disarm();
      done = onPick;
      for (const type of SWALLOWED) window.addEventListener(type, onEvent, { capture: true, passive: false });
      window.addEventListener('pointermove', onPointer, { capture: true, passive: true });
      follow();
    },
    disarm,
    isArmed: () => done !== null,
  };
}

/** What was hit. Words that a component only shows in a slot are its host's: no element of its tree holds them. */
function toHit(target: EventTarget | undefined): Element | null {
  if (target === undefined || !('getBoundingClientRect' in target)) return null;
  const element = target as Element;
  const isFilled = element.tagName === 'SLOT' && (element as HTMLSlotElement).assignedNodes().length > 0;
  return isFilled ? toHit((element.getRootNode() as ShadowRoot).host) : element;
}

/** Out of a shadow root comes its host. */
function getParent(element: Element): Element {
  const tree = element.getRootNode();
  const parent = element.parentElement ?? ('host' in tree ? (tree as ShadowRoot).host : null);
  return parent && parent !== element.ownerDocument.documentElement ? parent : element;
}

function getChild(element: Element): Element {
  const inside = element.shadowRoot ?? element;
  return [...inside.children].find(isVisible) ?? element;
}

function getSibling(element: Element, step: 'nextElementSibling' | 'previousElementSibling'): Element {
  for (let node = element[step]; node; node = node[step]) if (isVisible(node)) return node;
  return element;
}
