import { describe, expect, test } from 'vitest';
import { align, alignWindow } from '@/lib/console/align';

const split = (text: string) => [...text];

describe('align', () => {
  test.each([
    ['', 'ab', [-1, -1]],
    ['ab', 'ab', [0, 1]],
    ['ab', 'abc', [0, 1, -1]],
    ['bc', 'abc', [-1, 0, 1]],
    ['abc', 'bc', [1, 2]],
    ['abc', 'axc', [0, -1, 2]],
    ['aaa', 'aaaa', [0, 1, 2, -1]],
    ['abcd', 'xbyd', [-1, 1, -1, 3]],
    ['abc', '', []],
  ])('%s → %s', (known, next, expected) => {
    expect(align(split(known), split(next))).toEqual(expected);
  });
});

describe('alignWindow', () => {
  test.each([
    ['a window that moved down', 'abcdef', 'defgh', [3, 4, 5, -1, -1]],
    ['a window that moved up', 'defgh', 'abcdef', [-1, -1, -1, 0, 1, 2]],
    ['a window inside', 'abcdef', 'bcd', [1, 2, 3]],
    ['no overlap', 'abcdef', 'uvw', [-1, -1, -1]],
    ['one equal greeting is no overlap', 'abcdh', 'hxyz', [-1, -1, -1, -1]],
    ['one edited row', 'abcdef', 'abcXefg', [0, 1, 2, 3, 4, 5, -1]],
    ['short threads', 'a', 'ab', [0, -1]],
  ])('%s', (_, known, window, expected) => {
    expect(alignWindow(split(known), split(window))).toEqual(expected);
  });
});
