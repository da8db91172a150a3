import { expect, test } from 'vitest';
import { createLlmWorld } from '@/tests/support/llm-host';
import { readGiven, writeFaithful } from '@/tests/support/llm-server/answers';

/** A draft for one buyer never stands under another, however late its words come. */

const random = (seed: number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};
const BUYERS = ['buyer-A', 'buyer-B', 'buyer-C'];

/** An endpoint whose words come late and in pieces, and which does not care that it was told to stop. */
const lateFetch =
  (next: () => number): typeof fetch =>
  async (_input, init) => {
    const { messages } = JSON.parse(String(init?.body)) as { messages: { content: string }[] };
    const given = readGiven(messages.at(-1)?.content ?? '');
    const words = JSON.stringify(given ? writeFaithful(given) : {});
    const stream = new ReadableStream<Uint8Array>({
      async start(controller) {
        const send = (choice: object) =>
          controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify({ choices: [choice] })}\n\n`));
        for (let at = 0; at < words.length; at += 40) {
          await new Promise((resolve) => setTimeout(resolve, next() * 6));
          send({ index: 0, delta: { content: words.slice(at, at + 40) }, finish_reason: null });
        }
        send({ index: 0, delta: {}, finish_reason: 'stop' });
        controller.close();
      },
    });
    return new Response(stream, { headers: { 'content-type': 'text/event-stream' } });
  };

test.each([1, 2, 3])('random switching with late tokens, seed %i', async (seed) => {
  const next = random(seed);
  const world = createLlmWorld({ fetch: lateFetch(next), quietMs: 1 });
  await world.call('llm.settings.set', { on: true, preset: 'custom', baseUrl: 'http://llm.test/v1', model: 'x' });
  let open = '';
  let tried = 0;
  for (let step = 0; step < 60; step++) {
    open = BUYERS[Math.floor(next() * BUYERS.length)] ?? 'buyer-A';
    world.say(open, `问题${Math.floor(next() * 4)}`);
    await new Promise((resolve) => setTimeout(resolve, next() * 60));
    // Whatever was ever pushed, pressed for whoever is open now.
    const views = world.frames.flatMap((frame) =>
      'event' in frame && frame.event.type === 'llm' ? [frame.event.llm] : [],
    );
    const candidates = views.flatMap((view) => view.candidates.map((candidate) => ({ candidate, ref: view.ref })));
    const pick = candidates[Math.floor(next() * candidates.length)];
    if (!pick) continue;
    const ref = { console: 'pinduoduo', shop: 's1', buyer: open };
    const result = await world.call('insert', {
      tabId: 1,
      sourceId: pick.candidate.id,
      text: pick.candidate.text,
      ref,
    });
    tried++;
    if (result.ok) expect(pick.ref?.buyer).toBe(open);
    else expect(result.reason).toBe('chat-changed');
  }
  const pushed = world.frames.flatMap((frame) =>
    'event' in frame && frame.event.type === 'llm' ? [frame.event.llm] : [],
  );
  expect(pushed.some(({ candidates }) => candidates.length > 0)).toBe(true);
  expect(tried).toBeGreaterThan(10);
  for (const { ref, candidates, preview } of pushed)
    for (const text of [...candidates, ...preview].map((one) => one.text))
      for (const buyer of BUYERS.filter((one) => one !== ref?.buyer)) expect(text).not.toContain(buyer);
  const inserted = world.toPage.flatMap((message) => (message.type === 'insert' ? [message] : []));
  for (const { ref, text } of inserted)
    for (const buyer of BUYERS.filter((one) => one !== ref.buyer)) expect(text).not.toContain(buyer);
});

test('the conversation moves on while it writes: the draft is dropped, and that is said', async () => {
  const world = createLlmWorld({ fetch: lateFetch(() => 1), quietMs: 1 });
  await world.call('llm.settings.set', { on: true, preset: 'custom', baseUrl: 'http://llm.test/v1', model: 'x' });
  world.say('buyer-A', '第一问');
  await world.until(({ state }) => state === 'running');
  world.say('buyer-A', '第二问');
  expect(await world.until(({ dropped }) => dropped)).toMatchObject({
    turnId: 'buyer-A-第二问',
    candidates: [],
    preview: [],
  });
  await world.until(({ state, turnId }) => state === 'done' && turnId === 'buyer-A-第二问');
});
