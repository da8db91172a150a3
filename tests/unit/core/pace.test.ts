import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '@/lib/core/clock';
import { createPace } from '@/lib/core/pace';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const watched = () => {
  const runs: number[] = [];
  const startMs = Date.now();
  const ask = createPace(systemClock, () => runs.push(Date.now() - startMs), { burst: 2, perSecond: 1 });
  return { runs, ask };
};

test('single events are served at once', () => {
  const { runs, ask } = watched();
  ask();
  vi.advanceTimersByTime(5000);
  ask();
  expect(runs).toEqual([0, 5000]);
});

test('a storm is served once a second, and once more after its last event', () => {
  const { runs, ask } = watched();
  for (let ms = 0; ms < 3000; ms += 100) {
    ask();
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(10_000);
  expect(runs).toEqual([0, 100, 1000, 2000, 3000]);
  ask();
  expect(runs).toHaveLength(6);
});
