/** `(`, `)` and `|`. */
const isSign = (code: number): boolean => code === 40 || code === 41 || code === 124;

/**
 * Expands the shorthand of the lexicons into plain strings: `|` separates forms, parentheses hold alternatives, `?` makes
 * the group before it optional. `(会|要)?掉(色|颜色)` → 掉色, 会掉色, 要掉色, 掉颜色, ... Throws on unbalanced parentheses: a bug in data.
 */
export function expandForms(shorthand: string): string[] {
  let at = 0;
  const alternatives = (depth: number): string[] => {
    const all: string[] = [];
    let current = [''];
    while (at < shorthand.length) {
      const char = shorthand.charAt(at);
      if (char === ')') {
        if (depth === 0) throw new Error(`unbalanced ) in ${shorthand}`);
        break;
      }
      if (char === '|') {
        at++;
        all.push(...current);
        current = [''];
        continue;
      }
      if (char !== '(') {
        const from = at;
        while (at < shorthand.length && !isSign(shorthand.charCodeAt(at))) at++;
        const run = shorthand.slice(from, at);
        current = current.map((head) => head + run);
        continue;
      }
      at++;
      let piece = alternatives(depth + 1);
      if (shorthand.charAt(at) !== ')') throw new Error(`unbalanced ( in ${shorthand}`);
      at++;
      if (shorthand.charAt(at) === '?') {
        piece = ['', ...piece];
        at++;
      }
      current = current.flatMap((head) => piece.map((tail) => head + tail));
    }
    all.push(...current);
    return all;
  };
  return [...new Set(alternatives(0).filter((form) => form !== ''))];
}
