/**
 * Places of the `limit` largest scores above 0 among the first `size`, in no order; of equal ones the earlier. `isLive` is asked
 * only of places that would be kept. A small binary heap, its least score in a local: most places cost one comparison.
 */
export function topOf(scores: Float32Array, size: number, limit: number, isLive: (place: number) => boolean): number[] {
  const heap: number[] = [];
  const scoreAt = (at: number): number => scores[heap[at] as number] as number;
  const swap = (a: number, b: number): void => {
    const held = heap[a] as number;
    heap[a] = heap[b] as number;
    heap[b] = held;
  };
  const rise = (from: number): void => {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (scoreAt(parent) <= scoreAt(at)) return;
      swap(parent, at);
      at = parent;
    }
  };
  const sink = (): void => {
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      const right = left + 1;
      let least = at;
      if (left < heap.length && scoreAt(left) < scoreAt(least)) least = left;
      if (right < heap.length && scoreAt(right) < scoreAt(least)) least = right;
      if (least === at) return;
      swap(least, at);
      at = least;
    }
  };
  /** What a score must exceed. */
  let bar = 0;
  for (let place = 0; place < size; place++) {
    if ((scores[place] as number) <= bar || !isLive(place)) continue;
    if (heap.length < limit) {
      heap.push(place);
      rise(heap.length - 1);
    } else {
      heap[0] = place;
      sink();
    }
    if (heap.length === limit) bar = scoreAt(0);
  }
  return heap;
}
