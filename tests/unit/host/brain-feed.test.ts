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
  const asked = (askings: number) =>
    ({
      entry: { kind: 'answer', id: 'a', title: '', answer: '', askings: Array.from({ length: askings }, () => '问') },
      source: 'own',
      precedence: 30,
    }) as const;
  // As much work in each: of much asked entries a few, of one that is more than a batch by itself only that one.
  feed.upsert([
    ...Array.from({ length: 14 }, () => asked(18)),
    asked(500),
    ...Array.from({ length: 50 }, () => asked(1)),
  ]);
  feed.remove('own', ['a']);
  const release = async () => {
    for (let i = 0; i < 5; i++) await Promise.resolve();
    for (const one of free) one();
    free = [];
    for (let i = 0; i < 5; i++) await Promise.resolve();
  };
  await release();
  expect(order).toEqual(['upsert 6', 'upsert 6']);
  for (let i = 0; i < 5; i++) await release();
  expect(order).toEqual(['upsert 6', 'upsert 6', 'upsert 2', 'upsert 1', 'upsert 40', 'upsert 10', 'remove']);
});

test('a batch that a dead brain did not take does not stop the next', async () => {
  let calls = 0;
  const errors: unknown[] = [];
  const brain = { upsert: async () => (++calls === 1 ? Promise.reject(new Error('brain-died')) : undefined) };
  const feed = createBrainFeed(
    () => brain as unknown as Brain,
    (error) => errors.push(error),
  );
  feed.upsert([{ entry: { id: 'a' } }] as never);
  feed.upsert([{ entry: { id: 'a' } }] as never);
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
