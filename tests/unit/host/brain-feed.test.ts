import { expect, test } from 'vitest';
import type { Brain } from '@/lib/host/brain';
import { createBrainFeed } from '@/lib/host/brain-feed';

test('an import goes in by batches, a question between them is taken, later changes come after it', async () => {
  const order: string[] = [];
  let free: (() => void)[] = [];
  const brain = {
    upsert: (entries: unknown[]) => {
      order.push(`upsert ${entries.length}`);
      return new Promise<void>((resolve) => free.push(resolve));
    },
    remove: async () => void order.push('remove'),
  } as unknown as Brain;
  const feed = createBrainFeed(
    () => brain,
    () => order.push('error'),
  );
  const entry = { entry: { kind: 'answer', id: 'a', title: '', answer: '' }, source: 'own', precedence: 30 } as const;
  feed.upsert(Array.from({ length: 20 }, () => entry));
  feed.remove('own', ['a']);
  const release = async () => {
    for (let i = 0; i < 5; i++) await Promise.resolve();
    for (const one of free) one();
    free = [];
    for (let i = 0; i < 5; i++) await Promise.resolve();
  };
  await release();
  expect(order).toEqual(['upsert 8', 'upsert 8']);
  await release();
  await release();
  expect(order).toEqual(['upsert 8', 'upsert 8', 'upsert 4', 'remove']);
});

test('a batch that a dead brain did not take does not stop the next', async () => {
  let calls = 0;
  const errors: unknown[] = [];
  const brain = { upsert: async () => (++calls === 1 ? Promise.reject(new Error('brain-died')) : undefined) };
  const feed = createBrainFeed(
    () => brain as unknown as Brain,
    (error) => errors.push(error),
  );
  feed.upsert([{}] as never);
  feed.upsert([{}] as never);
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect([calls, errors.length]).toEqual([2, 1]);
});

test('what is told as taken has really been taken: an open chat asked before would be answered from the old', async () => {
  const order: string[] = [];
  let release = () => {};
  const busy = new Promise<void>((resolve) => {
    release = resolve;
  });
  const brain = {
    upsert: async () => {
      await busy;
      order.push('upsert');
    },
    remove: async () => void order.push('remove'),
  } as unknown as Brain;
  const feed = createBrainFeed(
    () => brain,
    () => undefined,
  );
  feed.upsert([{ entry: { id: 'a' }, source: 'feed', precedence: 20 } as never]);
  feed.remove('feed', ['b']);
  const taken = feed.taken().then(() => order.push('taken'));
  expect(order).toEqual([]);
  release();
  await taken;
  expect(order).toEqual(['upsert', 'remove', 'taken']);
});
