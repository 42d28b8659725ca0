import { createHash } from 'node:crypto'

/** Names exactly this content, in 22 characters (132 bits of its SHA-256): for ETags, and for ids of what is sent. */
export const contentTag = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('base64url').slice(0, 22)
