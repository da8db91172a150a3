import { expect, test } from 'vitest';
import { createFollower } from '@/lib/console/read-role';

/** Who speaks in rows that print no sender. */

test('a message without a sender is of whoever spoke before', () => {
  const roleOf = createFollower();
  expect((['buyer', 'as-before', 'agent', 'as-before', 'as-before'] as const).map(roleOf)).toEqual([
    'buyer',
    'buyer',
    'agent',
    'agent',
    'agent',
  ]);
});

test('nothing is guessed at the start, behind a line of the program or behind a row of unknown role', () => {
  const roleOf = createFollower();
  expect((['as-before', 'system', 'as-before', 'buyer', null, 'as-before'] as const).map(roleOf)).toEqual([
    null,
    'system',
    null,
    'buyer',
    null,
    null,
  ]);
});
