import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { CardId } from './card-id'
import type { ScanFlag } from './stamp-rules'

/** One scan as a phone made it, whole seconds by its own clock. */
export interface MadeScan {
  card: CardId
  /** Milliseconds since 1970, a whole second. */
  at: number
  /** The code that was read; or the place, where a volunteer stamped the card. */
  code?: string
  place?: string
  /** The visitor's card whose stamps its phone carried to this one. Not of the id: it says something of the cards, not of the scan. */
  from?: CardId
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
  const hex = bytesToHex(bytes)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

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
