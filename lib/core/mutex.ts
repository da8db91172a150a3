/** Runs tasks one after another in the order asked for; a failing task does not stop the next. */
export interface Mutex {
  run<T>(task: () => Promise<T>): Promise<T>;
}

/** Creates a mutex for one JS context (not across contexts). */
export function createMutex(): Mutex {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    run(task) {
      const result = tail.then(task, task);
      tail = result.catch(() => undefined);
      return result;
    },
  };
}
