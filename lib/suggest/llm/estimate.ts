const HAN = /\p{Script=Han}/gu;

/**
 * Rough count of tokens of a text, for endpoints that do not tell: a Chinese character is about 0.7 of one, four other characters
 * are one. On the high side, since it guards a budget.
 */
export function estimateTokens(text: string): number {
  const han = text.match(HAN)?.length ?? 0;
  return Math.ceil(han * 0.75 + (text.length - han) / 3.5);
}

/** Cost of tokens at prices per million. */
export const toCost = (tokens: { in: number; out: number }, prices: { in: number; out: number }): number =>
  (tokens.in * prices.in + tokens.out * prices.out) / 1e6;
