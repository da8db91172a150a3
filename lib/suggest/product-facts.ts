import { foldText } from '@/lib/core/text';
import type { ProductEntry } from '@/lib/knowledge/schema';
import { wantsChinese } from './reply-language';
import type { Situation } from './situation';

/** Facts of the fact sheet that the turn names, as a reply, with the places they come from. */
export interface FactReply {
  text: string;
  names: string[];
  sources: string[];
}

type Fact = NonNullable<ProductEntry['facts']>[number];

const MAX_FACTS = 3;
const MIN_NAME = 2;

const toWords = ({ value, unit }: Fact): string =>
  value === true ? '有' : value === false ? '没有' : `${value}${unit ?? ''}`;

/** Fabric and the like stand among the attributes; they answer like facts. */
const listFacts = ({ facts, attributes }: ProductEntry): Fact[] => [
  ...(facts ?? []),
  ...Object.entries(attributes ?? {}).map(([name, value]) => ({ name, value })),
];

/**
 * A reply from the product's fact sheet when the turn names a fact of it (充绒量多少); null otherwise. Every figure is the sheet's own.
 * Only for buyers who may be answered in Chinese: the names of facts are.
 */
export function findFactReply(sheet: ProductEntry | null, situation: Situation): FactReply | null {
  if (!sheet || sheet.internal === true || !wantsChinese(situation.understanding.language)) return null;
  if (!situation.understanding.isQuestion) return null;
  const asked = [foldText(situation.turn.text).text, situation.understanding.normalised.text];
  const isAsked = ({ name }: Fact): boolean => {
    const folded = foldText(name).text.trim();
    return folded.length >= MIN_NAME && asked.some((text) => text.includes(folded));
  };
  const seen = new Set<string>();
  const facts = listFacts(sheet)
    .filter((fact) => isAsked(fact) && !seen.has(fact.name) && seen.add(fact.name))
    .slice(0, MAX_FACTS);
  if (facts.length === 0) return null;
  const words = facts.map((fact) => `${fact.name}：${toWords(fact)}`).join('，');
  return {
    text: `这款的参数给您：${words}。`,
    names: facts.map(({ name }) => name),
    sources: facts.map(({ source }) => source).filter((source): source is string => typeof source === 'string'),
  };
}
