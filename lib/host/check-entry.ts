import type { Conversation } from '@/lib/chat/conversation';
import { buyerTexts } from '@/lib/knowledge/buyer-texts';
import type { Entry } from '@/lib/knowledge/schema';
import type { EntryFinding } from '@/lib/platform/methods/editor-methods';
import type { AssistantSettings } from '@/lib/suggest/assistant';
import { TEXT_TYPES } from '@/lib/suggest/guard/lexicon';
import type { Brain } from './brain';

/** What counts while nobody is being answered: the words themselves, and wording that was withdrawn. */
const TYPES: ReadonlySet<string> = new Set([...TEXT_TYPES, 'retired_wording']);

/** A conversation in which only words count; the entry's own platform decides which lexicons do. */
export const toSampleConversation = (console: string, text?: string): Conversation => ({
  ref: { console, shop: '', buyer: 'sample' },
  shop: {},
  buyer: {},
  messages: text === undefined ? [] : [{ id: 'sample', role: 'buyer', parts: [{ type: 'text', text }], seenAtMs: 0 }],
  orders: [],
  practice: true,
});

/** Guard findings in every text of an entry that a buyer may read; the same guard as in the console. */
export async function checkEntry(brain: Brain, entry: Entry, settings: AssistantSettings): Promise<EntryFinding[]> {
  const texts = [...new Set(buyerTexts(entry))].filter((text) => text.trim());
  const conversation = toSampleConversation(entry.platforms?.[0] ?? '');
  const found = await Promise.all(
    texts.map(async (text) =>
      (await brain.guard(text, conversation, settings))
        // An entry that replaces another says what it replaces: its own old wording is no finding.
        .filter(({ type, rule }) => TYPES.has(type) && rule !== `retired_wording:${entry.id}`)
        .map((finding) => ({ ...finding, text })),
    ),
  );
  return found.flat();
}
