import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** A request as the endpoint got it. */
export interface SeenRequest {
  method: string;
  path: string;
  authorization: string | null;
  body: string;
  aborted: boolean;
}

export interface LlmServer {
  /** Base URL to be typed into the settings. */
  url: string;
  requests(): Promise<SeenRequest[]>;
  clear(): Promise<void>;
  /** What the model `obey` says next: a text, or a whole answer. */
  say(answer: string | object): Promise<void>;
  close(): Promise<void>;
}

/** Starts the scripted endpoint in a process of its own. */
export async function startLlmServer(): Promise<LlmServer> {
  const child = spawn(process.execPath, ['--import', 'tsx', resolve(import.meta.dirname, 'server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PORT: '0' },
  });
  const port = await new Promise<number>((done, fail) => {
    child.once('exit', (code) => fail(new Error(`the endpoint ended with ${code}`)));
    child.stdout.once('data', (line: Buffer) => done((JSON.parse(String(line)) as { port: number }).port));
  });
  const base = `http://127.0.0.1:${port}`;
  const control = (path: string, body?: unknown) =>
    fetch(`${base}/control/${path}`, { method: 'POST', body: JSON.stringify(body ?? null) });
  return {
    url: `${base}/v1`,
    requests: async () => (await (await control('requests')).json()) as SeenRequest[],
    clear: async () => void (await control('clear')),
    say: async (answer) => void (await control('say', answer)),
    close: () =>
      new Promise((done) => {
        child.removeAllListeners('exit');
        child.once('exit', () => done());
        child.kill();
      }),
  };
}
