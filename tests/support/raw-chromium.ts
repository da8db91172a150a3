import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';
import { serveFixture } from '../fixtures/consoles/serve';
import { findChromium } from './chromium';
import { buildDir, CHROMIUM_ARGS } from './extension';

/**
 * Chromium without any debugger on the extension: a debugger keeps the service worker alive and hides what users meet.
 * Only the given web page is attached to; the target list tells whether worker and host live.
 */
export interface RawChromium {
  origin: string;
  /** The browser's profile folder, also a mark of its processes. */
  profile: string;
  /** Opens a page at a console's real address, answered from the fixtures. */
  open(url: string): Promise<RawPage>;
  targets(): Promise<{ id: string; type: string; url: string; webSocketDebuggerUrl: string }[]>;
  close(): Promise<void>;
}

export interface RawPage {
  /** A frame of another process inside this page (the strip), over the page's own session. */
  frame(fits: (url: string) => boolean, ms?: number): Promise<RawPage>;
  send<T = unknown>(method: string, params?: object): Promise<T>;
  evaluate<T>(expression: string): Promise<T>;
  waitFor<T>(expression: string, ms?: number): Promise<T>;
  on(method: string, listener: (params: never) => void): void;
  detach(): void;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Starts it with the built extension in `dir`. */
export async function launchRaw(dir = buildDir(), userDataDir?: string): Promise<RawChromium> {
  const port = await freePort();
  const profile = userDataDir ?? mkdtempSync(join(tmpdir(), 'deskmate-raw-'));
  const child: ChildProcess = spawn(
    findChromium(),
    [
      '--headless=new',
      ...CHROMIUM_ARGS,
      '--lang=zh-CN',
      `--user-data-dir=${profile}`,
      `--remote-debugging-port=${port}`,
      '--remote-allow-origins=*',
      `--disable-extensions-except=${dir}`,
      `--load-extension=${dir}`,
      '--window-size=1280,800',
      'about:blank',
    ],
    { stdio: 'ignore' },
  );
  const list = async () =>
    (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as Awaited<ReturnType<RawChromium['targets']>>;
  let origin = '';
  for (let i = 0; i < 200 && !origin; i++) {
    await pause(100);
    const worker = (await list().catch(() => [])).find((target) => target.url.endsWith('/background.js'));
    if (worker) origin = worker.url.split('/').slice(0, 3).join('/');
  }
  if (!origin) throw new Error('the extension did not start');
  return {
    origin,
    profile,
    targets: list,
    open: async (url) => {
      const answer = await fetch(`http://127.0.0.1:${port}/json/new?about:blank`, { method: 'PUT' });
      const target = (await answer.json()) as { webSocketDebuggerUrl: string };
      const page = await attach(target.webSocketDebuggerUrl);
      await page.send('Page.enable');
      await page.send('Fetch.enable', { patterns: [{ urlPattern: 'http*' }] });
      page.on('Fetch.requestPaused', ({ requestId, request }: { requestId: string; request: { url: string } }) => {
        void serveFixture(request.url).then((found) =>
          found
            ? page.send('Fetch.fulfillRequest', {
                requestId,
                responseCode: found.status,
                responseHeaders: [{ name: 'content-type', value: found.contentType }],
                body: Buffer.from(found.body).toString('base64'),
              })
            : page.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }),
        );
      });
      await page.send('Page.navigate', { url });
      await page.waitFor(`'__fixture' in window`);
      return page;
    },
    close: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await Promise.race([gone, pause(5000)]);
      child.kill('SIGKILL');
      // The browser's last children may still be writing: a profile left in the temporary folder is no failure.
      if (!userDataDir)
        await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }).catch(() => undefined);
    },
  };
}

async function attach(address: string): Promise<RawPage> {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error(`cannot attach to ${address}`));
  });
  let lastId = 0;
  const waiting = new Map<number, { resolve(v: unknown): void; reject(e: Error): void }>();
  const listeners = new Map<string, ((params: never) => void)[]>();
  socket.onmessage = (event) => {
    const message = JSON.parse(String(event.data)) as {
      id?: number;
      method?: string;
      params?: never;
      result?: unknown;
      error?: { message: string };
    };
    if (message.method) for (const listener of listeners.get(message.method) ?? []) listener(message.params as never);
    const call = message.id === undefined ? undefined : waiting.get(message.id);
    if (!call || message.id === undefined) return;
    waiting.delete(message.id);
    if (message.error) call.reject(new Error(message.error.message));
    else call.resolve(message.result);
  };
  const call = <T>(sessionId: string | undefined, method: string, params: object): Promise<T> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve: resolve as (v: unknown) => void, reject });
      socket.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }));
    });
  const on: RawPage['on'] = (method, listener) => listeners.set(method, [...(listeners.get(method) ?? []), listener]);

  const frames = new Map<string, string>();
  on('Target.attachedToTarget', ({ sessionId, targetInfo }: { sessionId: string; targetInfo: { url: string } }) => {
    frames.set(sessionId, targetInfo.url);
  });

  const toPage = (sessionId?: string): RawPage => {
    const send = <T>(method: string, params: object = {}) => call<T>(sessionId, method, params);
    const evaluate = async <T>(expression: string): Promise<T> => {
      const answer = await send<{ result: { value: T }; exceptionDetails?: { text: string } }>('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
        userGesture: true,
      });
      if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.text);
      return answer.result.value;
    };
    return {
      send,
      evaluate,
      on,
      frame: async (fits, ms = 10_000) => {
        const end = Date.now() + ms;
        for (;;) {
          // Attaches to the frames that are there now; a frame that came later needs another round.
          await send('Target.setAutoAttach', {
            autoAttach: true,
            waitForDebuggerOnStart: false,
            flatten: true,
            // Frames only: the strip's own worker is ours too, and a debugger on it would keep it alive.
            filter: [{ type: 'iframe' }],
          });
          for (const session of frames.keys()) {
            const url = await call<{ result: { value: string } }>(session, 'Runtime.evaluate', {
              expression: 'location.href',
              returnByValue: true,
            }).then(
              ({ result }) => result.value,
              () => '',
            );
            if (fits(url)) return toPage(session);
          }
          if (Date.now() > end) throw new Error('no such frame');
          await pause(50);
        }
      },
      waitFor: async (expression, ms = 15_000) => {
        const end = Date.now() + ms;
        for (;;) {
          const value = await evaluate<never>(expression).catch(() => undefined);
          if (value) return value;
          if (Date.now() > end) throw new Error(`timeout: ${expression}`);
          await pause(25);
        }
      },
      detach: () => socket.close(),
    };
  };
  return toPage();
}
