import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { z } from 'zod'
import { type CardId, readCardId } from './card-id'
import type { ScanFlag } from './stamp-rules'

/** One scan as a phone made it, whole seconds by its own clock. */
export interface MadeScan {
  card: CardId
  /** Milliseconds since 1970, a whole second. */
  at: number
  /** The code that was read; or the place, where a volunteer stamped the card. */
  code?: string
  place?: string
  /** Brought by another phone: how far the clock that made it is ahead of the sender's, in milliseconds. */
  aheadMs?: number
}

/**
 * A scan's id is made of what it says (UUID version 8, RFC 9562): the same scan sent five times, by two tabs, or carried to the
 * finish desk by another phone is one; and nobody can take up another scan's id with something else.
 */
export function scanId({ card, at, code = '', place = '' }: MadeScan, device = ''): string {
  const bytes = sha256(utf8ToBytes(JSON.stringify([card, at, code, place, code ? '' : device]))).subarray(
    0,
    16,
  )
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytesToHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export const mostScansInBatch = 100
/** Any clock, however wrong. */
const instant = z.number().int().min(0).max(8_000_000_000_000)
const wholeSecond = instant.refine((ms) => ms % 1_000 === 0)

const card = z.string().refine((text) => readCardId(text) === text)
/** Each scan by itself: one that nobody understands must not hold up the others. */
export const madeScan = z.union([
  z.object({
    card,
    at: wholeSecond,
    code: z.string().max(64),
    aheadMs: z.number().int().min(-8_000_000_000_000).max(8_000_000_000_000).optional(),
  }),
  z.object({ card, at: wholeSecond, place: z.string().regex(/^[a-z0-9-]{1,32}$/) }),
])

/** What a phone sends: `POST /api/v1/walks/:slug/scans`. */
export const scanBatch = z.object({
  /** The phone's clock as it sends: what it is off by. */
  sentAt: instant,
  /** A volunteer's phone says who it is and how many scans it holds besides these. */
  device: z.object({ id: z.uuid(), unsent: z.number().int().min(0).max(1_000_000) }).optional(),
  scans: z.array(z.unknown()).max(mostScansInBatch),
})

/** Why a scan is not kept. Said to the phone, which then stops sending it and shows it. */
export type ScanRefusal =
  | 'not-understood'
  | 'unknown-chain'
  | 'forged'
  | 'not-your-place'
  | 'unknown-place'
  | 'another-walk'

/** One answer for each scan sent, in its order. `kept` says it is stored, now or before: the phone may forget it. */
export type ScanAnswer =
  | { kept: true; id: string; place: string; flags: ScanFlag[] }
  | { kept: false; reason: ScanRefusal }
