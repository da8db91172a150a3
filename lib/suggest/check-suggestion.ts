import type { Finding, Suggestion } from './view-model';

/** Findings inside a value of the shop's own profile are the lead's decision (a return address is not a privacy breach). */
const isShopValue = ({ start, end }: Finding, suggestion: Suggestion): boolean =>
  suggestion.slots.some((slot) => slot.origin === 'shop' && start >= slot.start && end <= slot.end);

/**
 * Runs the guard over a reply before it is shown. Null when a red finding stands: such a text is never offered.
 * Amber findings travel with it, so that the agent sees them before the press.
 */
export function checkSuggestion(suggestion: Suggestion, guardText: (text: string) => Finding[]): Suggestion | null {
  const findings = guardText(suggestion.text).filter((finding) => !isShopValue(finding, suggestion));
  if (findings.some(({ severity }) => severity === 'red')) return null;
  return findings.length === 0 ? suggestion : { ...suggestion, findings };
}
