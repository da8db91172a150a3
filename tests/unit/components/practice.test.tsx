// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PracticeApp } from '@/components/practice/practice-app';
import { createPracticeEngine, type PracticeEngine } from '@/lib/practice/engine';
import { PRACTICE_SCRIPTS } from '@/lib/practice/scripts';
import { createFakeHost } from '../../support/fake-host';
import { press, type Rendered, render, settle, type } from '../../support/render';
import { SETTINGS } from '../../support/view-samples';

let view: Rendered;
let engine: PracticeEngine;
let queue: (() => void)[];

beforeEach(async () => {
  queue = [];
  engine = createPracticeEngine({
    scripts: PRACTICE_SCRIPTS,
    clock: { now: () => 1_700_000_000_000 },
    schedule: (action) => {
      queue.push(action);
      return () => {
        queue = queue.filter((other) => other !== action);
      };
    },
  });
  view = await render(<PracticeApp client={createFakeHost({ 'settings.get': () => SETTINGS })} engine={engine} />);
});
afterEach(() => view.unmount());

/** Runs everything that waits, once. */
const tick = async (times = 1) => {
  for (let i = 0; i < times; i++) {
    await act(async () => {
      const due = queue;
      queue = [];
      for (const action of due) action();
    });
  }
  await settle();
};
const part = (name: string) => document.querySelector<HTMLElement>(`[data-practice="${name}"]`);
const parts = (name: string) => [...document.querySelectorAll<HTMLElement>(`[data-practice="${name}"]`)];

test('renders the contract of the practice adapter: shop, buyer, thread, rows, product panel, composer', async () => {
  await tick(3);
  const [script] = PRACTICE_SCRIPTS;
  if (!script) throw new Error('script');
  expect(part('shop')?.dataset.id).toBe('practice-shop');
  expect(part('buyer')?.dataset.id).toBe(script.buyer.id);
  expect(part('buyer')?.textContent).toBe(script.buyer.name);
  expect(part('thread')?.dataset.buyer).toBe(script.buyer.id);
  expect(parts('message').map((row) => row.dataset.role)).toEqual(['buyer', 'buyer']);
  expect(new Set(parts('message').map((row) => row.dataset.id)).size).toBe(2);
  expect(part('product')?.dataset.id).toBe(script.product.id);
  expect(parts('text')[0]?.textContent).toBe('这件真丝衬衫会不会褪色呀');
  expect(part('panel-product')?.dataset.id).toBe(script.product.id);
  expect(parts('attribute').map((row) => [row.dataset.name, row.dataset.value])).toContainEqual(['材质', '桑蚕丝']);
  expect(part('composer')?.tagName).toBe('TEXTAREA');
  expect(parts('list-row').find((row) => row.getAttribute('aria-current') === 'true')?.dataset.id).toBe(
    script.buyer.id,
  );
});

test('the buyer with an order shows it beside the chat and as a card', async () => {
  await tick(4);
  const row = parts('list-row').find((one) => one.dataset.id === 'practice-wang');
  expect(row?.querySelector('[data-practice="list-unread"]')).not.toBeNull();
  await press(row ?? document.body);
  expect(part('panel-order')?.dataset.id).toBe('PX20261118001');
  expect(part('panel-order')?.querySelector('[data-practice="order-state"]')?.textContent).toBe('待发货');
  expect(part('order')?.dataset.id).toBe('PX20261118001');
  expect(part('thread')?.dataset.buyer).toBe('practice-wang');
});

test('what is typed is sent by Enter or the button, never while an input method composes, never empty', async () => {
  await tick(3);
  const box = part('composer');
  if (!(box instanceof HTMLTextAreaElement)) throw new Error('composer');
  const enter = (init: KeyboardEventInit = {}) =>
    act(
      async () =>
        void box.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init }),
        ),
    );
  const sent = () => parts('message').filter((row) => row.dataset.role === 'agent').length;
  await enter();
  expect(sent()).toBe(0);
  await type(box, '冷水手洗');
  await enter({ isComposing: true });
  await enter({ shiftKey: true });
  expect(sent()).toBe(0);
  await enter();
  expect(sent()).toBe(1);
  expect(box.value).toBe('');
  await type(box, '好的');
  await press(part('send') ?? document.body);
  expect(sent()).toBe(2);
});

test('starting again empties every chat', async () => {
  await tick(3);
  engine.send('practice-xiaolu', '冷水手洗');
  await act(async () => engine.restart());
  await settle();
  expect(parts('message')).toEqual([]);
});
