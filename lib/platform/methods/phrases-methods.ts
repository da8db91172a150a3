/** Phrases by hand, outcomes, open questions. */
// biome-ignore lint/suspicious/noEmptyInterface: filled with its views
export interface PhrasesMethods {}
