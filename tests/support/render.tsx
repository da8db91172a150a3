import { act, type ReactElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

/** A view in a test's document. */
export interface Rendered {
  root: HTMLElement;
  /** The first element with that test id, anywhere in the document (menus stand outside the root). Throws when there is none. */
  get(testId: string): HTMLElement;
  all(testId: string): HTMLElement[];
  has(testId: string): boolean;
  rerender(element: ReactElement): Promise<void>;
  unmount(): Promise<void>;
}

/** Taken before any test fakes the clock: the query library tells its observers by a timer of zero. */
const realTimeout = globalThis.setTimeout;

/** Lets promises, effects and zero timers run. */
export async function settle(): Promise<void> {
  await act(async () => {
    for (let i = 0; i < 4; i++) await new Promise((resolve) => realTimeout(resolve, 0));
  });
}

/** What a person would read: the text of the page without style sheets. */
const readable = (): string =>
  [...document.body.querySelectorAll('*')]
    .filter((one) => one.tagName !== 'STYLE' && one.children.length === 0)
    .map((one) => one.textContent)
    .join(' | ')
    .slice(0, 1500);

/** Renders into a fresh document body. */
export async function render(element: ReactElement): Promise<Rendered> {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  let reactRoot: Root;
  await act(async () => {
    reactRoot = createRoot(root);
    reactRoot.render(element);
  });
  await settle();
  const all = (testId: string) => [...document.querySelectorAll<HTMLElement>(`[data-testid="${testId}"]`)];
  return {
    root,
    all,
    has: (testId) => all(testId).length > 0,
    get: (testId) => {
      const [first] = all(testId);
      if (!first) throw new Error(`no ${testId} in: ${readable()}`);
      return first;
    },
    rerender: async (next) => {
      await act(async () => reactRoot.render(next));
      await settle();
    },
    unmount: async () => {
      await act(async () => reactRoot.unmount());
    },
  };
}

/** Presses an element as a script would. */
export async function press(element: Element): Promise<void> {
  await act(async () => {
    element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  });
  await settle();
}

/** Types into a React-controlled field. */
export async function type(field: HTMLElement, text: string): Promise<void> {
  const input =
    field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field : field.querySelector('input');
  if (!input) throw new Error('no field');
  await act(async () => {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), 'value')?.set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await settle();
}

/** Waits until `check` holds, at most `ms` of real time: for views that debounce. */
export async function until(check: () => boolean, ms = 2000): Promise<void> {
  const end = Date.now() + ms;
  while (!check()) {
    if (Date.now() > end) throw new Error(`never: ${check} in: ${readable()}`);
    await act(async () => {
      await new Promise((resolve) => setTimeout(resolve, 10));
    });
  }
}
