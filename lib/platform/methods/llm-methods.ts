/** The LLM: set-up, candidates, tools on a draft. */
// biome-ignore lint/suspicious/noEmptyInterface: filled with its views
export interface LlmMethods {}
