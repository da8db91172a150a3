import type { Clock } from '@/lib/core/clock';
import { createTypedSearch } from '@/lib/knowledge/typed-search';
import { createAssistant } from '@/lib/suggest/create-assistant';
import type { Brain } from './brain';

/** The brain itself, in whatever thread it is made: one assistant and one typed search over the same entries. */
export function createLocalBrain(clock: Clock): Brain {
  const assistant = createAssistant();
  const typed = createTypedSearch();
  return {
    upsert: async (entries) => {
      assistant.upsert(entries);
      typed.upsert(entries);
    },
    remove: async (source, ids) => {
      assistant.remove(source, ids);
      typed.remove(source, ids);
    },
    size: async () => assistant.size(),
    advise: async (conversation, settings) => assistant.advise(conversation, settings, clock),
    guard: async (draft, conversation, settings) => assistant.guard(draft, conversation, settings, clock),
    search: async (query, limit, conversation, settings) => {
      const hits = typed.search(query, limit);
      if (!settings) return hits;
      return hits.map((hit) =>
        hit.text.includes('{{') ? { ...hit, text: assistant.fill(hit.text, conversation, settings, clock) } : hit,
      );
    },
    exportIndex: async () => assistant.exportIndex?.() ?? null,
    importIndex: async (bytes) => assistant.importIndex?.(bytes) ?? false,
  };
}
