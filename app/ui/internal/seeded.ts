/**
 * The same sequence of numbers in [0, 1) for the same text, on server and browser alike:
 * FNV-1a for the seed, mulberry32 for the sequence. For looks only, never for secrets.
 */
export function seeded(text: string): () => number {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193)
  return () => {
    hash = (hash + 0x6d2b79f5) | 0
    let t = Math.imul(hash ^ (hash >>> 15), 1 | hash)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
