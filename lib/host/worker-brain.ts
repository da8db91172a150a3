import type { Brain, BrainAnswer, BrainMethod, BrainRequest } from './brain';

/** What we need of a Worker; the real one fits. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

const METHODS: readonly BrainMethod[] = [
  'upsert',
  'remove',
  'size',
  'advise',
  'tryOut',
  'guard',
  'ground',
  'search',
  'phraseFolders',
  'phrasesIn',
  'phrasesNamed',
  'exportIndex',
  'importIndex',
];

/**
 * A brain that lives in a worker. When the worker dies every open call rejects with 'brain-died' and `onDeath` runs once:
 * the host then makes a new one.
 */
export function createWorkerBrain(worker: WorkerLike, onDeath: () => void): Brain & { terminate(): void } {
  let nextId = 1;
  let dead = false;
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();

  const die = () => {
    if (dead) return;
    dead = true;
    for (const call of pending.values()) call.reject(new Error('brain-died'));
    pending.clear();
    worker.terminate();
    onDeath();
  };
  worker.onerror = (event) => {
    event.preventDefault?.();
    die();
  };
  worker.onmessage = (event: MessageEvent<BrainAnswer>) => {
    const call = pending.get(event.data.id);
    if (!call) return;
    pending.delete(event.data.id);
    if (event.data.ok) call.resolve(event.data.value);
    else call.reject(new Error(event.data.error));
  };

  const call = (method: BrainMethod, args: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (dead) return reject(new Error('brain-died'));
      const request: BrainRequest = { id: nextId++, method, args };
      pending.set(request.id, { resolve, reject });
      worker.postMessage(request);
    });

  const proxy = Object.fromEntries(
    METHODS.map((method) => [method, (...args: unknown[]) => call(method, args)]),
  ) as unknown as Brain;
  return { ...proxy, terminate: () => worker.terminate() };
}

/** The other side: serves a brain over a worker's messages, in order of arrival. */
export function serveBrain(
  brain: Brain,
  scope: { postMessage(m: unknown): void; onmessage: ((event: MessageEvent) => void) | null },
): void {
  scope.onmessage = (event: MessageEvent<BrainRequest>) => {
    const { id, method, args } = event.data;
    const run = brain[method] as (...given: unknown[]) => Promise<unknown>;
    run(...args).then(
      (value) => scope.postMessage({ id, ok: true, value } satisfies BrainAnswer),
      (error: unknown) => scope.postMessage({ id, ok: false, error: String(error) } satisfies BrainAnswer),
    );
  };
}
