import type { Conversation } from '@/lib/chat/conversation';
import type { BuyerTurn } from '@/lib/chat/turn';
import type { TextReader } from '@/lib/knowledge/text-reader';
import type { Understanding } from '@/lib/understand/understanding';
import type { GuardContext } from './guard/conversation/context';
import type { GuardOptions } from './guard/guard';
import type { Retriever } from './retrieve/retriever';
import type { Finding } from './view-model';

/** The parts that the assistant is made of; tests pass their own. */
export interface AssistantDeps {
  retriever: Retriever;
  understand(conversation: Conversation, turn: BuyerTurn): Understanding;
  /** How triggers read text. */
  reader: TextReader;
  /** Findings in a text that is about to be shown. */
  guardText(text: string, options?: GuardOptions): Finding[];
  /** Findings in a draft, with its conversation. */
  guardDraft(draft: string, context: GuardContext): Finding[];
  /** Confidence of the best entry below which the assistant is silent. */
  floor: number;
}
