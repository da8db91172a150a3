import { expect, test } from 'vitest';
import { fromBase64, toBase64 } from '@/lib/core/base64';
import { canonicalJson } from '@/lib/core/canonical-json';
import { createMutex } from '@/lib/core/mutex';
import { isSafeJson } from '@/lib/core/safe-json';
import { sha256Hex } from '@/lib/core/sha256';

test.each([
  [{ b: 1, a: [true, null, 'x"\n'] }, '{"a":[true,null,"x\\"\\n"],"b":1}'],
  [{ é: 1, z: 2, 中: 3, A: undefined }, '{"z":2,"é":1,"中":3}'],
  [[undefined, 1e21, -0], '[null,1e+21,0]'],
  ['中', '"中"'],
])('canonical JSON of %j', (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

test('canonical JSON refuses bottomless nesting instead of overflowing the stack', () => {
  let deep: unknown = 1;
  for (let i = 0; i < 100_000; i++) deep = [deep];
  expect(() => canonicalJson(deep)).toThrow('nested too deep');
  expect(isSafeJson(deep)).toBe(false);
});

test('safe JSON has no own __proto__ member', () => {
  expect(isSafeJson(JSON.parse('{"a":[{"__proto__":1}]}'))).toBe(false);
  expect(isSafeJson({ constructor: 1, a: { b: [1] } })).toBe(true);
});

test('sha-256 of "abc" (FIPS 180-2)', async () => {
  expect(await sha256Hex(new TextEncoder().encode('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

test('base64 both ways, base64url and missing padding read', () => {
  const bytes = Uint8Array.of(251, 255, 190, 0);
  expect(toBase64(bytes)).toBe('+/++AA==');
  expect(fromBase64('+/++AA==')).toEqual(bytes);
  expect(fromBase64('-_--AA')).toEqual(bytes);
  expect(fromBase64('!')).toBeNull();
});

test('the mutex keeps the order and goes on after a failure', async () => {
  const mutex = createMutex();
  const seen: number[] = [];
  const failing = mutex.run(async () => {
    await Promise.resolve();
    seen.push(1);
    throw new Error('x');
  });
  const next = mutex.run(async () => {
    seen.push(2);
    return 'y';
  });
  await expect(failing).rejects.toThrow('x');
  expect(await next).toBe('y');
  expect(seen).toEqual([1, 2]);
});
