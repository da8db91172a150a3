import type { CDPSession } from 'playwright-core';

/**
 * Drives the real side panel: Playwright lists no page for it (its target belongs to no tab), so we attach to the target
 * over the browser's CDP session and tunnel messages.
 */
export interface PanelDriver {
  evaluate<T>(expression: string): Promise<T>;
  /** Polls until the expression is truthy and returns it. */
  waitFor<T>(expression: string, ms?: number): Promise<T>;
  click(selector: string): Promise<void>;
  type(text: string): Promise<void>;
  screenshot(): Promise<Buffer>;
  send<T = unknown>(method: string, params?: object): Promise<T>;
}

interface TargetInfo {
  targetId: string;
  url: string;
}

const POLL_MS = 25;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Attaches to the first page target whose address fits; throws after `timeout` ms. */
export async function attachPanel(
  browserCdp: CDPSession,
  fits: (url: string) => boolean = (url) => url.includes('/sidepanel.html'),
  timeout = 10_000,
): Promise<PanelDriver> {
  const end = Date.now() + timeout;
  let info: TargetInfo | undefined;
  while (!info) {
    const answer = (await browserCdp.send('Target.getTargets', { filter: [{ type: 'page' }] } as never)) as {
      targetInfos: TargetInfo[];
    };
    info = answer.targetInfos.find((target) => fits(target.url));
    if (info) break;
    if (Date.now() > end) throw new Error('no side panel target');
    await pause(POLL_MS);
  }
  const { sessionId } = await browserCdp.send('Target.attachToTarget', { targetId: info.targetId, flatten: false });
  let lastId = 0;
  const waiting = new Map<number, { resolve(v: unknown): void; reject(e: Error): void }>();
  browserCdp.on('Target.receivedMessageFromTarget', (event: { sessionId: string; message: string }) => {
    if (event.sessionId !== sessionId) return;
    const message = JSON.parse(event.message) as { id?: number; error?: { message: string }; result?: unknown };
    const call = message.id === undefined ? undefined : waiting.get(message.id);
    if (!call || message.id === undefined) return;
    waiting.delete(message.id);
    if (message.error) call.reject(new Error(message.error.message));
    else call.resolve(message.result);
  });
  const send = <T>(method: string, params: object = {}): Promise<T> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve: resolve as (v: unknown) => void, reject });
      browserCdp
        .send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) })
        .catch(reject);
    });
  await send('Runtime.enable');
  await send('Page.enable');

  const evaluate = async <T>(expression: string): Promise<T> => {
    const answer = await send<{
      result: { value: T };
      exceptionDetails?: { text: string; exception?: { description?: string } };
    }>('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true, userGesture: true });
    if (answer.exceptionDetails)
      throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text);
    return answer.result.value;
  };
  const waitFor = async <T>(expression: string, ms = 10_000): Promise<T> => {
    const until = Date.now() + ms;
    for (;;) {
      const value = await evaluate<T>(`(v => v instanceof Node ? true : v)(${expression})`).catch(() => undefined);
      if (value) return value;
      if (Date.now() > until) throw new Error(`timeout: ${expression}`);
      await pause(POLL_MS);
    }
  };
  const click = async (selector: string) => {
    const [x, y] = await waitFor<[number, number]>(`(() => {
      const e = document.querySelector(${JSON.stringify(selector)});
      if (!e) return null;
      e.scrollIntoView({ block: 'center' });
      const r = e.getBoundingClientRect();
      return r.width ? [r.x + r.width / 2, r.y + r.height / 2] : null;
    })()`);
    for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased']) {
      const moved = type === 'mouseMoved';
      await send('Input.dispatchMouseEvent', {
        type,
        x,
        y,
        button: moved ? 'none' : 'left',
        clickCount: moved ? 0 : 1,
        buttons: type === 'mousePressed' ? 1 : 0,
      });
    }
  };
  return {
    evaluate,
    waitFor,
    click,
    send,
    type: async (text) => void (await send('Input.insertText', { text })),
    screenshot: async () =>
      Buffer.from((await send<{ data: string }>('Page.captureScreenshot', { format: 'png' })).data, 'base64'),
  };
}
