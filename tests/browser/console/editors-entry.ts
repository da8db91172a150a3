import type { ConversationRef } from '@/lib/chat/conversation';
import { guessComposerKind, strategyOf } from '@/lib/console/composer';
import { createInserter } from '@/lib/console/insert';
import { watchDraft } from '@/lib/console/watch-draft';

/** In the isolated world: the real inserter on `.composer`; which conversation is open is set by the test. */
const ref: ConversationRef = { console: 'editors', shop: '', buyer: 'a' };
let open = ref;
let switchAfter = 0;
const composer = () => {
  const element = document.querySelector<HTMLElement>('.composer');
  if (!element) return null;
  const kind = guessComposerKind(element) ?? 'editable';
  return { element, strategy: strategyOf(kind), kind };
};
const drafts: string[] = [];
const watch = watchDraft(
  document,
  () => {
    const found = composer();
    return found && { element: found.element, text: found.strategy.read(found.element) };
  },
  (text) => void drafts.push(text),
);
const inserter = createInserter({
  resolve: () => {
    // the page switches after so many looks: the fourth is the one right after the write
    if (switchAfter > 0 && --switchAfter === 0) open = { ...ref, buyer: 'b' };
    return open;
  },
  composer,
  isComposing: () => watch.isComposing(),
  sinceTyped: () => watch.sinceTyped(),
});
Object.assign(globalThis, {
  deskmate: {
    insert: (text: string) => inserter.insert({ ref, sourceId: 's', text }),
    switchAtLook: (look: number) => {
      switchAfter = look;
    },
    kind: () => {
      const found = composer();
      return found && guessComposerKind(found.element);
    },
    drafts,
  },
});
