import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type LlmChat, type LlmRun, openLlmChat, startLlmRun } from '../support/llm-run';
import { readGiven } from '../support/llm-server/answers';
import type { SeenRequest } from '../support/llm-server/start';

/** Host or worker killed while the LLM writes: what is local stands, words say what happened, nothing hangs, nothing is asked in a storm. */

let run: LlmRun;
let chat: LlmChat;
beforeAll(async () => {
  run = await startLlmRun();
  await run.setModel('ok');
  chat = await openLlmChat(run);
});
afterAll(() => run?.close());
beforeEach(async () => {
  await chat.reply();
  await run.call('llm.settings.set', { model: 'slow', mode: 'auto' });
  await chat.page.bringToFront();
});

/** What the panel showed of the LLM and of the first local suggestion since `watch`, each state once. */
interface Seen {
  state: string | null;
  reason: string | null;
  words: string;
  local: string;
}
const watch = () =>
  chat.panel.evaluate(`(() => {
    const at = (id) => document.querySelector('[data-testid="' + id + '"]');
    const look = () => {
      const status = at('llm-status');
      const local = document.querySelector('[data-testid="suggestion"][data-origin="local"] [data-testid="suggestion-text"]');
      const now = { state: status?.dataset.state ?? null, reason: status?.dataset.reason ?? null, words: status?.textContent ?? '', local: local?.textContent ?? '' };
      if (JSON.stringify(now) !== JSON.stringify(window.__seen.at(-1))) window.__seen.push(now);
    };
    window.__watcher?.disconnect();
    window.__seen = [];
    look();
    window.__watcher = new MutationObserver(look);
    window.__watcher.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  })()`);
const seen = () => chat.panel.evaluate<Seen[]>('window.__seen');
/** Requests for candidates whose newest turn is this question. */
const drafts = async (question: string): Promise<SeenRequest[]> =>
  (await run.server.requests()).filter(({ path, body }) => {
    if (!path.endsWith('/chat/completions')) return false;
    const { messages } = JSON.parse(body) as { messages: { content: string }[] };
    return readGiven(messages.at(-1)?.content ?? '')?.turn.includes(question) ?? false;
  });
const writing = async (question: string) => {
  await chat.receive(question);
  await chat.panel.waitFor(`document.querySelector('[data-testid="llm-preview"]')`, 20_000);
  expect(await chat.localText()).not.toBe('');
};
const closeHost = async () => {
  const worker = run.extension.context.serviceWorkers().at(-1);
  await worker?.evaluate(() => chrome.offscreen.closeDocument());
};
/** A further question is answered by both, and asked for once. */
const answers = async (question: string) => {
  await chat.reply();
  await run.call('llm.settings.set', { model: 'ok' });
  await chat.receive(question);
  await chat.panel.waitFor(
    `document.querySelector('[data-testid="buyer-message"]')?.textContent.includes(${JSON.stringify(question)})`,
  );
  await chat.llmState('done');
  expect(await chat.localText()).not.toBe('');
  // The state of the turn before may still have stood there: the candidates are those of the one request.
  await chat.panel.waitFor(`document.querySelector('[data-origin="llm"]')`, 20_000);
  await expect.poll(async () => (await drafts(question)).map(({ aborted }) => aborted)).toEqual([false]);
};

test('host closed while it writes: said in words, the local suggestion stands, asked for once more', async () => {
  const question = '这件真丝衬衫会不会褪色呀';
  await writing(question);
  const local = await chat.localText();
  await watch();
  await closeHost();
  await chat.llmState('done');
  const states = await seen();
  const broken = states.find(({ reason }) => reason === 'interrupted');
  expect(broken).toMatchObject({ state: 'error' });
  expect(broken?.words).toContain('写到一半时助手重启了');
  // No other words ever stood there, and the same stand there in the end.
  expect(states.filter((one) => one.local !== local && one.local !== '')).toEqual([]);
  expect(states.at(-1)?.local).toBe(local);
  const asked = await drafts(question);
  expect(asked.map(({ aborted }) => aborted)).toEqual([true, false]);
  await answers('真丝怎么洗才不会缩水');
});

test('host closed while it writes by press: nothing is asked again, the words stay until the agent presses', async () => {
  await run.call('llm.settings.set', { mode: 'press' });
  const question = '真丝衬衫可以机洗吗';
  await chat.receive(question);
  await chat.answered(question);
  await chat.llmState('stopped', 'ready');
  await chat.panel.click('[data-testid="llm-write"]');
  await chat.panel.waitFor(`document.querySelector('[data-testid="llm-preview"]')`, 20_000);
  await closeHost();
  await chat.llmState('error', 'interrupted');
  await chat.panel.waitFor(`document.querySelector('[data-testid="suggestion"][data-origin="local"]')`, 20_000);
  // The new host has read the chat again: the words still stand.
  await expect
    .poll(async () => (await run.call('llm.tab.get', { tabId: await tabId() }))?.reason, { timeout: 20_000 })
    .toBe('ready');
  await chat.llmState('error', 'interrupted');
  expect(await drafts(question)).toHaveLength(1);
  await chat.panel.click('[data-testid="llm-write"]');
  await chat.llmState('done');
  expect(await drafts(question)).toHaveLength(2);
});

test('host closed while a tool writes: the draft is as it was, the tool says so and works again', async () => {
  const draft = '付款后48小时内发出，默认中通快递。发出后您可以在订单里看到单号和物流进度，一般2到4天送到。';
  await chat.page.locator('#replyTextarea').fill(draft);
  await chat.panel.click('[data-testid="llm-tool"][data-tool="warmer"]');
  const sheet = (state: string) =>
    chat.panel.waitFor(`document.querySelector('[data-testid="llm-tool-sheet"]${state}')`, 20_000);
  await sheet('[data-state="running"]');
  await closeHost();
  await sheet('[data-state="error"][data-reason="interrupted"]');
  await run.call('llm.settings.set', { model: 'ok' });
  await sheet('[data-state="error"][data-reason="interrupted"]');
  expect(await chat.page.locator('#replyTextarea').inputValue()).toBe(draft);
  // A press that comes before the new host has read the page says so and does nothing.
  const isDone = () =>
    chat.panel.evaluate<boolean>(`!!document.querySelector('[data-testid="llm-tool-sheet"][data-state="done"]')`);
  for (let i = 0; i < 20 && !(await isDone()); i++) {
    await chat.panel.click('[data-testid="llm-tool"][data-tool="warmer"]');
    await chat.page.waitForTimeout(1000);
  }
  expect(await isDone()).toBe(true);
  await chat.panel.click('[data-testid="llm-tool-stop"]');
  await chat.panel.waitFor(`!document.querySelector('[data-testid="llm-tool-sheet"]')`);
  await chat.page.locator('#replyTextarea').fill('');
});

test('worker stopped while it writes: it writes on, asked for once; with the worker gone the next question works', async () => {
  const question = '羽绒服可以放洗衣机里洗吗';
  await writing(question);
  const local = await chat.localText();
  await watch();
  await stopWorker();
  await chat.llmState('done');
  const states = await seen();
  expect(states.map(({ state }) => state).filter((state) => state !== 'running' && state !== 'done')).toEqual([]);
  expect(states.map((one) => one.local).filter((text) => text !== local)).toEqual([]);
  expect((await drafts(question)).map(({ aborted }) => aborted)).toEqual([false]);
  await stopWorker();
  await answers('运费险怎么用');
});

const tabId = async () =>
  (await run.desk.evaluate(async () => (await chrome.tabs.query({ url: 'https://mms.pinduoduo.com/*' }))[0]?.id)) ?? -1;

/** Stops the running worker; whatever calls it next starts it anew. */
async function stopWorker(): Promise<void> {
  await run.desk.evaluate(() => chrome.runtime.sendMessage({ type: 'host.ensure' }));
  const session = await run.extension.context.newCDPSession(run.desk);
  const stopped = new Promise<void>((resolve) => {
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      if (versions.some(({ runningStatus }) => runningStatus === 'stopped')) resolve();
    });
  });
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await stopped;
  await session.detach();
}
