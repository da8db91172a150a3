/** What is known of the texts that a part of an expression matches. */
interface Known {
  /** Beginnings of all texts that it can match, when they are few; null when they are not. A shorter one is a whole text. */
  texts: readonly string[] | null;
  /** Beginnings of words of which every match holds at least one; null when no such list is known. */
  words: readonly string[] | null;
}

/** Units of a beginning: what `createRuleIndex` looks at. Longer ones would only have to be multiplied out. */
const START = 2;
/** More texts than this are not multiplied out. */
const MAX_TEXTS = 400;
const QUANTIFIER = new Set('*+?{');
/** Matches without taking a character: the ends, word borders, what is only looked at. */
const EMPTY: Known = { texts: [''], words: null };
const ANYTHING: Known = { texts: null, words: null };

/**
 * Beginnings (two units) of words of which every match of an expression (flag `u`, no `i`) holds at least one, read off its source;
 * null when there are none or the reader cannot tell. Who skips the expression on texts without any of them loses no match.
 * `{name}` in it stands for any word of `lists`.
 */
export function toRequiredStarts(
  source: string,
  lists: ReadonlyMap<string, readonly string[]> = new Map(),
): readonly string[] | null {
  const chars = [...source];
  let at = 0;

  function alternation(): Known {
    const branches = [sequence()];
    while (chars[at] === '|') {
      at++;
      branches.push(sequence());
    }
    const texts = [...new Set(branches.flatMap((branch) => branch.texts ?? []))];
    const words = branches.map((branch) => best([branch.words, asWords(branch.texts)]));
    return {
      texts: branches.every((branch) => branch.texts) && texts.length <= MAX_TEXTS ? texts : null,
      words: words.every((one) => one !== null) ? [...new Set(words.flat())] : null,
    };
  }

  function sequence(): Known {
    const lists: (readonly string[] | null)[] = [];
    /** Texts of the parts since the last one that can be anything. */
    let run: readonly string[] = [''];
    let isWhole = true;
    while (at < chars.length && chars[at] !== '|' && chars[at] !== ')') {
      const part = quantified(atom());
      lists.push(part.words);
      if (part.texts && part.texts.length * run.length <= MAX_TEXTS) {
        run = join(run, part.texts);
      } else {
        isWhole = false;
        lists.push(asWords(run));
        run = part.texts ?? [''];
      }
    }
    lists.push(asWords(run));
    return { texts: isWhole ? run : null, words: best(lists) };
  }

  function atom(): Known {
    const char = chars[at++];
    if (char === '(') return group();
    if (char === '[') return set();
    if (char === '\\') return escaped();
    if (char === '{') return list();
    if (char === '.') return ANYTHING;
    if (char === '^' || char === '$') return EMPTY;
    return { texts: [char ?? ''], words: null };
  }

  function group(): Known {
    let isLook = false;
    if (chars[at] === '?') {
      const head = chars.slice(at, at + 3).join('');
      isLook = /^\?(?:[=!]|<[=!])/.test(head);
      if (head.startsWith('?<') && !isLook) at = chars.indexOf('>', at) + 1;
      else at += head.startsWith('?<') ? 3 : 2;
    }
    const inner = alternation();
    at++;
    return isLook ? EMPTY : inner;
  }

  function set(): Known {
    const from = at;
    while (at < chars.length && chars[at] !== ']') at += chars[at] === '\\' ? 2 : 1;
    const members = chars.slice(from, at++);
    const isList = members.length > 0 && !members.some((one) => one === '\\' || one === '-') && members[0] !== '^';
    return isList ? { texts: members, words: null } : ANYTHING;
  }

  function list(): Known {
    const end = chars.indexOf('}', at);
    if (end < 0) return ANYTHING;
    const words = lists.get(chars.slice(at, end).join(''));
    at = end + 1;
    if (!words) return ANYTHING;
    const texts = [...new Set(words.map((word) => word.slice(0, START)))];
    return { texts: texts.length <= MAX_TEXTS ? texts : null, words: texts };
  }

  function escaped(): Known {
    const char = chars[at++] ?? '';
    if (/[bB]/.test(char)) return EMPTY;
    if (/[pPku]/.test(char)) {
      // \p{…}, \k<…>, \u4e00: taken as anything, passed over whole.
      if (chars[at] === '{' || chars[at] === '<') at = chars.indexOf(chars[at] === '{' ? '}' : '>', at) + 1;
      else if (char === 'u') at += 4;
      return ANYTHING;
    }
    if (char === 'x') at += 2;
    if (char === 'c') at++;
    if (/\d/.test(char)) while (/\d/.test(chars[at] ?? '')) at++;
    return /[a-zA-Z0-9]/.test(char) ? ANYTHING : { texts: [char], words: null };
  }

  function quantified(part: Known): Known {
    if (!QUANTIFIER.has(chars[at] ?? '')) return part;
    const rest = chars.slice(at, at + 10).join('');
    const found = /^(?:[*+?]|\{(\d+)(?:,(\d*))?\})\??/.exec(rest);
    if (!found) return part;
    at += [...found[0]].length;
    const least = found[1] === undefined ? (found[0].startsWith('+') ? 1 : 0) : Number(found[1]);
    if (found[0].startsWith('?') && part.texts) return { texts: [...part.texts, ''], words: null };
    return least === 0 ? ANYTHING : { texts: null, words: best([part.words, asWords(part.texts)]) };
  }

  const known = alternation();
  return at === chars.length ? best([known.words, asWords(known.texts)]) : null;
}

/** Beginnings of each text of the first list followed by each of the second. */
function join(heads: readonly string[], tails: readonly string[]): readonly string[] {
  if (heads.every((head) => head.length >= START)) return heads;
  const joined = new Set<string>();
  for (const head of heads)
    if (head.length >= START) joined.add(head);
    else for (const tail of tails) joined.add((head + tail).slice(0, START));
  return [...joined];
}

/** A list of texts says something only when none of them is empty. */
const asWords = (texts: readonly string[] | null): readonly string[] | null =>
  texts && texts.length > 0 && texts.every(Boolean) ? texts : null;

/** The list that a text is least likely to hold a word of: long words first, then few. */
function best(lists: readonly (readonly string[] | null)[]): readonly string[] | null {
  const cost = (words: readonly string[]): number => words.reduce((sum, word) => sum + (word.length > 1 ? 1 : 20), 0);
  let found: readonly string[] | null = null;
  for (const list of lists) if (list && (!found || cost(list) < cost(found))) found = list;
  return found;
}
