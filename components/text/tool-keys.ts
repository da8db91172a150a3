import type { LlmTool } from '@/lib/suggest/llm/tools';

/** The key of each tool, with Alt: 4..9 rewrite, 0 translates for the buyer, T what the buyer wrote. */
export const TOOL_KEYS: Record<LlmTool, { code: string; label: string }> = {
  shorter: { code: 'Digit4', label: '4' },
  warmer: { code: 'Digit5', label: '5' },
  formal: { code: 'Digit6', label: '6' },
  empathy: { code: 'Digit7', label: '7' },
  options: { code: 'Digit8', label: '8' },
  typos: { code: 'Digit9', label: '9' },
  'to-buyer': { code: 'Digit0', label: '0' },
  'to-agent': { code: 'KeyT', label: 'T' },
};
