import { understand } from '@/lib/understand/understand';
import { advise } from './advise';
import type { Assistant } from './assistant';
import type { AssistantDeps } from './assistant-deps';
import { createCachedGuard } from './cached-guard';
import { guardText } from './guard/guard';
import { lexiconReader } from './lexicon-reader';
import { createRetriever, SILENCE_FLOOR } from './retrieve/retriever';
import { createShelf } from './shelf';

/**
 * Makes the assistant: one pure function from (conversation, knowledge, settings, clock) to advice. `suggest.design.md` states what
 * it should do; each step is a module of its own.
 */
export function createAssistant(given: Partial<AssistantDeps> = {}): Assistant {
  const deps: AssistantDeps = {
    retriever: given.retriever ?? createRetriever(),
    understand: given.understand ?? understand,
    reader: given.reader ?? lexiconReader,
    guardText: createCachedGuard(given.guardText ?? guardText),
    floor: given.floor ?? SILENCE_FLOOR,
  };
  const shelf = createShelf(deps.reader);

  return {
    upsert(entries) {
      for (const sourced of entries) shelf.put(sourced);
      deps.retriever.upsert(entries);
    },
    remove(source, ids) {
      for (const id of ids) shelf.drop(source, id);
      deps.retriever.remove(source, ids);
    },
    size: shelf.size,
    exportIndex: () => deps.retriever.export(),
    importIndex: (bytes) => deps.retriever.import(bytes),
    advise: (conversation, settings, clock) => advise(deps, shelf, conversation, settings, clock),
    guard: (draft) => deps.guardText(draft),
  };
}
