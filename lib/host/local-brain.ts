import type { Conversation } from '@/lib/chat/conversation';
import type { Clock } from '@/lib/core/clock';
import { findFolder, listKeys, toFolderView } from '@/lib/knowledge/phrases/phrase-tree';
import type { TypedHit } from '@/lib/knowledge/typed/typed-row';
import { createTypedSearch } from '@/lib/knowledge/typed/typed-search';
import type { AssistantSettings } from '@/lib/suggest/assistant';
import { createAssistant } from '@/lib/suggest/create-assistant';
import type { Brain } from './brain';

/** Asked once behind the first entries: lexicons are decoded and code is compiled before a buyer waits for it. */
const WARM_UP: Conversation[] = ['你好，这件真丝衬衫会不会褪色', '三天了还不发货，再不发我就投诉'].map((text) => ({
  ref: { console: 'warm-up', shop: '', buyer: '' },
  shop: {},
  buyer: {},
  messages: [{ id: text, role: 'buyer', parts: [{ type: 'text', text }], seenAtMs: 0 }],
  orders: [],
  practice: true,
}));
const WARM_SETTINGS: AssistantSettings = { role: 'agent', groups: [], chosen: {}, shopFacts: {}, recentTexts: [] };

/** The brain itself, in whatever thread it is made: one assistant and one typed search over the same entries. */
export function createLocalBrain(clock: Clock): Brain {
  const assistant = createAssistant();
  const typed = createTypedSearch();
  let warm = false;
  const fill = (hits: TypedHit[], conversation: Conversation | null, settings: AssistantSettings): TypedHit[] =>
    hits.map((hit) =>
      hit.text.includes('{{') ? { ...hit, text: assistant.fill(hit.text, conversation, settings, clock) } : hit,
    );
  return {
    upsert: async (entries) => {
      assistant.upsert(entries);
      typed.upsert(entries);
      if (!warm) {
        warm = true;
        for (const conversation of WARM_UP) assistant.advise(conversation, WARM_SETTINGS, clock);
      }
    },
    remove: async (source, ids) => {
      assistant.remove(source, ids);
      typed.remove(source, ids);
    },
    size: async () => assistant.size(),
    advise: async (conversation, settings) => assistant.advise(conversation, settings, clock),
    tryOut: async (draft, conversation, settings) => assistant.tryOut(draft, conversation, settings, clock),
    guard: async (draft, conversation, settings) => assistant.guard(draft, conversation, settings, clock),
    ground: async (conversation, settings, limit) => assistant.ground(conversation, settings, clock, limit),
    search: async (query, limit, conversation, settings, shelf) => {
      const hits = typed.search(query, limit, shelf);
      return settings ? fill(hits, conversation, settings) : hits;
    },
    phraseFolders: async (shelf) => toFolderView(typed.folders(shelf)),
    phrasesIn: async ({ shelf, path, offset, limit }, conversation, settings) => {
      const keys = listKeys(findFolder(typed.folders(shelf), path));
      return {
        total: keys.length,
        hits: fill(typed.named(keys.slice(offset, offset + limit)), conversation, settings),
      };
    },
    phrasesNamed: async (keys, conversation, settings) => fill(typed.named(keys), conversation, settings),
    exportIndex: async () => assistant.exportIndex?.() ?? null,
    importIndex: async (bytes) => assistant.importIndex?.(bytes) ?? false,
  };
}
