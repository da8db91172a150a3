// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AIM_MS, HOLD_MS, type PaintedList, usePaintedList } from '@/components/hooks/use-painted-list';
import { type Rendered, render } from '../../support/render';

interface Value {
  key: string;
}

const keyOf = (value: Value) => value.key;
let list: PaintedList<Value>;
let view: Rendered;

function Probe({ next }: { next: Value }) {
  list = usePaintedList(next, keyOf, Date.now);
  return <div {...list.handlers}>{list.painted.key}</div>;
}
let x = 0;
/** A real move has a new place each time. */
const moveTo = (target: Element | null = null) => list.handlers.onPointerMove({ screenX: ++x, screenY: 0, target });
const show = (key: string) => view.rerender(<Probe next={{ key }} />);
const pass = (ms: number) => act(async () => void vi.advanceTimersByTime(ms));

beforeEach(async () => {
  vi.useFakeTimers({ now: 1_000_000 });
  view = await render(<Probe next={{ key: 'a' }} />);
});
afterEach(async () => {
  await view.unmount();
  vi.useRealTimers();
});

test('takes new results at once when the list was left alone', async () => {
  await show('b');
  expect(list.painted.key).toBe('b');
  expect(list.waiting).toBe(false);
});

test.each([
  ['pointer move', () => moveTo()],
  ['wheel', () => list.handlers.onWheel()],
  ['key', () => list.handlers.onKeyDown()],
  ['focus', () => list.handlers.onFocus()],
])('holds new results for 600 ms after a %s, then takes them', async (_name, touch) => {
  touch();
  await show('b');
  expect(list.painted.key).toBe('a');
  expect(list.waiting).toBe(true);
  await pass(HOLD_MS - 1);
  expect(list.painted.key).toBe('a');
  await pass(1);
  expect(list.painted.key).toBe('b');
  expect(list.waiting).toBe(false);
});

test('a hand that keeps moving keeps holding, and the newest result wins', async () => {
  moveTo();
  await show('b');
  await pass(500);
  moveTo();
  await show('c');
  await pass(500);
  expect(list.painted.key).toBe('a');
  await pass(100);
  expect(list.painted.key).toBe('c');
});

test('a pressed pointer holds however long it stays down', async () => {
  list.handlers.onPointerDown();
  await show('b');
  await pass(5000);
  expect(list.painted.key).toBe('a');
  await act(async () => void window.dispatchEvent(new Event('pointerup')));
  await pass(HOLD_MS);
  expect(list.painted.key).toBe('b');
});

test('equal keys are taken at once, even under the hand: nothing visible changes', async () => {
  moveTo();
  const same = { key: 'a' };
  await view.rerender(<Probe next={same} />);
  expect(list.painted).toBe(same);
});

test('going back to what is painted ends the waiting without a swap', async () => {
  moveTo();
  await show('b');
  await show('a');
  expect(list.waiting).toBe(false);
  await pass(2 * HOLD_MS);
  expect(list.painted.key).toBe('a');
});

test('takes the waiting results when the agent asks', async () => {
  moveTo();
  await show('b');
  await act(async () => list.takeNow());
  expect(list.painted.key).toBe('b');
});

test('the same place again is no hand: browsers send it when the page changes under a resting pointer', async () => {
  moveTo();
  await pass(HOLD_MS);
  list.handlers.onPointerMove({ screenX: x, screenY: 0, target: null });
  await show('b');
  expect(list.painted.key).toBe('b');
});

test('a pointer resting on a button holds for 3 s: a press is about to come', async () => {
  moveTo(document.createElement('button'));
  await pass(1000);
  await show('b');
  await pass(AIM_MS - 1001);
  expect(list.painted.key).toBe('a');
  await pass(1);
  expect(list.painted.key).toBe('b');
});

test.each([
  ['pressed', () => list.handlers.onPointerDown()],
  ['left', () => list.handlers.onPointerLeave()],
  ['moved off the button', () => moveTo()],
])('a pointer that has %s aims no more', async (_name, act_) => {
  moveTo(document.createElement('button'));
  act_();
  await act(async () => void window.dispatchEvent(new Event('pointerup')));
  await show('b');
  await pass(HOLD_MS);
  expect(list.painted.key).toBe('b');
});
