/**
 * Aligns two sequences of keys monotonically (longest common subsequence): for each place of `next` the matching place in
 * `known`, or -1. Equal heads and tails are taken first, so the usual case (one row more) is linear.
 */
export function align(known: readonly string[], next: readonly string[]): number[] {
  const result = new Array<number>(next.length).fill(-1);
  let head = 0;
  while (head < known.length && head < next.length && known[head] === next[head]) result[head] = head++;
  let tail = 0;
  while (
    tail < known.length - head &&
    tail < next.length - head &&
    known[known.length - 1 - tail] === next[next.length - 1 - tail]
  ) {
    result[next.length - 1 - tail] = known.length - 1 - tail;
    tail++;
  }
  const n = known.length - head - tail;
  const m = next.length - head - tail;
  if (n === 0 || m === 0) return result;
  // lengths[i * (m + 1) + j] = length of the common subsequence of known[i..] and next[j..]
  const lengths = new Uint16Array((n + 1) * (m + 1));
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      const equal = known[head + i] === next[head + j];
      const down = lengths[(i + 1) * (m + 1) + j] ?? 0;
      const right = lengths[i * (m + 1) + j + 1] ?? 0;
      const both = (lengths[(i + 1) * (m + 1) + j + 1] ?? 0) + 1;
      lengths[i * (m + 1) + j] = equal ? both : Math.max(down, right);
    }
  }
  for (let i = 0, j = 0; i < n && j < m; ) {
    if (known[head + i] === next[head + j]) result[head + j++] = head + i++;
    else if ((lengths[(i + 1) * (m + 1) + j] ?? 0) >= (lengths[i * (m + 1) + j + 1] ?? 0)) i++;
    else j++;
  }
  return result;
}

/**
 * Aligns a window of a virtual list: the window is one contiguous stretch, so all of its overlap with what is known must agree
 * (one edited row allowed when four agree). Ambiguous or too short overlaps answer all -1: then positions decide, not text.
 */
export function alignWindow(known: readonly string[], window: readonly string[]): number[] {
  const none = new Array<number>(window.length).fill(-1);
  let best = { offset: 0, score: 0 };
  for (let offset = known.length - 1; offset > -window.length; offset--) {
    let agree = 0;
    let differ = 0;
    for (let i = Math.max(0, -offset); i < window.length && offset + i < known.length; i++) {
      if (known[offset + i] === window[i]) agree++;
      else if (++differ > 1) break;
    }
    if (differ > 1 || (differ === 1 && agree < 4)) continue;
    if (agree > best.score) best = { offset, score: agree };
  }
  if (best.score < Math.min(3, window.length, known.length) || best.score === 0) return none;
  return none.map((_, i) => {
    const place = best.offset + i;
    return place >= 0 && place < known.length ? place : -1;
  });
}
