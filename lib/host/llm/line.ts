import type { LlmAnswer, LlmClient, LlmEndpoint, LlmRequest } from './client';
import type { LlmFailure } from './failure';
import type { Barred, Gate } from './gate';

/** The endpoint for work that runs by itself: every request passes the gate, counts against the budget and stands in the log. */
export interface LlmLine {
  /** Why no request may leave now; `asked`: a person pressed. */
  check(asked: boolean): Promise<Barred | null>;
  ask(request: LlmRequest, signal: AbortSignal): Promise<LlmAnswer | LlmFailure>;
  /** No request of its own accord before this instant. */
  barredUntilMs(): number;
}

/** Makes the line over client and gate. */
export const createLlmLine = (deps: { client: LlmClient; gate: Gate; endpoint(): Promise<LlmEndpoint> }): LlmLine => ({
  check: (asked) => deps.gate.check(asked),
  barredUntilMs: () => deps.gate.barredUntilMs(),
  async ask(request, signal) {
    const answer = await deps.client.stream(await deps.endpoint(), request, signal);
    await deps.gate.note(
      answer.ok
        ? { reason: null, tokens: answer.tokens }
        : {
            reason: answer.reason,
            tokens: null,
            ...(answer.retryAfterMs ? { retryAfterMs: answer.retryAfterMs } : {}),
          },
    );
    return answer;
  },
});
