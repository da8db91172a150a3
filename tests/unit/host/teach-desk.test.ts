import { expect, test } from 'vitest';
import type { Overlays } from '@/lib/host/overlays';
import { createTeachDesk } from '@/lib/host/teach-desk';
import type { HostToTeach, TeachPart, TeachState } from '@/lib/platform/messages';
import type { Port } from '@/lib/platform/port';

/** A page of several frames: one of them is taught, presses in the others are refused in words. */

const NOTHING: TeachState = {
  armed: null,
  next: 'buyer',
  done: [],
  used: 0,
  problem: null,
  rows: [],
  buyerName: null,
  overlay: null,
};

function makeFrame(url: string) {
  const got: HostToTeach[] = [];
  let hear: (message: unknown) => void = () => undefined;
  let left: () => void = () => undefined;
  const port = {
    sender: { url },
    post: (message: HostToTeach) => void got.push(message),
    onMessage: (listener: (message: unknown) => void) => {
      hear = listener;
    },
    onDisconnect: (listener: () => void) => {
      left = listener;
    },
    disconnect: () => undefined,
  } as unknown as Port<unknown, HostToTeach>;
  const state = (part: Partial<TeachState>) => hear({ type: 'state', state: { ...NOTHING, ...part } });
  return { port, got, state, leave: () => left() };
}

async function start() {
  const desk = createTeachDesk({
    overlays: {} as Overlays,
    language: () => 'zh-CN',
    inject: async () => true,
    onView: () => undefined,
  });
  await desk.start(7, null);
  const top = makeFrame('https://shop.example/desk');
  const inner = makeFrame('https://shop.example/chat');
  desk.accept(top.port, 7, 0);
  desk.accept(inner.port, 7, 4);
  const arm = (part: TeachPart) => {
    desk.arm(7, part);
    for (const frame of [top, inner]) frame.state({ armed: part });
  };
  return { desk, top, inner, arm };
}

test('the frame of the first press is taught; a press in another one is refused and the lesson goes on', async () => {
  const { desk, top, inner, arm } = await start();
  arm('buyer');
  inner.state({ used: 1, done: ['buyer'], next: 'agent' });
  expect(top.got.at(-1)).toEqual({ type: 'aside' });
  expect(desk.view(7)).toMatchObject({ done: ['buyer'], used: 1, armed: null, problem: null });
  desk.arm(7, 'name');
  inner.state({ armed: 'name', used: 1, done: ['buyer'], next: 'agent' });
  top.state({ used: 1, done: ['name'] });
  expect(inner.got.at(-1)).toEqual({ type: 'disarm' });
  inner.state({ used: 1, done: ['buyer'], next: 'agent' });
  expect(desk.view(7)).toMatchObject({ done: ['buyer'], used: 1, armed: null, problem: 'other-frame' });
  desk.arm(7, 'agent');
  inner.state({ used: 2, done: ['buyer', 'agent'], next: 'composer' });
  expect(desk.view(7)).toMatchObject({ used: 2, problem: null });
});

test('when the taught frame goes, the lesson is over', async () => {
  const { desk, top, inner, arm } = await start();
  arm('buyer');
  inner.state({ used: 1, done: ['buyer'] });
  inner.leave();
  expect(desk.view(7)).toBeNull();
  expect(top.got.at(-1)).toEqual({ type: 'stop' });
});
