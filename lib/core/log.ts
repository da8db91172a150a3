/** Namespaced logger. Errors stay on in production. Callers pass facts about machinery only: never chat text, names or keys. */
export interface Log {
  debug(message: string, facts?: Record<string, unknown>): void;
  warn(message: string, facts?: Record<string, unknown>): void;
  error(message: string, facts?: Record<string, unknown>): void;
}

/** Creates the logger of one module; `debug` is silent unless `verbose`. */
export function createLog(namespace: string, verbose = false): Log {
  const prefix = `[deskmate:${namespace}]`;
  return {
    debug: (message, facts) => {
      if (verbose) console.debug(prefix, message, facts ?? '');
    },
    warn: (message, facts) => console.warn(prefix, message, facts ?? ''),
    error: (message, facts) => console.error(prefix, message, facts ?? ''),
  };
}
