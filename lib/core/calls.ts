/** What we need of a worker, seen from either side. */
export interface MessageEnd {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

/** A failure on the other side; its message is the other side's. */
export class CallError extends Error {}

type Frame = { id: number; name: string; args: unknown[] } | { answer: number; ok: boolean; value: unknown };

type Fn = (...args: never[]) => unknown;
/** The functions of an object, by name. */
type Functions<T> = { [N in keyof T & string as T[N] extends Fn ? N : never]: T[N] extends Fn ? T[N] : never };

/**
 * Calls both ways over one pair of ends: each side serves its names and calls the other's. Answers travel as copies;
 * `close` rejects what is still open.
 */
export function createCalls<Other extends object>(
  end: MessageEnd,
  served: () => object,
): {
  call<N extends keyof Functions<Other>>(
    name: N & string,
    ...args: Parameters<Functions<Other>[N]>
  ): Promise<Awaited<ReturnType<Functions<Other>[N]>>>;
  close(reason: string): void;
} {
  let nextId = 1;
  const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();

  const serve = async (frame: { id: number; name: string; args: unknown[] }): Promise<void> => {
    try {
      const object = served() as Record<string, unknown>;
      const run = Object.hasOwn(object, frame.name) ? object[frame.name] : undefined;
      if (typeof run !== 'function') throw new Error(`nothing serves ${frame.name}`);
      const value: unknown = await run.apply(object, frame.args);
      end.postMessage({ answer: frame.id, ok: true, value } satisfies Frame);
    } catch (error) {
      end.postMessage({ answer: frame.id, ok: false, value: String(error) } satisfies Frame);
    }
  };

  end.onmessage = (event: MessageEvent<Frame>) => {
    const frame = event.data;
    if ('name' in frame) {
      void serve(frame);
      return;
    }
    const call = open.get(frame.answer);
    open.delete(frame.answer);
    if (frame.ok) call?.resolve(frame.value);
    else call?.reject(new CallError(String(frame.value)));
  };

  return {
    call: (name, ...args) =>
      new Promise((resolve, reject) => {
        const id = nextId++;
        open.set(id, { resolve: resolve as (value: unknown) => void, reject });
        end.postMessage({ id, name, args } satisfies Frame);
      }),
    close(reason) {
      for (const call of open.values()) call.reject(new CallError(reason));
      open.clear();
    },
  };
}
