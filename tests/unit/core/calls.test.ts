import { expect, test } from 'vitest';
import { createCalls, type MessageEnd } from '@/lib/core/calls';

/** Two ends that copy what they carry, as workers do. */
function makePair(): [MessageEnd, MessageEnd] {
  const make = (): MessageEnd => ({ postMessage: () => undefined, onmessage: null });
  const [a, b] = [make(), make()];
  const carry = (to: MessageEnd) => (message: unknown) => {
    const data = structuredClone(message);
    queueMicrotask(() => to.onmessage?.({ data } as MessageEvent));
  };
  a.postMessage = carry(b);
  b.postMessage = carry(a);
  return [a, b];
}

test('both sides call each other, failures come back as failures', async () => {
  const [a, b] = makePair();
  const left = { add: (x: number, y: number) => x + y, fail: () => Promise.reject(new Error('no')) };
  const right = { shout: async (text: string) => text.toUpperCase() };
  const toRight = createCalls<typeof right>(a, () => left);
  const toLeft = createCalls<typeof left>(b, () => right);
  expect(await toLeft.call('add', 1, 2)).toBe(3);
  expect(await toRight.call('shout', 'hi')).toBe('HI');
  await expect(toLeft.call('fail')).rejects.toThrow('no');
  await expect(toLeft.call('toString' as 'add', 1, 2)).rejects.toThrow('nothing serves');
});

test('closing rejects what is open', async () => {
  const [a] = makePair();
  const calls = createCalls<{ wait(): void }>(a, () => ({}));
  const open = calls.call('wait');
  calls.close('closed');
  await expect(open).rejects.toThrow('closed');
});
