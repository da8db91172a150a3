import { expect, test } from 'vitest';
import type { Brain } from '@/lib/host/brain';
import { createStoredIndex } from '@/lib/host/stored-index';

const SHIPPED = Uint8Array.of(1);
const STORED = Uint8Array.of(2);

/** A brain that takes only the bytes named. */
function createTaker(takes: Uint8Array | null): { brain: Brain; offered: Uint8Array[] } {
  const offered: Uint8Array[] = [];
  const importIndex = async (bytes: Uint8Array) => {
    offered.push(bytes);
    return bytes === takes;
  };
  return { brain: { importIndex } as Partial<Brain> as Brain, offered };
}

const restore = async (stored: Uint8Array | null, takes: Uint8Array | null, shipped = async () => SHIPPED) => {
  const { brain, offered } = createTaker(takes);
  const segments = { get: async () => stored, put: async () => undefined };
  await createStoredIndex({ segments, shipped, brain: () => brain }).restore(brain);
  return offered;
};

test('what is stored is taken, and nothing else asked for', async () => {
  expect(await restore(STORED, STORED)).toEqual([STORED]);
});

test('an install, and an update that would index anew, take the index that came with the extension', async () => {
  expect(await restore(null, SHIPPED)).toEqual([SHIPPED]);
  expect(await restore(STORED, SHIPPED)).toEqual([STORED, SHIPPED]);
});

test('without a usable one the start goes on: the entries are indexed as they come', async () => {
  expect(await restore(STORED, null)).toEqual([STORED, SHIPPED]);
  expect(await restore(null, null, () => Promise.reject(new Error('no file')))).toEqual([]);
});
