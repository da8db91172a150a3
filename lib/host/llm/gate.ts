import type { Clock } from '@/lib/core/clock';
import type { LlmReason } from '@/lib/platform/methods/llm-methods';
import { getPreset } from '@/lib/suggest/llm/presets';
import { type LlmConfig, toOrigin } from './config';
import type { KeyStore } from './key-store';
import type { UsageBook } from './usage';

/** Why no request may leave now. */
export interface Barred {
  reason: LlmReason;
  retryAtMs?: number;
}

/** Stands before every request: set-up, permission, budget, and the pause that a failing endpoint gets. */
export interface Gate {
  /** `asked`: a person pressed; only what the server itself asked for holds a person up. */
  check(asked: boolean): Promise<Barred | null>;
  /** Takes note of how a request went. */
  note(result: GateResult): Promise<void>;
  barredUntilMs(): number;
  /** Set-up changed: the slate is clean. */
  clear(): void;
}

export interface GateResult {
  reason: LlmReason | null;
  tokens: { in: number; out: number } | null;
  retryAfterMs?: number;
}

export interface GateDeps {
  clock: Clock;
  config(): LlmConfig | null;
  keys: KeyStore;
  usage: UsageBook;
  /** Is the endpoint's origin granted to us? */
  hasPermission(baseUrl: string): Promise<boolean>;
}

/** Failures that say something about the endpoint and not about one answer. */
const PAUSES: ReadonlySet<LlmReason> = new Set([
  'unreachable',
  'offline',
  'server',
  'slow-first',
  'slow',
  'cut',
  'rate',
  'quota',
  'auth',
  'model-missing',
  'origin-refused',
  'bad-request',
]);
/** Will not heal by itself: nothing automatic until the set-up changes or a person tries. */
const STAYS: ReadonlySet<LlmReason> = new Set(['auth', 'quota', 'model-missing', 'origin-refused', 'bad-request']);
const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 120_000;

/** Makes the gate. */
export function createGate(deps: GateDeps): Gate {
  let failures = 0;
  let pausedUntilMs = 0;
  /** Asked for by the server (`Retry-After`). */
  let heldUntilMs = 0;
  let stuck: LlmReason | null = null;
  let last: LlmReason | null = null;

  return {
    async check(asked) {
      const config = deps.config();
      if (!config?.on) return { reason: 'off' };
      if (!config.model.trim() || !toOrigin(config.baseUrl)) return { reason: 'no-model' };
      const preset = getPreset(config.preset);
      if (preset.needsKey && !(await deps.keys.get(config.baseUrl))) return { reason: 'no-key' };
      if (!(await deps.hasPermission(config.baseUrl))) return { reason: 'permission' };
      const used = await deps.usage.today();
      if (used.tokensIn + used.tokensOut >= config.dailyTokens) return { reason: 'budget' };
      const nowMs = deps.clock.now();
      if (heldUntilMs > nowMs) return { reason: 'rate', retryAtMs: heldUntilMs };
      if (asked) return null;
      if (stuck) return { reason: stuck };
      return pausedUntilMs > nowMs ? { reason: last ?? 'server', retryAtMs: pausedUntilMs } : null;
    },
    async note({ reason, tokens, retryAfterMs }) {
      if (tokens) await deps.usage.add(tokens);
      if (reason === 'cancelled') return;
      if (reason === null || !PAUSES.has(reason)) {
        failures = 0;
        pausedUntilMs = 0;
        stuck = null;
        return;
      }
      last = reason;
      stuck = STAYS.has(reason) ? reason : null;
      const nowMs = deps.clock.now();
      if (retryAfterMs) heldUntilMs = nowMs + retryAfterMs;
      pausedUntilMs = nowMs + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures++);
    },
    barredUntilMs: () => Math.max(heldUntilMs, pausedUntilMs),
    clear: () => {
      failures = 0;
      pausedUntilMs = 0;
      heldUntilMs = 0;
      stuck = null;
    },
  };
}
