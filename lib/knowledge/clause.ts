/** Marks that end a clause in folded text. 、 joins a list and ends nothing. */
const ENDS = /[,.。!?;:\n~…]/;
const isEnd = (char: string): boolean => ENDS.test(char);

/** The clause around a word: what stands before and behind it, and whether the clause ends with a question mark. */
export interface Clause {
  before: string;
  after: string;
  questionMark: boolean;
}

/** Longest look around a word (UTF-16 units): what is further away no longer belongs to it. */
const REACH = 40;

/** Cuts the clause around [start, end) out of a folded text. A decimal point or a colon inside a time does not end it. */
export function getClause(text: string, start: number, end: number): Clause {
  const inNumber = (at: number) =>
    /[.:]/.test(text.charAt(at)) && /\d/.test(text.charAt(at - 1)) && /\d/.test(text.charAt(at + 1));
  let from = start;
  while (from > 0 && start - from < REACH && (!isEnd(text.charAt(from - 1)) || inNumber(from - 1))) from--;
  let to = end;
  while (to < text.length && to - end < REACH && (!isEnd(text.charAt(to)) || inNumber(to))) to++;
  return {
    before: text.slice(from, start).trim(),
    after: text.slice(end, to).trim(),
    questionMark: text.charAt(to) === '?',
  };
}
