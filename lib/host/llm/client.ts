import type OpenAI from 'openai';
import type { Clock } from '@/lib/core/clock';
import { estimateTokens } from '@/lib/suggest/llm/estimate';
import type { JsonMode } from '@/lib/suggest/llm/presets';
import { isLocal, toOrigin } from './config';
import { type LlmFailure, toFailure } from './failure';

/** Where and as whom to ask. */
export interface LlmEndpoint {
  baseUrl: string;
  model: string;
  /** Empty for endpoints that need none. */
  key: string;
  json: JsonMode;
}

export interface LlmRequest {
  /** For the outbound log, e.g. `llm.draft`. */
  purpose: string;
  system: string;
  user: string;
  maxTokens: number;
  /** Shape of the answer; absent for plain text. */
  schema?: { name: string; schema: Record<string, unknown> };
}

export interface LlmAnswer {
  ok: true;
  text: string;
  /** The server ended it before it was whole (its own limit of tokens). */
  cutByLength: boolean;
  firstMs: number;
  totalMs: number;
  tokens: { in: number; out: number };
}

export interface LlmLimits {
  firstTokenMs: number;
  /** Between two pieces. */
  idleMs: number;
  totalMs: number;
  /** Characters of an answer beyond which it is cut off. */
  maxChars: number;
}

export const LLM_LIMITS: LlmLimits = { firstTokenMs: 20_000, idleMs: 15_000, totalMs: 60_000, maxChars: 24_000 };

export interface LlmClientDeps {
  clock: Clock;
  fetch: typeof fetch;
  /** Keeps what is about to leave; nothing is sent when it cannot be kept. */
  log(row: { origin: string; purpose: string; bytes: number; text: string }): Promise<void>;
  online(): boolean;
  limits?: Partial<LlmLimits>;
}

export interface LlmClient {
  /** Asks and streams; `onText` gets the whole answer so far. Never rejects; an aborted request fails as `cancelled`. */
  stream(
    endpoint: LlmEndpoint,
    request: LlmRequest,
    signal: AbortSignal,
    onText?: (text: string) => void,
  ): Promise<LlmAnswer | LlmFailure>;
  /** Names of the endpoint's models. */
  models(endpoint: LlmEndpoint, signal: AbortSignal): Promise<{ ok: true; models: string[] } | LlmFailure>;
}

class LogFailed extends Error {}

/** Makes the client. The SDK is brought in by the first request, not before. */
export function createLlmClient(deps: LlmClientDeps): LlmClient {
  const limits = { ...LLM_LIMITS, ...deps.limits };
  /** Endpoints that refused a shape: asked less of from then on. */
  const learned = new Map<string, JsonMode>();

  /** The only way out: to the endpoint's own origin, without cookies, never along a redirect, listed before it leaves. */
  const guardedFetch =
    (endpoint: LlmEndpoint, purpose: string): typeof fetch =>
    async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const origin = toOrigin(endpoint.baseUrl);
      if (url.origin !== origin) throw new TypeError('another origin');
      const headers = new Headers(init?.headers);
      for (const name of [...headers.keys()]) if (name.startsWith('x-stainless-')) headers.delete(name);
      if (!endpoint.key) headers.delete('authorization');
      const text = typeof init?.body === 'string' ? init.body : '';
      await deps.log({ origin, purpose, bytes: new TextEncoder().encode(text).length, text }).catch(() => {
        throw new LogFailed();
      });
      return deps.fetch(url, {
        ...init,
        headers,
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      });
    };

  const open = async (endpoint: LlmEndpoint, purpose: string): Promise<OpenAI> => {
    const { default: Client } = await import('openai');
    return new Client({
      apiKey: endpoint.key || 'none',
      baseURL: endpoint.baseUrl.replace(/\/+$/, ''),
      organization: null,
      project: null,
      webhookSecret: null,
      dangerouslyAllowBrowser: true,
      maxRetries: 0,
      timeout: limits.totalMs,
      logLevel: 'off',
      fetch: guardedFetch(endpoint, purpose),
    });
  };

  const toReason = (error: unknown, endpoint: LlmEndpoint): LlmFailure => {
    for (let e: unknown = error, depth = 0; e && depth < 4; depth++) {
      if (e instanceof LogFailed) return { ok: false, reason: 'log' };
      e = (e as { cause?: unknown }).cause;
    }
    return toFailure(error, endpoint.baseUrl, deps.clock.now(), deps.online());
  };

  const format = (mode: JsonMode, { schema }: LlmRequest) => {
    if (!schema || mode === 'none') return {};
    if (mode === 'object') return { response_format: { type: 'json_object' as const } };
    return { response_format: { type: 'json_schema' as const, json_schema: { ...schema, strict: true } } };
  };

  const attempt = async (
    endpoint: LlmEndpoint,
    request: LlmRequest,
    mode: JsonMode,
    signal: AbortSignal,
    onText: ((text: string) => void) | undefined,
  ): Promise<LlmAnswer | LlmFailure> => {
    // Bringing in the SDK is our time, not the endpoint's.
    const client = await open(endpoint, request.purpose).catch(() => null);
    if (!client) return { ok: false, reason: 'internal' };
    if (signal.aborted) return { ok: false, reason: 'cancelled' };
    const abort = new AbortController();
    const stop = () => abort.abort();
    signal.addEventListener('abort', stop, { once: true });
    let late: 'slow-first' | 'slow' | null = null;
    const limit = (ms: number, reason: 'slow-first' | 'slow') =>
      setTimeout(() => {
        late = reason;
        abort.abort();
      }, ms);
    const whole = limit(limits.totalMs, 'slow');
    let next = limit(limits.firstTokenMs, 'slow-first');
    const startMs = performance.now();
    let firstMs = 0;
    let text = '';
    let finish: string | null = null;
    let tokens: { in: number; out: number } | null = null;
    try {
      const isOpenAi = toOrigin(endpoint.baseUrl) === 'https://api.openai.com';
      const stream = await client.chat.completions.create(
        {
          model: endpoint.model,
          messages: [
            { role: 'system', content: request.system },
            { role: 'user', content: request.user },
          ],
          stream: true,
          stream_options: { include_usage: true },
          ...(isOpenAi ? { max_completion_tokens: request.maxTokens } : { max_tokens: request.maxTokens }),
          ...format(mode, request),
        },
        { signal: abort.signal },
      );
      for await (const chunk of stream) {
        if (signal.aborted) break;
        if (firstMs === 0) firstMs = performance.now() - startMs;
        clearTimeout(next);
        next = limit(limits.idleMs, 'slow');
        if (chunk.usage) tokens = { in: chunk.usage.prompt_tokens, out: chunk.usage.completion_tokens };
        const choice = chunk.choices?.[0];
        finish = choice?.finish_reason ?? finish;
        const piece = choice?.delta?.content;
        if (!piece) continue;
        text += piece;
        if (text.length > limits.maxChars) {
          stop();
          break;
        }
        onText?.(text);
      }
    } catch (error) {
      if (signal.aborted) return { ok: false, reason: 'cancelled' };
      if (late) return { ok: false, reason: late };
      const failure = toReason(error, endpoint);
      // Words had come already: the line was cut, whatever the error says.
      return text && failure.status === undefined ? { ok: false, reason: 'cut' } : failure;
    } finally {
      clearTimeout(whole);
      clearTimeout(next);
      signal.removeEventListener('abort', stop);
    }
    if (signal.aborted) return { ok: false, reason: 'cancelled' };
    if (late) return { ok: false, reason: late };
    // A stream that ends without saying why was cut by whatever stands between.
    if (finish === null && text.length <= limits.maxChars) return { ok: false, reason: text ? 'cut' : 'empty' };
    return {
      ok: true,
      text,
      cutByLength: finish === 'length' || text.length > limits.maxChars,
      firstMs,
      totalMs: performance.now() - startMs,
      tokens: tokens ?? {
        in: estimateTokens(request.system) + estimateTokens(request.user),
        out: estimateTokens(text),
      },
    };
  };

  const LESS: Record<JsonMode, JsonMode | null> = { schema: 'object', object: 'none', none: null };

  return {
    async stream(endpoint, request, signal, onText) {
      const place = `${endpoint.baseUrl} ${endpoint.model}`;
      let mode = learned.get(place) ?? endpoint.json;
      for (;;) {
        const answer = await attempt(endpoint, request, mode, signal, onText);
        const less = LESS[mode];
        // A refused shape costs nothing and answers at once; anything else is not asked again here.
        if (answer.ok || answer.reason !== 'bad-request' || !request.schema || !less) return answer;
        mode = less;
        learned.set(place, mode);
      }
    },
    async models(endpoint, signal) {
      const abort = AbortSignal.any([signal, AbortSignal.timeout(limits.firstTokenMs)]);
      try {
        const client = await open(endpoint, 'llm.models');
        const page = await client.models.list({ signal: abort });
        const models = page.data.map(({ id }) => id).filter((id): id is string => typeof id === 'string');
        return { ok: true, models: models.slice(0, 500).sort() };
      } catch (error) {
        if (signal.aborted) return { ok: false, reason: 'cancelled' };
        if (abort.aborted) return { ok: false, reason: 'slow-first' };
        const failure = toReason(error, endpoint);
        return isLocal(endpoint.baseUrl) && failure.status === 404 ? { ok: true, models: [] } : failure;
      }
    },
  };
}
