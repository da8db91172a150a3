/** A place where a pattern occurs: its index in the list given, and the span in the text searched. */
export interface TextMatch {
  pattern: number;
  start: number;
  end: number;
}

export interface TextMatcher {
  /** Every occurrence of every pattern, overlapping ones too, in order of their end. Linear in text plus matches. */
  find(text: string): TextMatch[];
}

/** Growing trie edges in an open-addressing table: far smaller than one Map per node. */
class Edges {
  private nodes: Int32Array;
  private units: Uint16Array;
  private targets: Int32Array;
  private count = 0;

  /** `expected` edges fit without growing. */
  constructor(expected: number) {
    let size = 1 << 8;
    while (size < expected * 2) size *= 2;
    this.nodes = new Int32Array(size).fill(-1);
    this.units = new Uint16Array(size);
    this.targets = new Int32Array(size);
  }

  private slot(node: number, unit: number): number {
    const mask = this.nodes.length - 1;
    let i = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) & mask;
    while (this.nodes[i] !== -1 && (this.nodes[i] !== node || this.units[i] !== unit)) i = (i + 1) & mask;
    return i;
  }

  get(node: number, unit: number): number {
    const i = this.slot(node, unit);
    return this.nodes[i] === -1 ? -1 : (this.targets[i] ?? -1);
  }

  /** The target of an edge, which becomes `target` when there was none. */
  add(node: number, unit: number, target: number): number {
    if ((this.count + 1) * 2 > this.nodes.length) this.grow();
    const i = this.slot(node, unit);
    if (this.nodes[i] !== -1) return this.targets[i] ?? -1;
    this.nodes[i] = node;
    this.units[i] = unit;
    this.targets[i] = target;
    this.count++;
    return target;
  }

  private grow(): void {
    const { nodes, units, targets } = this;
    const size = nodes.length * 2;
    this.nodes = new Int32Array(size).fill(-1);
    this.units = new Uint16Array(size);
    this.targets = new Int32Array(size);
    this.count = 0;
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i] ?? -1;
      if (node !== -1) this.add(node, units[i] ?? 0, targets[i] ?? -1);
    }
  }
}

/**
 * Builds a matcher (Aho–Corasick) over the patterns: all are found in one pass over the text, however many there are.
 * Patterns are compared unit by unit: fold them as the text is folded. Empty patterns never match.
 */
export function createTextMatcher(patterns: readonly string[]): TextMatcher {
  // Shared beginnings make about half of all units an edge of their own.
  const edges = new Edges(patterns.reduce((sum, { length }) => sum + length, 0) / 2);
  const parents: number[] = [0];
  const unitOf: number[] = [0];
  const firstPattern: number[] = [-1];
  const samePattern = new Int32Array(patterns.length).fill(-1);
  patterns.forEach((pattern, index) => {
    if (pattern === '') return;
    let node = 0;
    for (let i = 0; i < pattern.length; i++) {
      const unit = pattern.charCodeAt(i);
      const next = edges.add(node, unit, parents.length);
      if (next === parents.length) {
        parents.push(node);
        unitOf.push(unit);
        firstPattern.push(-1);
      }
      node = next;
    }
    samePattern[index] = firstPattern[node] ?? -1;
    firstPattern[node] = index;
  });

  const size = parents.length;
  const depth = new Int32Array(size);
  let deepest = 0;
  for (let node = 1; node < size; node++) {
    const own = (depth[parents[node] ?? 0] ?? 0) + 1;
    depth[node] = own;
    if (own > deepest) deepest = own;
  }
  // Nodes by depth (counting sort): a node's failure link needs all shallower ones.
  const places = new Int32Array(deepest + 2);
  for (let node = 0; node < size; node++) places[(depth[node] ?? 0) + 1] = (places[(depth[node] ?? 0) + 1] ?? 0) + 1;
  for (let level = 1; level < places.length; level++) places[level] = (places[level] ?? 0) + (places[level - 1] ?? 0);
  const order = new Int32Array(size);
  for (let node = 0; node < size; node++) {
    const level = depth[node] ?? 0;
    const place = places[level] ?? 0;
    order[place] = node;
    places[level] = place + 1;
  }
  const fail = new Int32Array(size);
  /** The nearest node on the failure path that ends a pattern. */
  const output = new Int32Array(size).fill(-1);
  for (const node of order) {
    if (node === 0) continue;
    const parent = parents[node] ?? 0;
    const unit = unitOf[node] ?? 0;
    if (parent !== 0) {
      let back = fail[parent] ?? 0;
      let next = edges.get(back, unit);
      while (next === -1 && back !== 0) {
        back = fail[back] ?? 0;
        next = edges.get(back, unit);
      }
      fail[node] = next === -1 ? 0 : next;
    }
    const back = fail[node] ?? 0;
    output[node] = (firstPattern[back] ?? -1) !== -1 ? back : (output[back] ?? -1);
  }

  return {
    find(text) {
      const matches: TextMatch[] = [];
      let node = 0;
      for (let i = 0; i < text.length; i++) {
        const unit = text.charCodeAt(i);
        let next = edges.get(node, unit);
        while (next === -1 && node !== 0) {
          node = fail[node] ?? 0;
          next = edges.get(node, unit);
        }
        node = next === -1 ? 0 : next;
        let at = (firstPattern[node] ?? -1) !== -1 ? node : (output[node] ?? -1);
        while (at !== -1) {
          const start = i + 1 - (depth[at] ?? 0);
          for (let p = firstPattern[at] ?? -1; p !== -1; p = samePattern[p] ?? -1)
            matches.push({ pattern: p, start, end: i + 1 });
          at = output[at] ?? -1;
        }
      }
      return matches;
    },
  };
}
