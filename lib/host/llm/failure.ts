import type { LlmReason } from '@/lib/platform/methods/llm-methods';
import { isLocal } from './config';

/** A request that did not give an answer. Carries codes only: what a server writes may hold the key that it refused. */
export interface LlmFailure {
  ok: false;
  reason: LlmReason;
  status?: number;
  /** How long the server asked us to wait, ms. */
  retryAfterMs?: number;
}

const MAX_RETRY_AFTER_MS = 3_600_000;

/** `Retry-After` in ms: seconds or an HTTP date. */
export function readRetryAfter(header: string | null | undefined, nowMs: number): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - nowMs;
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, MAX_RETRY_AFTER_MS) : undefined;
}

interface ApiErrorLike {
  status?: unknown;
  code?: unknown;
  headers?: { get?(name: string): string | null };
  name?: unknown;
  message?: unknown;
}

/** What went wrong, from the error of the client. Nothing of its text is kept. */
export function toFailure(error: unknown, baseUrl: string, nowMs: number, online: boolean): LlmFailure {
  const { status, code, headers, message } = (error ?? {}) as ApiErrorLike;
  if (typeof status !== 'number') {
    if (!online && !isLocal(baseUrl)) return { ok: false, reason: 'offline' };
    // A stream may bring an error in place of words.
    return { ok: false, reason: typeof code === 'string' || code === null ? 'server' : 'unreachable' };
  }
  const retryAfterMs = readRetryAfter(headers?.get?.('retry-after'), nowMs);
  const told = { status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  const words = `${String(code ?? '')} ${String(message ?? '')}`.toLowerCase();
  const isMoney = /insufficient|quota|balance|arrears|欠费|余额|billing/.test(words);
  if (status === 401) return { ok: false, reason: 'auth', ...told };
  if (status === 403) return { ok: false, reason: isLocal(baseUrl) ? 'origin-refused' : 'auth', ...told };
  if (status === 402) return { ok: false, reason: 'quota', ...told };
  if (status === 404) return { ok: false, reason: 'model-missing', ...told };
  if (status === 429) return { ok: false, reason: isMoney ? 'quota' : 'rate', ...told };
  if (status === 408) return { ok: false, reason: 'slow', ...told };
  if (status >= 500) return { ok: false, reason: 'server', ...told };
  return {
    ok: false,
    reason: isMoney
      ? 'quota'
      : /model/.test(words) && /not (?:exist|found)/.test(words)
        ? 'model-missing'
        : 'bad-request',
    ...told,
  };
}
