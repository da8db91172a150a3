import { expect, test } from 'vitest';
import { createPracticeEngine, getNext, type PracticeEngine } from '@/lib/practice/engine';
import type { PracticeScript } from '@/lib/practice/script-schema';
import { PRACTICE_SCRIPTS } from '@/lib/practice/scripts';

/** Time that passes only when told. */
function createWorld(scripts: readonly PracticeScript[]) {
  let nowMs = 0;
  let queue: { atMs: number; action: () => void }[] = [];
  const engine = createPracticeEngine({
    scripts,
    clock: { now: () => nowMs },
    schedule: (action, ms) => {
      const entry = { atMs: nowMs + ms, action };
      queue.push(entry);
      return () => {
        queue = queue.filter((other) => other !== entry);
      };
    },
  });
  const pass = (ms: number) => {
    const end = nowMs + ms;
    for (;;) {
      const [next] = [...queue].sort((a, b) => a.atMs - b.atMs);
      if (!next || next.atMs > end) break;
      queue = queue.filter((other) => other !== next);
      nowMs = next.atMs;
      next.action();
    }
    nowMs = end;
  };
  return { engine, pass };
}

const of = (engine: PracticeEngine, index: number) => {
  const found = engine.state().conversations[index];
  if (!found) throw new Error(`no conversation ${index}`);
  return found;
};
const idOf = (index: number) => PRACTICE_SCRIPTS[index]?.buyer.id ?? '';
const words = (engine: PracticeEngine, index: number) =>
  of(engine, index).messages.map((m) => `${m.role}:${m.card ?? m.text}`);

test('there are three scripted buyers with ids of their own', () => {
  expect(PRACTICE_SCRIPTS).toHaveLength(3);
  expect(new Set(PRACTICE_SCRIPTS.map((script) => script.buyer.id)).size).toBe(3);
});

test.each(PRACTICE_SCRIPTS.map((script) => [script.buyer.name, script] as const))(
  'the script of %s leads somewhere from every step, and every step can be reached',
  (_name, script) => {
    const ids = new Set(script.steps.map((step) => step.id));
    expect(ids.size).toBe(script.steps.length);
    const reached = new Set<string>();
    const visit = (id: string) => {
      expect(ids.has(id), id).toBe(true);
      if (reached.has(id)) return;
      reached.add(id);
      const step = script.steps.find((one) => one.id === id);
      for (const next of [...(step?.hears.map((hear) => hear.goto) ?? []), step?.otherwise ?? id]) visit(next);
    };
    visit(script.start);
    expect([...reached].sort()).toEqual([...ids].sort());
    for (const step of script.steps)
      for (const line of step.says) expect(Boolean(line.text) !== Boolean(line.card)).toBe(true);
  },
);

test('the buyers write one after the other; nothing happens before the start', () => {
  const { engine, pass } = createWorld(PRACTICE_SCRIPTS);
  pass(60_000);
  expect(engine.state().conversations.some((one) => one.started)).toBe(false);
  engine.start();
  engine.start();
  pass(3000);
  expect(words(engine, 0)).toEqual(['buyer:product', 'buyer:这件真丝衬衫会不会褪色呀']);
  expect(of(engine, 1).started).toBe(false);
  pass(20_000);
  expect(of(engine, 1).messages.length).toBeGreaterThan(1);
  expect(of(engine, 2).messages.length).toBeGreaterThan(1);
});

test('opening clears what is unread; an open chat never counts', () => {
  const { engine, pass } = createWorld(PRACTICE_SCRIPTS);
  engine.start();
  pass(3000);
  expect(of(engine, 0).unread).toBe(2);
  engine.open(idOf(0));
  expect(of(engine, 0).unread).toBe(0);
  engine.send(idOf(0), '30度以下冷水手洗就好');
  pass(5000);
  expect(of(engine, 0).unread).toBe(0);
});

test('a buyer reacts to what the agent says, and waits meanwhile', () => {
  const { engine, pass } = createWorld(PRACTICE_SCRIPTS);
  engine.start();
  pass(3000);
  expect(of(engine, 0).waitingSinceMs).not.toBeNull();
  engine.send(idOf(0), '  建议冷水手洗，深浅分开  ');
  expect(of(engine, 0).waitingSinceMs).toBeNull();
  pass(5000);
  expect(words(engine, 0).slice(2)).toEqual([
    'agent:建议冷水手洗，深浅分开',
    'buyer:明白了～那能放洗衣机吗，平时懒得手洗',
  ]);
});

test('an empty phrase does not calm the angry buyer, a time does', () => {
  const script = PRACTICE_SCRIPTS[1];
  const step = script?.steps.find((one) => one.id === 'urge');
  if (!step) throw new Error('script');
  expect(getNext(step, '亲亲稍等哦')).toBe('worse');
  expect(getNext(step, '非常抱歉，我马上联系仓库，今天18点前发出')).toBe('when');
});

test('a buyer left alone gets impatient once', () => {
  const { engine, pass } = createWorld(PRACTICE_SCRIPTS);
  engine.start();
  pass(3000);
  pass(45_000);
  expect(words(engine, 0).at(-1)).toContain('在吗？');
  const count = of(engine, 0).messages.length;
  pass(600_000);
  expect(of(engine, 0).messages).toHaveLength(count);
});

test('an answer in time stops the impatience', () => {
  const { engine, pass } = createWorld(PRACTICE_SCRIPTS);
  engine.start();
  pass(3000);
  engine.send(idOf(0), '冷水手洗');
  pass(300_000);
  expect(words(engine, 0).some((one) => one.includes('在吗？'))).toBe(false);
});

test('a whole conversation ends, and starting again begins it anew', () => {
  const { engine, pass } = createWorld(PRACTICE_SCRIPTS);
  engine.start();
  for (const answer of ['冷水手洗', '不建议机洗，可用洗衣袋', '今天发出']) {
    pass(8000);
    engine.send(idOf(0), answer);
  }
  pass(8000);
  expect(of(engine, 0).done).toBe(true);
  engine.send(idOf(0), '不客气');
  pass(8000);
  expect(words(engine, 0).at(-1)).toBe('agent:不客气');
  engine.restart();
  expect(of(engine, 0).messages).toEqual([]);
  pass(3000);
  expect(words(engine, 0)).toHaveLength(2);
});

test('blank messages and unknown buyers are ignored, and stopping stops everything', () => {
  const { engine, pass } = createWorld(PRACTICE_SCRIPTS);
  engine.start();
  pass(3000);
  const before = engine.state();
  engine.send(idOf(0), '   ');
  engine.send('nobody', 'hello');
  expect(engine.state()).toBe(before);
  engine.stop();
  pass(600_000);
  expect(engine.state()).toBe(before);
});
