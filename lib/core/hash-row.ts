/**
 * 53-bit hash of a row's text for "has it changed?" (construction of cyrb53, two units a step, since every row passes
 * here at each start). Not for security; who stores it must expect to hash anew after an update.
 */
export function hashRow(text: string): number {
  let h1 = 0xdeadbeef ^ text.length;
  let h2 = 0x41c6ce57 ^ text.length;
  const even = text.length & ~1;
  for (let i = 0; i < even; i += 2) {
    const pair = text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16);
    h1 = Math.imul(h1 ^ pair, 2654435761);
    h2 = Math.imul(h2 ^ pair, 1597334677);
    // Products carry upwards only: high bits must come back down.
    h1 ^= h1 >>> 15;
    h2 ^= h2 >>> 13;
  }
  if (even < text.length) {
    h1 = Math.imul(h1 ^ text.charCodeAt(even), 2654435761);
    h2 = Math.imul(h2 ^ text.charCodeAt(even), 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return 4294967296 * (2097151 & h2) + (h1 >>> 0);
}
