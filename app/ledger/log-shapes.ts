import { z } from 'zod'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const size = z.number().int().nonnegative()

export const logEntriesShape = z.object({
  treeSize: size,
  entries: z.array(
    z.object({
      index: size,
      entryId: z.string(),
      leaf: z.string().describe('canonical encoding, see app/ledger/leaf.ts'),
      leafHash: hash.describe('SHA-256(0x00 leaf), RFC 6962'),
    }),
  ),
})
export const inclusionShape = z.object({
  kind: z.literal('inclusion'),
  index: size,
  treeSize: size,
  leafHash: hash,
  hashes: z.array(hash),
})
export const consistencyShape = z.object({
  kind: z.literal('consistency'),
  first: size,
  second: size,
  hashes: z.array(hash),
})
