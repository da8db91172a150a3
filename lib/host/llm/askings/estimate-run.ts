import type { LlmPlan } from '@/lib/platform/methods/askings-methods';
import type { LlmReason, LlmSettingsView } from '@/lib/platform/methods/llm-methods';
import { estimateTokens, toCost } from '@/lib/suggest/llm/estimate';

/** Cost of tokens at the lead's prices; null when none are set. */
export const costOf = (
  tokens: { in: number; out: number },
  { priceIn, priceOut }: Pick<LlmSettingsView, 'priceIn' | 'priceOut'>,
): number | null => (priceIn + priceOut > 0 ? toCost(tokens, { in: priceIn, out: priceOut }) : null);

/** What asking about each of these texts would take: `frame` tokens of rules and surroundings each. `again`: share of requests that are followed by a second one. */
export function estimateRun(
  texts: readonly string[],
  given: { frame: number; outPerRequest: number; again: number },
  settings: LlmSettingsView,
): Pick<LlmPlan, 'tokens' | 'cost' | 'left'> {
  const once = texts.reduce((sum, text) => sum + given.frame + estimateTokens(text), 0);
  const factor = 1 + given.again;
  const tokens = {
    in: Math.round(once * factor),
    out: Math.round(texts.length * given.outPerRequest * factor),
  };
  const { tokensIn, tokensOut } = settings.today;
  return {
    tokens,
    cost: costOf(tokens, settings),
    left: Math.max(0, settings.dailyTokens - tokensIn - tokensOut),
  };
}

/** Failures that say that the endpoint, not one answer, is in the way; the item is still to be done. */
export const isAnswerFault = (reason: LlmReason): boolean =>
  reason === 'malformed' || reason === 'refused' || reason === 'empty' || reason === 'too-long';
