// @ts-check
// Orders that look random and are the same each time for one seed.

/** A copy in another order. @template T @param {T[]} list @param {string} seed @returns {T[]} */
export function shuffled(list, seed) {
  const copy = [...list];
  const draw = numbers(seed);
  for (let i = copy.length - 1; i > 0; i--) {
    const j = draw() % (i + 1);
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
}

/** Numbers of 32 bits, by the generator "splitmix32"; its start is the FNV-1a hash of the seed. @param {string} seed */
function numbers(seed) {
  let state = 0x811c9dc5;
  for (const octet of new TextEncoder().encode(seed)) state = Math.imul(state ^ octet, 0x01000193);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let n = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    n = Math.imul(n ^ (n >>> 15), 0x735a2d97);
    return (n ^ (n >>> 15)) >>> 0;
  };
}
