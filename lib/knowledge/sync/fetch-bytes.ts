import { fail, ok, type Result } from '@/lib/core/result';
import type { SyncReason } from './reasons';
import type { Timers } from './timers';

export interface FetchBytesOptions {
  fetch: typeof fetch;
  timers: Timers;
  maxBytes: number;
  timeoutMs: number;
  signal: AbortSignal;
  headers?: Record<string, string>;
}

export type Fetched =
  | { status: 'unchanged' }
  | { status: 'body'; bytes: Uint8Array; etag: string | undefined; dateMs: number | undefined };

/**
 * One GET with a byte limit and a time limit. Never throws: a cut connection is `truncated`, no answer `unreachable`,
 * a body beyond the limit is `too-large` and read no further. Redirects are followed, cookies never sent.
 */
export async function fetchBytes(url: string, options: FetchBytesOptions): Promise<Result<Fetched, SyncReason>> {
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  if (options.signal.aborted) return fail('aborted');
  options.signal.addEventListener('abort', stop);
  const timer = options.timers.set(stop, options.timeoutMs);
  const reason = (otherwise: SyncReason): SyncReason => (options.signal.aborted ? 'aborted' : otherwise);
  try {
    const response = await options.fetch(url, {
      headers: options.headers ?? {},
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'follow',
      signal: abort.signal,
    });
    if (response.status === 304) return ok({ status: 'unchanged' });
    if (!response.ok) {
      void response.body?.cancel().catch(() => undefined);
      return fail(`http-${response.status}`);
    }
    const bytes = await readBody(response, options.maxBytes).catch(() => 'cut' as const);
    if (bytes === 'cut') return fail(reason('truncated'));
    if (bytes === null) return fail('too-large', `> ${options.maxBytes} bytes`);
    const date = Date.parse(response.headers.get('date') ?? '');
    return ok({
      status: 'body',
      bytes,
      etag: response.headers.get('etag') ?? undefined,
      dateMs: Number.isNaN(date) ? undefined : date,
    });
  } catch {
    return fail(reason('unreachable'));
  } finally {
    options.timers.clear(timer);
    options.signal.removeEventListener('abort', stop);
  }
}

/** The whole body, or null as soon as it exceeds the limit. Rejects when the connection breaks. */
async function readBody(response: Response, maxBytes: number): Promise<Uint8Array | null> {
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    await response.body?.cancel();
    return null;
  }
  // Its length is known and nothing unpacks on the way: no need to count while reading.
  const isPlain = response.headers.has('content-length') && !response.headers.has('content-encoding');
  const reader = isPlain ? null : response.body?.getReader();
  if (!reader) {
    const bytes = new Uint8Array(await response.arrayBuffer());
    return bytes.length > maxBytes ? null : bytes;
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > maxBytes) {
      await reader.cancel();
      return null;
    }
    parts.push(value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
