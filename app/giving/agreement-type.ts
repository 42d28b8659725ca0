const marks = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]],
] as const

/** What a file of an agreement is, by its first bytes; null for anything else. */
export const agreementType = (bytes: Uint8Array): string | null =>
  marks.find(([, mark]) => mark.every((byte, n) => bytes[n] === byte))?.[0] ?? null
