import { isChinese } from '@/lib/understand/language';
import { getReplyLanguage } from '../reply-language';

/** What the LLM can do with a text that the agent has chosen, in the order of their keys. */
export const REWRITE_TOOLS = ['shorter', 'warmer', 'formal', 'empathy', 'options', 'typos'] as const;
/** `to-buyer`: a reply into the buyer's language; `to-agent`: the buyer's newest turn into the agent's. */
export const LLM_TOOLS = [...REWRITE_TOOLS, 'to-buyer', 'to-agent'] as const;
export type LlmTool = (typeof LLM_TOOLS)[number];

/** The agent's own language, as the settings know it. */
export type AgentLanguage = 'zh-CN' | 'en';

/** True when two tags are read by the same people: Chinese in any script is one, region tags do not count. */
export const isSameLanguage = (a: string, b: string): boolean =>
  a === 'und' || b === 'und' || (isChinese(a) && isChinese(b)) || a.split('-')[0] === b.split('-')[0];

/** The language of a text of ours: a tag, Chinese where nothing says otherwise. */
export const getTextLanguage = (text: string): string => {
  const language = getReplyLanguage(text);
  return language === 'und' ? 'zh' : language;
};

/**
 * Tools that make sense for a reply: a translation only where the buyer writes another language than the reply.
 * `buyer`: language of the buyer's turn.
 */
export const listReplyTools = (text: string, buyer: string): LlmTool[] => [
  ...REWRITE_TOOLS,
  ...(isSameLanguage(getTextLanguage(text), buyer) ? [] : (['to-buyer'] as const)),
];

/** True when the buyer's turn is worth a translation for this agent. */
export const canTranslateTurn = (buyer: string, agent: AgentLanguage): boolean => !isSameLanguage(buyer, agent);
