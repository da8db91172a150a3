import { describe, expect, test } from 'vitest';
import { createSwitchGate } from '@/lib/console/switch-gate';
import { createThreadMemory, type SeenRow } from '@/lib/console/thread-memory';

const ref = (buyer: string) => ({ console: 'c', shop: 's', buyer });
const row = (text: string): SeenRow => ({ role: 'buyer', parts: [{ type: 'text', text }], token: {} });

function createWorld() {
  let now = 0;
  const gate = createSwitchGate(() => now);
  const memories = { a: createThreadMemory({ windowed: false }), b: createThreadMemory({ windowed: false }) };
  const pass = (buyer: 'a' | 'b' | null, rows: SeenRow[]) => {
    const passed = gate.pass(buyer && ref(buyer), rows, buyer && memories[buyer]);
    if (passed && buyer) memories[buyer].merge(rows, now);
    return passed;
  };
  return {
    gate,
    pass,
    wait(ms: number) {
      now += ms;
    },
  };
}

describe('header first', () => {
  test('rows of the old buyer never pass under the new name', () => {
    const { pass, wait } = createWorld();
    const old = [row('旧一'), row('旧二')];
    expect(pass('a', old)).toBe(true);
    expect(pass('b', old)).toBe(false);
    wait(3000);
    expect(pass('b', old)).toBe(false);
    expect(pass('b', [...old, row('旧三')])).toBe(false);
    expect(pass('b', [row('新一')])).toBe(true);
  });

  test('a thread that goes in pieces is not believed while old rows stand', () => {
    const { pass, wait } = createWorld();
    const [one, two] = [row('旧一'), row('旧二')];
    pass('a', [one, two]);
    wait(10);
    expect(pass('b', [two, row('新')])).toBe(false);
    wait(10);
    expect(pass('b', [row('新')])).toBe(true);
  });

  test('two chats with the very same rows pass in the end', () => {
    const { pass, wait } = createWorld();
    const rows = [row('欢迎光临')];
    pass('a', rows);
    expect(pass('b', rows)).toBe(false);
    wait(10_000);
    expect(pass('b', rows)).toBe(true);
  });

  test('an empty old chat holds nothing up', () => {
    const { pass } = createWorld();
    expect(pass('a', [])).toBe(true);
    expect(pass('b', [row('新')])).toBe(true);
  });
});

describe('thread first', () => {
  test('a wholly replaced thread under the old name waits for a quiet moment', () => {
    const { pass, wait } = createWorld();
    pass('a', [row('旧')]);
    expect(pass('a', [row('新')])).toBe(false);
    wait(50);
    expect(pass('b', [row('新')])).toBe(true);
  });

  test('and passes when the name stays', () => {
    const { pass, wait } = createWorld();
    pass('a', [row('旧')]);
    const next = [row('新')];
    expect(pass('a', next)).toBe(false);
    wait(200);
    expect(pass('a', next)).toBe(true);
  });
});

test('being between two chats is late only after a moment', () => {
  const { gate, pass, wait } = createWorld();
  pass('a', []);
  pass(null, []);
  expect(gate.isLate()).toBe(false);
  wait(300);
  expect(gate.isLate()).toBe(true);
  pass('b', []);
  expect(gate.isLate()).toBe(false);
});

test('the panel of the last buyer is withheld until it changed', () => {
  const { gate, pass, wait } = createWorld();
  pass('a', []);
  expect(gate.passPanel('product', { id: '1' })).toEqual({ id: '1' });
  pass('b', []);
  expect(gate.passPanel('product', { id: '1' })).toBeNull();
  expect(gate.passPanel('product', { id: '2' })).toEqual({ id: '2' });
  pass('a', []);
  expect(gate.passPanel('product', { id: '2' })).toBeNull();
  wait(3000);
  expect(gate.passPanel('product', { id: '2' })).toEqual({ id: '2' });
});
