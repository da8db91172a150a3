import type { DraftText } from './draft-text';
import type { CompiledRule } from './lexicon';

/** Which rules can match a draft at all: most drafts hold no word of most rules. */
export interface RuleIndex {
  /** Rules to run on the draft, in their order. */
  candidates(draft: DraftText): CompiledRule[];
}

/** Rules by the first unit of a word and the one behind it; `alone` for words of one unit. */
type ByStart = Map<number, { alone: number[]; next: Map<number, number[]> }>;

/** Indexes rules by the first two units of the words that their matches need. */
export function createRuleIndex(rules: readonly CompiledRule[]): RuleIndex {
  const always: number[] = [];
  const folded: ByStart = new Map();
  const squeezed: ByStart = new Map();
  for (const [number, rule] of rules.entries()) {
    if (!rule.starts) always.push(number);
    else for (const start of rule.starts) note(rule.squeezed ? squeezed : folded, start, number);
  }
  return {
    candidates(draft) {
      const isFound = new Uint8Array(rules.length);
      for (const number of always) isFound[number] = 1;
      collect(draft.folded.text, folded, isFound);
      collect(draft.squeezed, squeezed, isFound);
      return rules.filter((_, number) => isFound[number] === 1);
    },
  };
}

function note(byStart: ByStart, start: string, number: number): void {
  const at = byStart.get(start.charCodeAt(0)) ?? { alone: [], next: new Map<number, number[]>() };
  byStart.set(start.charCodeAt(0), at);
  if (start.length === 1) return void at.alone.push(number);
  const list = at.next.get(start.charCodeAt(1)) ?? [];
  list.push(number);
  at.next.set(start.charCodeAt(1), list);
}

function collect(text: string, byStart: ByStart, isFound: Uint8Array): void {
  for (let at = 0; at < text.length; at++) {
    const found = byStart.get(text.charCodeAt(at));
    if (!found) continue;
    for (const number of found.alone) isFound[number] = 1;
    const next = at + 1 < text.length ? found.next.get(text.charCodeAt(at + 1)) : undefined;
    if (next) for (const number of next) isFound[number] = 1;
  }
}
