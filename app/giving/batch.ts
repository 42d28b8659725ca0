import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'

export const batchKinds = ['cash', 'cheque'] as const
export type BatchKind = (typeof batchKinds)[number]

/**
 * open (lines are entered) → counting (one has counted, another has to) → on-hand (booked, in the house) or clearing (cheques
 * that the bank has not honoured yet) → banked (paid into the bank, or nothing is left of it) · dropped (entered by mistake).
 */
export const batchStates = ['open', 'counting', 'clearing', 'on-hand', 'banked', 'dropped'] as const
export type BatchState = (typeof batchStates)[number]

export type BatchLineState = 'entered' | 'handed-in' | 'booked' | 'bounced' | 'reversed'

export interface Batch {
  id: string
  campaign: string
  /** Of lines that name none; null: by the campaign's routing. */
  fund: string | null
  place: string
  kind: BatchKind
  receivedOn: Day
  state: BatchState
  round: number
  enteredByName: string
  lines: number
  /** Null to whoever may have to count: they must not know it before. */
  sumFen: Fen | null
  createdAt: Date
}

export interface BatchLine {
  id: string
  amountFen: Fen | null
  fund: string | null
  donorName: string
  nameConsent: boolean
  contactEmail: string
  chequeNumber: string
  chequeBank: string
  state: BatchLineState
  note: string
  giftId: string | null
  /** Its money is at the bank. */
  banked: boolean
}

/** Chinese notes and coins in use, in fen, the largest first. */
export const pieces = [10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1] as const
export type Piece = (typeof pieces)[number]
export type Pieces = Partial<Record<Piece, number>>

export const sumOfPieces = (counted: Pieces): Fen =>
  pieces.reduce((sum, piece) => sum + BigInt(piece) * BigInt(counted[piece] ?? 0), 0n)

const mostOfOne = 1_000_000

/** How many of each; an empty field is none. Null when a field is no number. */
export function readPieces(text: (name: string) => string): Pieces | null {
  const counted: Pieces = {}
  for (const piece of pieces) {
    const typed = text(`piece-${piece}`).normalize('NFKC').trim()
    if (typed === '') continue
    if (!/^\d{1,7}$/.test(typed) || Number(typed) > mostOfOne) return null
    if (Number(typed) > 0) counted[piece] = Number(typed)
  }
  return counted
}

/** Far more than anybody hands in, and far from where sums would end. */
export const mostLineFen = 10n ** 12n
export const mostLines = 500
export const longestBatch = { place: 80, name: 60, chequeNumber: 32, chequeBank: 60, note: 400 } as const

/** What a gift says of the batch that it came in. */
export const batchVia = (batchId: string): string => `batch:${batchId}`
